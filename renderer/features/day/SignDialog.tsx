import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Countersignature } from '../../../main/contract/access.ts';
import type { Failure } from '../../../main/contract/result.ts';
import { Field } from '../../ui/Field.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { SecondPerson, isSigned, nobody } from '../../ui/SecondPerson.tsx';
import { useWorkstation } from '../window/Workstation.ts';

/** Two signatures under a day (H1): the one who is signed in re-authenticates, then another person signs on the same screen. */
export function SignDialog(props: {
  readonly title: string;
  readonly sentence: string;
  readonly actLabel: string;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly children?: ReactNode;
  onSign(password: string, second: Countersignature): void;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const { staff } = useWorkstation();
  const [password, setPassword] = useState('');
  const [second, setSecond] = useState(nobody);
  const own = t('day.close.own', { name: staff.displayName });
  return (
    <FinalAct
      title={props.title}
      sentence={props.sentence}
      actLabel={props.actLabel}
      busy={props.busy}
      failure={props.failure}
      missing={[...(password === '' ? [own] : []), ...(isSigned(second) ? [] : [t('common.secondPerson')])]}
      onClose={props.onClose}
      onConfirm={() => props.onSign(password, second)}
    >
      {props.children}
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
      <SecondPerson value={second} hint={t('day.close.secondHint')} onChange={setSecond} />
    </FinalAct>
  );
}
