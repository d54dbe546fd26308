import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countPlace, type CountPlace, type StockBook } from '../../../main/contract/stockBook.ts';
import { useAct, useCall } from '../../client/client.ts';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { readCount } from '../day/dayView.ts';
import { className, type StockClass } from './className.ts';

const keyOf = ({ bank, vendor, cardClass }: StockClass): string => JSON.stringify([bank, vendor, cardClass]);
const allDesks = 'all';

/** A count at any time: classes only, no expected number before it is entered. */
export function CountDialog({
  clerks,
  onClose,
}: {
  readonly clerks: StockBook['clerks'];
  onClose(done?: string, differs?: boolean): void;
}) {
  const { t } = useTranslation();
  const classes = useCall('dayClasses', {});
  const count = useAct('stockCount');
  const [place, setPlace] = useState<CountPlace>('vault');
  const [desk, setDesk] = useState<string>(allDesks);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const rows = (classes.value ?? []).map((each) => ({
    ...each,
    counted: readCount(typed[keyOf(each)] ?? ''),
  }));
  const counts = rows.flatMap(({ counted, ...each }) => (counted === null ? [] : [{ ...each, counted }]));
  const clerk = clerks.find(({ clerkId }) => clerkId === desk);
  return (
    <FinalAct
      title={t('stock.book.count.title')}
      sentence={t('stock.book.count.sentence')}
      actLabel={t('stock.book.count.act')}
      busy={count.busy}
      failure={count.failure ?? classes.failure}
      missing={rows.filter(({ counted }) => counted === null).map((each) => className(t, each))}
      onClose={() => onClose()}
      onConfirm={() => {
        if (counts.length === 0) return;
        const where = place === 'desk' && clerk !== undefined ? { clerkId: clerk.clerkId } : {};
        void count.run({ place, ...where, counts }).then((result) => {
          if (!result.ok) return;
          const agrees = result.value.rows.every((row) => row.counted === row.expected);
          onClose(t(agrees ? 'stock.book.count.done' : 'stock.book.count.differs'), !agrees);
        });
      }}
    >
      <Choices
        label={t('stock.book.count.place')}
        value={place}
        onChange={setPlace}
        options={countPlace.options.map((value) => ({ value, label: t(`stock.state.${value}`) }))}
      />
      {place === 'desk' ? (
        <Choices
          label={t('stock.book.count.clerk')}
          value={desk}
          onChange={setDesk}
          options={[
            { value: allDesks, label: t('stock.book.count.allDesks') },
            ...clerks.map(({ clerkId, clerk: name }) => ({ value: clerkId, label: name })),
          ]}
        />
      ) : null}
      <div className="fields">
        {rows.map((each) => (
          <Field key={keyOf(each)} label={t('stock.book.count.counted', { name: className(t, each) })}>
            {(id) => (
              <Input
                id={id}
                className="mono"
                inputMode="numeric"
                autoComplete="off"
                maxLength={6}
                value={typed[keyOf(each)] ?? ''}
                onChange={(event) => setTyped({ ...typed, [keyOf(each)]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
    </FinalAct>
  );
}
