import { useCallback, useLayoutEffect, useState } from 'react';
import { assertNever } from '../../../main/contract/result.ts';
import type { KioskView } from '../../../main/contract/kiosk.ts';
import { useCall } from '../../client/client.ts';
import { useHostSkew } from '../../client/useHostSkew.ts';
import { useHints } from '../../client/useHints.ts';
import { useFileLanguages } from '../../i18n/useFileLanguages.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { useWedgeGuard } from '../../scan/useWedgeGuard.ts';
import { KioskFrame } from './KioskFrame.tsx';
import { LanguageChoice } from './LanguageChoice.tsx';
import { MaintenancePage } from './maintenance/MaintenancePage.tsx';
import { ServiceEntry } from './maintenance/ServiceEntry.tsx';
import { StaffCalled, TimeWarning } from './Overlays.tsx';
import { CallStaffPage } from './pages/CallStaffPage.tsx';
import { ConfirmPage } from './pages/ConfirmPage.tsx';
import { SlipPage, TakeDocumentsPage } from './pages/EndPages.tsx';
import { NoticePage } from './pages/NoticePage.tsx';
import { AttendantPage, MakingPage, PassportPage } from './pages/ReadPages.tsx';
import { RatingPage, ThanksPage } from './pages/RatingPages.tsx';
import { AttractPage, LanguagePage, UnavailablePage } from './pages/StartPages.tsx';
import { useDisplay } from './useDisplay.ts';
import { useKiosk } from './useKiosk.ts';
import './kiosk.css';
import './kioskQueue.css';

const goesBack: readonly KioskView['page'][] = ['language', 'notice', 'passport', 'confirm'];

/** Pages whose own button is the end. */
const endsItself: readonly KioskView['page'][] = ['takeDocuments', 'slip', 'rating', 'thanks', 'maintenance'];

/** The kiosk: one question a page. What page it is, the core host decides; this draws it. */
export function KioskApp() {
  useHints();
  useWedgeGuard();
  const { view, touch, busy, show } = useKiosk();
  const { value: station } = useCall('stationStatus', {}, { everyMs: 10_000 });
  const skewMs = useHostSkew(station?.now);
  const { setLanguage, pick } = useLanguage();
  const languages = useFileLanguages('kiosk');
  const display = useDisplay();
  const [staff, setStaff] = useState<'none' | 'reached' | 'failed'>('none');
  const [choosing, setChoosing] = useState(false);
  const [asksService, setAsksService] = useState(false);
  const closeService = useCallback(() => setAsksService(false), []);

  const language = view?.language;
  useLayoutEffect(() => {
    if (language !== undefined) setLanguage(language);
  }, [language, setLanguage]);

  const clean = view === undefined || view.page === 'attract';
  const [wasClean, setWasClean] = useState(clean);
  if (clean !== wasClean) {
    setWasClean(clean);
    // The next visitor gets the screen as it always begins.
    if (clean) {
      display.reset();
      setStaff('none');
      setChoosing(false);
    }
  }

  if (view === undefined) return <div className="kioskScreen" aria-busy />;
  const visit = view.endsAt !== null;
  const staffWindow = station === undefined ? '' : pick(station.nameZh, station.nameEn);
  const page = () => {
    switch (view.page) {
      case 'attract':
        return <AttractPage touch={touch} busy={busy} />;
      case 'language':
        return <LanguagePage languages={languages} touch={touch} busy={busy} />;
      case 'notice':
        return <NoticePage view={view} touch={touch} busy={busy} station={station} />;
      case 'passport':
        return <PassportPage view={view} />;
      case 'confirm':
        return <ConfirmPage view={view} touch={touch} busy={busy} />;
      case 'waitForAttendant':
        return <AttendantPage view={view} touch={touch} />;
      case 'making':
        return <MakingPage view={view} />;
      case 'slip':
        return <SlipPage view={view} touch={touch} station={station} />;
      case 'takeDocuments':
        return <TakeDocumentsPage view={view} touch={touch} />;
      case 'rating':
        return <RatingPage view={view} touch={touch} busy={busy} />;
      case 'thanks':
        return <ThanksPage touch={touch} />;
      case 'callStaff':
        return <CallStaffPage view={view} />;
      case 'maintenance':
        return <MaintenancePage onView={show} onStay={touch.stay} />;
      case 'unavailable':
        return <UnavailablePage view={view} station={station} />;
      default:
        return assertNever(view.page);
    }
  };
  return (
    <KioskFrame
      view={view}
      station={station}
      display={display}
      onBack={goesBack.includes(view.page) ? touch.back : null}
      onEnd={visit && !endsItself.includes(view.page) && !view.takeCard ? touch.end : null}
      onStaff={
        view.page === 'maintenance'
          ? null
          : () => void touch.callStaff().then((reached) => setStaff(reached ? 'reached' : 'failed'))
      }
      onService={() => setAsksService(view.page !== 'maintenance')}
      onLanguage={visit && view.page !== 'language' ? () => setChoosing(true) : null}
    >
      {page()}
      {staff === 'none' ? null : (
        <StaffCalled reached={staff === 'reached'} window={staffWindow} onClose={() => setStaff('none')} />
      )}
      {choosing ? (
        <LanguageChoice
          languages={languages}
          chosen={view.language}
          onChoose={(tag) => {
            setChoosing(false);
            touch.choose(tag);
          }}
          onClose={() => setChoosing(false)}
        />
      ) : null}
      {asksService ? (
        <ServiceEntry
          onClose={closeService}
          onEntered={(next) => {
            closeService();
            show(next);
          }}
        />
      ) : null}
      {view.warnAt === null || view.endsAt === null ? null : (
        <TimeWarning
          key={view.endsAt}
          warnAt={view.warnAt}
          endsAt={view.endsAt}
          skewMs={skewMs}
          onStay={touch.stay}
          onEnd={touch.end}
        />
      )}
    </KioskFrame>
  );
}
