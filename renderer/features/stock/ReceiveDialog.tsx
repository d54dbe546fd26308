import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cardClass as cardClasses, type CardClass } from '../../../main/contract/stock.ts';
import { useAct } from '../../client/client.ts';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { SecondPerson, isSigned, nobody } from '../../ui/SecondPerson.tsx';
import { readNumbers } from './stockTotals.ts';

export function ReceiveDialog({ onClose }: { onClose(done?: string): void }) {
  const { t } = useTranslation();
  const receive = useAct('stockReceive');
  const [bank, setBank] = useState('');
  const [vendor, setVendor] = useState('');
  const [box, setBox] = useState('');
  const [cardClass, setCardClass] = useState<CardClass>('standard');
  const [typed, setTyped] = useState('');
  const [second, setSecond] = useState(nobody);
  const { numbers, bad } = readNumbers(typed);
  const missing = [
    ...(bank.trim() === '' ? [t('stock.receive.bank')] : []),
    ...(vendor.trim() === '' ? [t('stock.receive.vendor')] : []),
    ...(numbers.length === 0 || bad > 0 ? [t('stock.receive.numbers')] : []),
    ...(isSigned(second) ? [] : [t('common.secondPerson')]),
  ];
  const confirm = (): void =>
    void receive
      .run({
        bank: bank.trim(),
        vendor: vendor.trim(),
        cardClass,
        box: box.trim() === '' ? null : box.trim(),
        bankCardNumbers: [...numbers],
        countersignature: second,
      })
      .then((result) => {
        if (result.ok) onClose(t('stock.receive.done', { n: result.value.received }));
      });
  const words = [
    { label: t('stock.receive.bank'), value: bank, change: setBank, max: 60 },
    { label: t('stock.receive.vendor'), value: vendor, change: setVendor, max: 60 },
    { label: t('stock.book.box'), value: box, change: setBox, max: 40 },
  ];
  return (
    <FinalAct
      title={t('stock.receive.title')}
      sentence={t('stock.receive.sentence')}
      actLabel={t('stock.receive.act')}
      busy={receive.busy}
      failure={receive.failure}
      missing={missing}
      onClose={() => onClose()}
      onConfirm={confirm}
    >
      <div className="fields">
        {words.map(({ label, value, change, max }) => (
          <Field key={label} label={label}>
            {(id) => (
              <Input id={id} maxLength={max} value={value} onChange={(event) => change(event.target.value)} />
            )}
          </Field>
        ))}
        <Choices
          label={t('stock.book.cardClass.label')}
          value={cardClass}
          onChange={setCardClass}
          options={cardClasses.options.map((value) => ({
            value,
            label: t(`stock.book.cardClass.${value}`),
          }))}
        />
      </div>
      <Field
        label={t('stock.receive.numbers')}
        hint={t('stock.receive.numbersHint', { n: numbers.length + bad, bad })}
      >
        {(id, hintId) => (
          <Input.TextArea
            id={id}
            aria-describedby={hintId}
            className="mono"
            rows={5}
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
