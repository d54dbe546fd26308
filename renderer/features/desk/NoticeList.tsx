import { WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../main/contract/cases.ts';
import type { DeviceState } from '../../../main/contract/devices.ts';
import { useWorkstation } from '../window/Workstation.ts';
import { NoticeRow } from './NoticeRow.tsx';
import { keyedNotice, printerTrouble } from './noticePrinting.ts';

/** Papers of the case: number, whether upstream knows them, print or file, and copies with a reason (C4). */
export function NoticeList({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const { station } = useWorkstation();
  const printer = station?.devices.find(({ kind }) => kind === 'documentPrinter');
  if (view.notices.length === 0) return null;
  const keyed = keyedNotice(view.notices.filter(({ withdrawn }) => withdrawn === null));
  return (
    <section className="notices" aria-label={t('desk.notice.title')}>
      <h2>{t('desk.notice.title')}</h2>
      {printer === undefined ? null : <PrinterTrouble printer={printer} />}
      <ul>
        {view.notices.map((notice) => (
          <NoticeRow
            key={notice.id}
            notice={notice}
            printer={printer !== undefined}
            keyed={notice.id === keyed?.id}
          />
        ))}
      </ul>
    </section>
  );
}

/** Said before anybody prints; printing stays possible, because the printer may be ready before its state is asked again. */
function PrinterTrouble({ printer }: { readonly printer: DeviceState }) {
  const { t } = useTranslation();
  const trouble = printerTrouble(printer);
  if (trouble === null) return null;
  return (
    <p className="printerTrouble" role="status">
      <span className="tone warn">
        <WarningOutlined aria-hidden />
        {t('desk.notice.printer')}
        {t('common.colon')}
        {t(trouble.wordKey)}
      </span>{' '}
      <span className="quiet">{t(trouble.remedyKey)}</span>
    </p>
  );
}
