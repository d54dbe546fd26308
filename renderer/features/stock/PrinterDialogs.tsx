import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ribbonLabel } from '../../../main/contract/stockBook.ts';
import { useAct } from '../../client/client.ts';
import { Field } from '../../ui/Field.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { SecondPerson, isSigned, nobody } from '../../ui/SecondPerson.tsx';
import { readCount } from '../day/dayView.ts';
import { printerName } from './printerName.ts';
import { readLabels } from './stockTotals.ts';

/** Counted before the books are shown: the answer tells both. */
export function BinDialog({
  printerId,
  onClose,
}: {
  readonly printerId: string;
  onClose(done?: string, differs?: boolean): void;
}) {
  const { t } = useTranslation();
  const empty = useAct('binEmpty');
  const [typed, setTyped] = useState('');
  const [second, setSecond] = useState(nobody);
  const found = readCount(typed);
  return (
    <FinalAct
      title={t('stock.book.bin.title', { printer: printerName(t, printerId) })}
      sentence={t('stock.book.bin.sentence')}
      actLabel={t('stock.book.hopper.empty')}
      busy={empty.busy}
      failure={empty.failure}
      missing={[
        ...(found === null ? [t('stock.book.bin.found')] : []),
        ...(isSigned(second) ? [] : [t('common.secondPerson')]),
      ]}
      onClose={() => onClose()}
      onConfirm={() => {
        if (found === null) return;
        void empty.run({ printerId, found, countersignature: second }).then((result) => {
          if (!result.ok) return;
          const { ledger } = result.value;
          onClose(t('stock.book.bin.done', { ...result.value }), found !== ledger);
        });
      }}
    >
      <Field label={t('stock.book.bin.found')}>
        {(id) => (
          <Input
            id={id}
            className="mono"
            inputMode="numeric"
            autoComplete="off"
            maxLength={3}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <SecondPerson value={second} onChange={setSecond} />
    </FinalAct>
  );
}

/** The new ribbon is in: the old one is spent. */
export function RibbonExchangeDialog({
  printerId,
  onClose,
}: {
  readonly printerId: string;
  onClose(done?: string): void;
}) {
  const { t } = useTranslation();
  const exchange = useAct('ribbonExchange');
  const [typed, setTyped] = useState('');
  const label = ribbonLabel.safeParse(typed).data ?? null;
  return (
    <FinalAct
      title={t('stock.book.ribbons.exchangeTitle', { printer: printerName(t, printerId) })}
      sentence={t('stock.book.ribbons.exchangeSentence')}
      actLabel={t('stock.book.hopper.exchange')}
      busy={exchange.busy}
      failure={exchange.failure}
      missing={label === null ? [t('stock.book.ribbons.label')] : []}
      onClose={() => onClose()}
      onConfirm={() => {
        if (label === null) return;
        void exchange.run({ printerId, label }).then((result) => {
          if (result.ok) onClose(t('stock.book.ribbons.exchanged'));
        });
      }}
    >
      <Field label={t('stock.book.ribbons.label')}>
        {(id) => (
          <Input
            id={id}
            className="mono"
            autoComplete="off"
            maxLength={40}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
    </FinalAct>
  );
}

export function RibbonReceiveDialog({ onClose }: { onClose(done?: string): void }) {
  const { t } = useTranslation();
  const receive = useAct('ribbonReceive');
  const [typed, setTyped] = useState('');
  const [second, setSecond] = useState(nobody);
  const { labels, bad } = readLabels(typed);
  return (
    <FinalAct
      title={t('stock.book.ribbons.receive')}
      sentence={t('stock.book.ribbons.receiveSentence')}
      actLabel={t('stock.book.ribbons.receive')}
      busy={receive.busy}
      failure={receive.failure}
      missing={[
        ...(labels.length === 0 || bad > 0 ? [t('stock.book.ribbons.labels')] : []),
        ...(isSigned(second) ? [] : [t('common.secondPerson')]),
      ]}
      onClose={() => onClose()}
      onConfirm={() =>
        void receive.run({ labels: [...labels], countersignature: second }).then((result) => {
          if (result.ok) onClose(t('stock.book.ribbons.received', { n: result.value.received }));
        })
      }
    >
      <Field
        label={t('stock.book.ribbons.labels')}
        hint={t('stock.book.ribbons.labelsHint', { n: labels.length + bad, bad })}
      >
        {(id, hintId) => (
          <Input.TextArea
            id={id}
            aria-describedby={hintId}
            className="mono"
            rows={4}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <SecondPerson value={second} onChange={setSecond} />
    </FinalAct>
  );
}
