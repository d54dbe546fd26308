import { useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { CaseDesk } from './CaseDesk.tsx';
import { CaseList } from './CaseList.tsx';
import { EmptyDesk } from './EmptyDesk.tsx';
import './checklist.css';
import './comparison.css';
import './desk.css';

/** The desk: one case on screen, the day's cases beside it. */
export function Desk() {
  const current = useCall('caseCurrent', {}, { everyMs: 15_000 });
  const caseId = current.value?.caseId ?? null;
  return (
    <div className="desk">
      <CaseList selected={caseId} />
      {current.failure === null ? null : <FailureNote failure={current.failure} />}
      {caseId === null ? <EmptyDesk /> : <CaseDesk key={caseId} caseId={caseId} />}
    </div>
  );
}
