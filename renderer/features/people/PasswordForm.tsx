import { App, Button, Input } from 'antd';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Field } from '../../ui/Field.tsx';

/** One's own password (I5). The host says whether it is good enough. */
export function PasswordForm({ children }: { readonly children?: ReactNode }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const change = useAct('passwordChange');
  const [old, setOld] = useState('');
  const [wanted, setWanted] = useState('');
  const [repeated, setRepeated] = useState('');
  const differs = repeated !== '' && repeated !== wanted;
  const ready = old !== '' && wanted !== '' && repeated === wanted;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!ready || change.busy) return;
    void change.run({ password: old, newPassword: wanted }).then((result) => {
      setOld('');
      if (!result.ok) return;
      setWanted('');
      setRepeated('');
      void message.success(t('people.password.done'));
    });
  };
  const field = (value: string, set: (text: string) => void, label: string, hint?: string) => (
    <Field label={label} {...(hint !== undefined && { hint })}>
      {(id, hintId) => (
        <Input
          id={id}
          type="password"
          autoComplete="off"
          maxLength={256}
          aria-describedby={hintId}
          value={value}
          onChange={(event) => set(event.target.value)}
        />
      )}
    </Field>
  );
  return (
    <form className="passwordForm" onSubmit={submit}>
      <div className="fields">
        {field(old, setOld, t('people.password.old'))}
        {field(wanted, setWanted, t('people.password.new'), t('people.passwordRule'))}
        {field(
          repeated,
          setRepeated,
          t('people.password.repeat'),
          differs ? t('people.password.differs') : undefined,
        )}
      </div>
      {change.failure === null ? null : <FailureNote failure={change.failure} />}
      <div className="actRow">
        <Button type="primary" htmlType="submit" disabled={!ready} loading={change.busy}>
          {t('people.password.act')}
        </Button>
        {children}
      </div>
    </form>
  );
}
