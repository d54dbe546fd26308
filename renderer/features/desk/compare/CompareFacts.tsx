import { CheckCircleFilled, ClockCircleOutlined, WarningFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../main/contract/cases.ts';
import { formatDateTime } from '../../../ui/format.ts';

/** How old the record is, and that a QR proves nothing offline (13.4): part of every decision. */
export function Freshness({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const online = view.verification === 'verifiedOnline';
  return (
    <p className="freshness">
      <span className={online ? 'tone good' : 'tone warn wrap'}>
        {online ? <CheckCircleFilled aria-hidden /> : <ClockCircleOutlined aria-hidden />}
        {t(online ? 'checking.compare.verified' : 'checking.compare.pending')}
      </span>
      <span className="quiet">
        {t('checking.compare.age', { at: formatDateTime(view.snapshot.fetchedAt) })}
        {view.snapshotAgeDays > 0 ? ` · ${t('desk.snapshotAge', { count: view.snapshotAgeDays })}` : null}
      </span>
    </p>
  );
}

/** What is wrong with an original whatever it says: a passport that has expired, check digits of a visa (domain-rules 2.7). */
export function Warnings({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  return (
    <>
      {view.passport !== null && view.passportExpired ? (
        <p className="tone bad">
          <WarningFilled aria-hidden />
          {t('desk.compare.expired')} {view.passport.expiryDate}
        </p>
      ) : null}
      {view.visa === null || view.visa.wrongDigits.length === 0 ? null : (
        <p className="tone warn wrap">
          <WarningFilled aria-hidden />
          {t('checking.compare.visaDigits', { fields: view.visa.wrongDigits.join(', ') })}
        </p>
      )}
    </>
  );
}
