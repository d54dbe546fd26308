import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../client/client.ts';
import { Field } from '../../ui/Field.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { SecondPerson, isSigned, nobody } from '../../ui/SecondPerson.tsx';
import { readNumbers } from './stockTotals.ts';

export function ReceiveDialog({ onClose }: { onClose(done?: string): void }) {
  const { t } = useTranslation();
  const receive = useAct('stockReceive');
  const [bank, setBank] = useState('');
  const [vendor, setVendor] = useState('');
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
        bankCardNumbers: [...numbers],
        countersignature: second,
      })
      .then((result) => {
        if (result.ok) onClose(t('stock.receive.done', { n: result.value.received }));
      });
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
        <Field label={t('stock.receive.bank')}>
          {(id) => (
            <Input id={id} maxLength={60} value={bank} onChange={(event) => setBank(event.target.value)} />
          )}
        </Field>
        <Field label={t('stock.receive.vendor')}>
          {(id) => (
            <Input
              id={id}
              maxLength={60}
              value={vendor}
              onChange={(event) => setVendor(event.target.value)}
            />
          )}
        </Field>
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
