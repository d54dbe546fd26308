import { Activity } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../client/client.ts';
import { useHints } from '../../client/useHints.ts';
import { useWedgeGuard } from '../../scan/useWedgeGuard.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { MustChangePassword } from '../people/MustChangePassword.tsx';
import { RatingSheet } from '../rating/RatingSheet.tsx';
import { SignInScreen } from '../signIn/SignInScreen.tsx';
import { Workplace } from './Workplace.tsx';
import './window.css';

/** The window surface: nobody works here before somebody is known. */
export function WindowApp() {
  useHints();
  useWedgeGuard();
  const { t } = useTranslation();
  const session = useCall('session', {}, { everyMs: 30_000 });
  const station = useCall('stationStatus', {}, { everyMs: 10_000 });
  const starting = session.value === undefined;
  const { staff, ended } = session.value ?? { staff: null };
  return (
    <>
      {starting ? (
        <main className="starting">
          {session.failure === null ? (
            <p>{t('signIn.starting')}</p>
          ) : (
            <FailureNote failure={session.failure} />
          )}
        </main>
      ) : null}
      {staff === null ? (
        // Made ready unseen while the host starts: that is the screen of every start, and then it only has to be shown.
        <Activity mode={starting ? 'hidden' : 'visible'}>
          <SignInScreen status={station.value} {...(ended !== undefined && { ended })} />
        </Activity>
      ) : staff.mustChangePassword === true ? (
        <MustChangePassword key={staff.id} staff={staff} />
      ) : (
        <Workplace key={staff.id} staff={staff} status={station.value} />
      )}
      {starting ? null : <RatingSheet />}
    </>
  );
}
