import { IdcardOutlined, OrderedListOutlined, QrcodeOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useClosedToday } from '../day/useClosedToday.ts';
import { useRefusal, useWorkstation } from '../window/Workstation.ts';
import { DeskFooter } from './DeskFooter.tsx';
import { EcardLife } from './Evidence.tsx';
import { footerActs } from './footerActs.ts';
import { ManualEntry } from './ManualEntry.tsx';
import { ClockList } from './watch/ClockList.tsx';
import { RecallList } from './watch/RecallList.tsx';
import { SecondCheckList } from './watch/SecondCheckList.tsx';

/** Nobody at the window yet: what to do first, and the way when the QR cannot be read. */
export function EmptyDesk() {
  const { t } = useTranslation();
  const { station, staff, now } = useWorkstation();
  const supervises = staff.roles.includes('supervisor');
  const closedToday = useClosedToday(now);
  const refusal = useRefusal();
  return (
    <>
      <main className="emptyDesk">
        <h1>{t('desk.empty.title')}</h1>
        <EcardLife caseId={null} />
        <ol className="firstSteps">
          <li>
            <QrcodeOutlined aria-hidden />
            <span>1</span>
            {t('desk.empty.steps.scan')}
          </li>
          <li>
            <IdcardOutlined aria-hidden />
            <span>2</span>
            {t('desk.empty.steps.passport')}
          </li>
          <li>
            <OrderedListOutlined aria-hidden />
            <span>3</span>
            {t('desk.empty.steps.check')}
          </li>
        </ol>
        <div className="watchLists">
          <ClockList whenEmpty={supervises} />
          <RecallList whenEmpty={supervises} />
          {supervises ? <SecondCheckList /> : null}
        </div>
        <ManualEntry />
        {station?.day === null ? (
          <p className="quiet">{t(closedToday ? 'desk.empty.closedToday' : 'desk.empty.closed')}</p>
        ) : null}
      </main>
      <DeskFooter acts={footerActs(null, refusal, false)} onAct={() => undefined} />
    </>
  );
}
