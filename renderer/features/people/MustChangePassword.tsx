import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { StaffView } from '../../../main/contract/access.ts';
import { useAct } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { LanguageSwitch } from '../../ui/LanguageSwitch.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import './people.css';

/** Somebody whose password another one chose is at the window: nothing else is there before it is changed (I5). */
export function MustChangePassword({ staff }: { readonly staff: StaffView }) {
  const { t } = useTranslation();
  const signOut = useAct('signOut');
  return (
    <div className="signInPage">
      <header>
        <strong>{t('common.appName')}</strong>
        <LanguageSwitch />
      </header>
      <main>
        <section className="mustChange">
          <h1>{t('people.password.mustTitle')}</h1>
          <p>{t('people.password.must', { name: staff.displayName })}</p>
          <PasswordForm>
            <Button onClick={() => void signOut.run({})} loading={signOut.busy}>
              {t('people.password.leave')}
            </Button>
          </PasswordForm>
          {signOut.failure === null ? null : <FailureNote failure={signOut.failure} />}
        </section>
      </main>
    </div>
  );
}
