import { useCall } from '../../client/client.ts';
import { usePictureScan } from '../../scan/usePictureScan.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { CaseDesk } from './CaseDesk.tsx';
import { CaseList } from './CaseList.tsx';
import { EmptyDesk } from './EmptyDesk.tsx';
import { OriginalsStrip } from './watch/OriginalsStrip.tsx';
import { ReturnedStrip } from './watch/ReturnedStrip.tsx';
import { WatchStrip } from './watch/WatchStrip.tsx';
import './checklist.css';
import './comparison.css';
import './desk.css';
import './emptyDesk.css';
import './inHand.css';
import './row/rowSides.css';
import './watch/watch.css';

/** The desk: one case on screen, the day's cases beside it. */
export function Desk() {
  const current = useCall('caseCurrent', {}, { everyMs: 15_000 });
  const picture = usePictureScan();
  const caseId = current.value?.caseId ?? null;
  return (
    <>
      {picture.failure === null ? null : (
        <div className="problemBanner">
          <FailureNote failure={picture.failure} onClose={picture.clear} />
        </div>
      )}
      {caseId === null ? null : <WatchStrip />}
      <OriginalsStrip shown={caseId} />
      <ReturnedStrip shown={caseId} />
      <div className="desk">
        <CaseList selected={caseId} />
        {current.failure === null ? null : <FailureNote failure={current.failure} />}
        {caseId === null ? <EmptyDesk /> : <CaseDesk key={caseId} caseId={caseId} />}
      </div>
    </>
  );
}
