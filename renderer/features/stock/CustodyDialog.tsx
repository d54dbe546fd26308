import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitKey } from '../../../main/contract/ids.ts';
import type { CustodyActKind } from '../../../main/contract/stockBook.ts';
import { useAct } from '../../client/client.ts';
import { Field } from '../../ui/Field.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { SecondPerson, isSigned, nobody } from '../../ui/SecondPerson.tsx';

const sentences = { safe: 'safeSentence', sentUp: 'sendSentence', destroyed: 'destroySentence' } as const;
const labels = { safe: 'toSafe', sentUp: 'sendUp', destroyed: 'destroy' } as const;
const maxPhotos = 4;

/** Waste and spent ribbons into the safe, up with a list, or destroyed with a photo: two people (D5, D13). */
export function CustodyDialog({
  kind,
  units,
  ribbons,
  onClose,
}: {
  readonly kind: CustodyActKind;
  readonly units: readonly UnitKey[];
  readonly ribbons: readonly string[];
  onClose(done?: string): void;
}) {
  const { t } = useTranslation();
  const toSafe = useAct('stockToSafe');
  const sendUp = useAct('stockSendUp');
  const destroy = useAct('stockDestroy');
  const act = { safe: toSafe, sentUp: sendUp, destroyed: destroy }[kind];
  const picker = useRef<HTMLInputElement>(null);
  const [listNumber, setListNumber] = useState('');
  const [photos, setPhotos] = useState<readonly Uint8Array[]>([]);
  const [second, setSecond] = useState(nobody);
  const n = units.length + ribbons.length;
  const missing = [
    ...(kind === 'sentUp' && listNumber.trim() === '' ? [t('stock.book.waste.listNumber')] : []),
    ...(kind === 'destroyed' && photos.length === 0 ? [t('stock.book.waste.photoMissing')] : []),
    ...(isSigned(second) ? [] : [t('common.secondPerson')]),
  ];
  const run = async (): Promise<{ readonly ok: boolean }> => {
    const given = { units: [...units], countersignature: second };
    if (kind === 'safe') return toSafe.run(given);
    if (kind === 'sentUp')
      return sendUp.run({ ...given, ribbons: [...ribbons], listNumber: listNumber.trim() });
    return destroy.run({ ...given, ribbons: [...ribbons], photos: [...photos] });
  };
  return (
    <FinalAct
      title={t(`stock.book.waste.${labels[kind]}`)}
      sentence={t(`stock.book.waste.${sentences[kind]}`, { n })}
      actLabel={t(`stock.book.waste.${labels[kind]}`)}
      danger={kind !== 'safe'}
      busy={act.busy}
      failure={act.failure}
      missing={missing}
      onClose={() => onClose()}
      onConfirm={() =>
        void run().then((result) => {
          if (result.ok) onClose(t('stock.book.waste.done', { n }));
        })
      }
    >
      {kind === 'sentUp' ? (
        <Field label={t('stock.book.waste.listNumber')}>
          {(id) => (
            <Input
              id={id}
              maxLength={60}
              value={listNumber}
              onChange={(event) => setListNumber(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      {kind === 'destroyed' ? (
        <div className="actRow">
          <Button disabled={photos.length >= maxPhotos} onClick={() => picker.current?.click()}>
            {t('stock.book.waste.photo')}
          </Button>
          <input
            ref={picker}
            type="file"
            accept=".jpg,.jpeg,image/jpeg"
            hidden
            aria-label={t('stock.book.waste.photo')}
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = '';
              if (file !== undefined)
                void file
                  .arrayBuffer()
                  .then((bytes) => setPhotos((kept) => [...kept, new Uint8Array(bytes)].slice(0, maxPhotos)));
            }}
          />
          <span role="status">{t('stock.book.waste.photos', { n: photos.length })}</span>
        </div>
      ) : null}
      <SecondPerson value={second} onChange={setSecond} />
    </FinalAct>
  );
}
