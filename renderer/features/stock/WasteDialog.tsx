import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { seenWasteReason, type SeenWasteReason, type StockUnitView } from '../../../main/contract/stock.ts';
import { useAct } from '../../client/client.ts';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { SecondPerson, isSigned, nobody } from '../../ui/SecondPerson.tsx';

export function WasteDialog({
  unit,
  onClose,
}: {
  readonly unit: StockUnitView;
  onClose(done?: string): void;
}) {
  const { t } = useTranslation();
  const waste = useAct('stockWaste');
  const [reason, setReason] = useState<SeenWasteReason | null>(null);
  const [note, setNote] = useState('');
  const [second, setSecond] = useState(nobody);
  const missing = [
    ...(reason === null ? [t('stock.waste.reason')] : []),
    ...(reason === 'other' && note.trim() === '' ? [t('common.note')] : []),
    ...(isSigned(second) ? [] : [t('common.secondPerson')]),
  ];
  const confirm = (): void => {
    if (reason === null) return;
    void waste.run({ unit: unit.key, reason, note: note.trim(), countersignature: second }).then((result) => {
      if (result.ok) onClose(t('stock.waste.done'));
    });
  };
  return (
    <FinalAct
      title={t('stock.waste.title', { tail: unit.tail })}
      sentence={t('stock.waste.sentence', { tail: unit.tail })}
      actLabel={t('stock.waste.act')}
      danger
      busy={waste.busy}
      failure={waste.failure}
      missing={missing}
      onClose={() => onClose()}
      onConfirm={confirm}
    >
      <Choices
        label={t('stock.waste.reason')}
        value={reason}
        onChange={setReason}
        options={seenWasteReason.options.map((value) => ({ value, label: t(`cards.waste.${value}`) }))}
      />
      <Field label={t('stock.waste.note')}>
        {(id) => (
          <Input id={id} maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
        )}
      </Field>
      <SecondPerson value={second} onChange={setSecond} />
    </FinalAct>
  );
}
