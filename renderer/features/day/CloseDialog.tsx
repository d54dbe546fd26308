import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../client/client.ts';
import { Field } from '../../ui/Field.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { SecondPerson, isSigned, nobody } from '../../ui/SecondPerson.tsx';
import { useWorkstation } from '../window/Workstation.ts';
import { givenReasons } from './dayView.ts';

export function CloseDialog(props: {
  readonly date: string;
  readonly reasons: Readonly<Record<string, string>>;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const { staff } = useWorkstation();
  const close = useAct('dayClose');
  const [password, setPassword] = useState('');
  const [second, setSecond] = useState(nobody);
  const own = t('day.close.own', { name: staff.displayName });
  return (
    <FinalAct
      title={t('day.close.title')}
      sentence={t('day.close.sentence', { date: props.date })}
      actLabel={t('day.close.act')}
      busy={close.busy}
      failure={close.failure}
      missing={[...(password === '' ? [own] : []), ...(isSigned(second) ? [] : [t('common.secondPerson')])]}
      onClose={props.onClose}
      onConfirm={() =>
        void close
          .run({ password, reasons: givenReasons(props.reasons), countersignature: second })
          .then((result) => {
            if (result.ok) props.onClose();
          })
      }
    >
      <Field label={own}>
        {(id) => (
          <Input
            id={id}
            type="password"
            autoComplete="off"
            autoFocus
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <SecondPerson value={second} onChange={setSecond} />
    </FinalAct>
  );
}
