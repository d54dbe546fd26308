import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StockUnitView } from '../../../main/contract/stock.ts';
import type { StockBook } from '../../../main/contract/stockBook.ts';
import { useAct } from '../../client/client.ts';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { SecondPerson, isSigned, nobody } from '../../ui/SecondPerson.tsx';
import { printerName } from './printerName.ts';
import { readBoxes } from './stockTotals.ts';

const targets = ['vault', 'desk', 'hopper', 'returned'] as const;
type Target = (typeof targets)[number];

/** Between vault, desks and hoppers. To a desk: whose; to a hopper: from which boxes, and which where there are several. */
export function MoveDialog({
  units,
  book,
  onClose,
}: {
  readonly units: readonly StockUnitView[];
  readonly book: StockBook | undefined;
  onClose(done?: string): void;
}) {
  const { t } = useTranslation();
  const move = useAct('stockMove');
  const [to, setTo] = useState<Target>('hopper');
  const [clerkId, setClerkId] = useState<StockBook['clerks'][number]['clerkId'] | null>(null);
  const [printerId, setPrinterId] = useState<string | null>(null);
  const [boxes, setBoxes] = useState('');
  const [second, setSecond] = useState(nobody);
  const asksBoxes = to === 'hopper' && units.some(({ box }) => box !== null);
  const printers = to === 'hopper' && (book?.printers.length ?? 0) > 1 ? (book?.printers ?? []) : [];
  const missing = [
    ...(to === 'desk' && clerkId === null ? [t('stock.book.move.clerk')] : []),
    ...(printers.length > 0 && printerId === null ? [t('stock.book.move.printer')] : []),
    ...(asksBoxes && readBoxes(boxes).length === 0 ? [t('stock.book.boxes')] : []),
    ...(isSigned(second) ? [] : [t('common.secondPerson')]),
  ];
  return (
    <FinalAct
      title={t('stock.move.title')}
      sentence={t('stock.move.sentence', { n: units.length, to: t(`stock.state.${to}`) })}
      actLabel={t('stock.move.title')}
      busy={move.busy}
      failure={move.failure}
      missing={missing}
      onClose={() => onClose()}
      onConfirm={() =>
        void move
          .run({
            units: units.map(({ key }) => key),
            to,
            ...(to === 'desk' && clerkId !== null && { clerkId }),
            ...(printers.length > 0 && printerId !== null && { printerId }),
            ...(asksBoxes && { boxes: readBoxes(boxes) }),
            countersignature: second,
          })
          .then((result) => {
            if (result.ok) onClose(t('stock.move.done', { n: result.value.moved }));
          })
      }
    >
      <Choices
        label={t('stock.move.to')}
        value={to}
        onChange={setTo}
        options={targets.map((value) => ({ value, label: t(`stock.state.${value}`) }))}
      />
      {to === 'desk' ? (
        <Choices
          label={t('stock.book.move.clerk')}
          value={clerkId}
          onChange={setClerkId}
          options={(book?.clerks ?? []).map((each) => ({ value: each.clerkId, label: each.clerk }))}
        />
      ) : null}
      {printers.length === 0 ? null : (
        <Choices
          label={t('stock.book.move.printer')}
          value={printerId}
          onChange={setPrinterId}
          options={printers.map((each) => ({ value: each.printerId, label: printerName(t, each.printerId) }))}
        />
      )}
      {asksBoxes ? (
        <Field label={t('stock.book.boxes')}>
          {(id) => <Input id={id} value={boxes} onChange={(event) => setBoxes(event.target.value)} />}
        </Field>
      ) : null}
      <SecondPerson value={second} onChange={setSecond} />
    </FinalAct>
  );
}
