import { useCallback, useMemo, useState } from 'react';
import type { StaffView } from '../../../main/contract/access.ts';
import type { CaseId } from '../../../main/contract/ids.ts';
import type { Failure } from '../../../main/contract/result.ts';
import type { StationStatus } from '../../../main/contract/station.ts';
import { call } from '../../client/client.ts';
import { useHint } from '../../client/useHints.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { AuditPage } from '../audit/AuditPage.tsx';
import { CardBoard } from '../cards/CardBoard.tsx';
import { RecoveryPage } from '../cards/RecoveryPage.tsx';
import { useRecovery } from '../cards/useRecovery.ts';
import { DayPage } from '../day/DayPage.tsx';
import { useClosedToday } from '../day/useClosedToday.ts';
import { Desk } from '../desk/Desk.tsx';
import { PaperScan, isPaperProblem } from '../desk/watch/PaperScan.tsx';
import { DevicesPage } from '../devices/DevicesPage.tsx';
import { MorningPage } from '../morning/MorningPage.tsx';
import { PeoplePage } from '../people/PeoplePage.tsx';
import { QueuePage } from '../queue/QueuePage.tsx';
import { RetentionPage } from '../retention/RetentionPage.tsx';
import { StockPage } from '../stock/StockPage.tsx';
import { StatusStrip } from './StatusStrip.tsx';
import { TopBar } from './TopBar.tsx';
import { useIdleLock } from './useIdleLock.ts';
import { useNow } from './useNow.ts';
import { WorkstationContext, pages, type Page } from './Workstation.ts';

const screens = {
  desk: Desk,
  cards: CardBoard,
  queue: QueuePage,
  stock: StockPage,
  day: DayPage,
  devices: DevicesPage,
  morning: MorningPage,
  audit: AuditPage,
  recovery: RecoveryPage,
  people: PeoplePage,
  retention: RetentionPage,
} as const satisfies Record<Page, unknown>;

/** A signed-in window: who and what is well on top, one page below. */
export function Workplace({
  staff,
  status,
}: {
  readonly staff: StaffView;
  readonly status: StationStatus | undefined;
}) {
  const [page, setPage] = useState<Page>('desk');
  const [problem, setProblem] = useState<Failure | null>(null);
  const now = useNow(status?.now);
  const closedToday = useClosedToday(now);

  useIdleLock();
  useHint('readProblem', ({ failure }) => setProblem(isPaperProblem(failure) ? null : failure));
  useHint('paperScanned', () => setProblem(null));
  // A scan belongs on the desk, whatever page was open.
  useHint('caseOpened', () => {
    setProblem(null);
    setPage('desk');
  });
  const openCase = useCallback((caseId: CaseId) => {
    void call('caseSelect', { caseId }).then((result) => {
      if (!result.ok) setProblem(result.error);
      setPage('desk');
    });
  }, []);
  const unclean = useRecovery(staff, status, () => setPage('recovery'));
  useKeys(Object.fromEntries(pages.map((name, index) => [`Alt+${index + 1}`, () => setPage(name)])));

  const workstation = useMemo(
    () => ({ staff, station: status, now, openCase, goTo: setPage }),
    [staff, status, now, openCase],
  );
  const Screen = screens[page];
  return (
    <WorkstationContext value={workstation}>
      <div className="workplace">
        <div className="workplaceHead">
          <TopBar
            status={status}
            staff={staff}
            now={now}
            page={page}
            onPage={setPage}
            onRefused={setProblem}
          />
          {status === undefined ? null : (
            <StatusStrip
              status={status}
              closedToday={closedToday}
              {...(unclean && { onRecovery: () => setPage('recovery') })}
            />
          )}
          {problem === null ? null : (
            <div className="problemBanner">
              <FailureNote failure={problem} onClose={() => setProblem(null)} />
            </div>
          )}
          <PaperScan />
        </div>
        <Screen />
      </div>
    </WorkstationContext>
  );
}
