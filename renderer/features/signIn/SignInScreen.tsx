import { Button, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../main/contract/result.ts';
import type { StationStatus } from '../../../main/contract/station.ts';
import { useAct } from '../../client/client.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { LanguageSwitch } from '../../ui/LanguageSwitch.tsx';
import { StatusStrip } from '../window/StatusStrip.tsx';
import './signIn.css';

/** `ended`: why the last person here had to leave (G10). */
export function SignInScreen({
  status,
  ended,
}: {
  readonly status: StationStatus | undefined;
  readonly ended?: Failure;
}) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const signIn = useAct('signIn');
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const nameField = useRef<InputRef>(null);
  const passwordField = useRef<InputRef>(null);
  const { failure } = signIn;
  // Not `autoFocus`: the screen may be made before it is shown, and only then can it have the focus.
  useEffect(() => nameField.current?.focus(), []);
  useEffect(() => {
    if (failure !== null) passwordField.current?.focus();
  }, [failure]);

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void signIn.run({ userName: userName.trim(), password }).then((result) => {
      if (!result.ok) setPassword('');
    });
  };
  const ready = userName.trim() !== '' && password !== '';
  return (
    <div className="signInPage">
      <header>
        <strong>
          {t('common.appName')}
          {status === undefined ? null : <span>{pick(status.nameZh, status.nameEn)}</span>}
        </strong>
        {status?.mode === 'training' ? <span className="trainingBadge">{t('common.training')}</span> : null}
        <LanguageSwitch />
      </header>
      <main>
        <form onSubmit={submit}>
          <h1>{t('signIn.title')}</h1>
          {status === undefined ? null : (
            <p className="quiet">
              {t('common.station')} <span className="mono">{status.stationId}</span> · {t('signIn.actsLabel')}
              {t('common.colon')}
              {status.acts.map((act) => t(`signIn.acts.${act}`)).join(' / ')}
            </p>
          )}
          <Field label={t('common.userName')}>
            {(id) => (
              <Input
                id={id}
                ref={nameField}
                size="large"
                autoComplete="off"
                spellCheck={false}
                value={userName}
                onChange={(event) => setUserName(event.target.value)}
              />
            )}
          </Field>
          <Field label={t('common.password')}>
            {(id) => (
              <Input
                id={id}
                ref={passwordField}
                size="large"
                type="password"
                autoComplete="off"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            )}
          </Field>
          {failure === null && ended !== undefined ? <FailureNote failure={ended} /> : null}
          {failure === null ? null : <FailureNote failure={failure} />}
          <Button type="primary" size="large" block htmlType="submit" disabled={!ready} loading={signIn.busy}>
            {signIn.busy ? t('signIn.busy') : t('signIn.act')}
          </Button>
          <p className="quiet">{t('signIn.hint')}</p>
          {status?.mode === 'training' ? <p className="quiet">{t('common.trainingNote')}</p> : null}
        </form>
      </main>
      {status === undefined ? null : <StatusStrip status={status} />}
    </div>
  );
}
