import { CheckCircleFilled, ClockCircleOutlined, WarningFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CaseView, ComparedField } from '../../../main/contract/cases.ts';
import { formatDateTime, formatTime } from '../../ui/format.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { CompareRow } from './compare/CompareRow.tsx';
import { openComparison } from './checklistRows.ts';

/** The key that opens the photo; P prints a paper. */
export const photoKey = 'I';

/** Passport, visa, chip and permit record, field by field (A3), how old the record is, and what else is known about the person's card. */
export function ComparisonPanel(props: {
  readonly view: CaseView;
  readonly editable: boolean;
  onConfirm(field: ComparedField, outcome: 'same' | 'differs'): void;
  /** Opens the photo over the desk (A6). */
  onPhoto?(): void;
}) {
  const { t } = useTranslation();
  const { view } = props;
  const open = openComparison(view.comparison)?.field ?? null;
  const nameWhy = t(view.passport?.nameMayBeCut === true ? 'desk.compare.nameCut' : 'desk.compare.nameWhy');
  return (
    <aside className="comparison" aria-label={t('desk.compare.title')}>
      <h2>{t('desk.compare.title')}</h2>
      <Freshness view={view} />
      {view.passport === null ? (
        <p className="comparisonEmpty">{t('desk.compare.empty')}</p>
      ) : view.passportExpired ? (
        <p className="tone bad">
          <WarningFilled aria-hidden />
          {t('desk.compare.expired')} {view.passport.expiryDate}
        </p>
      ) : null}
      {view.comparison.length === 0 ? null : (
        <ul className="compareRows">
          {view.comparison.map((row) => (
            <CompareRow
              key={row.field}
              row={row}
              keyed={row.field === open}
              editable={props.editable}
              why={row.field === 'name' ? nameWhy : null}
              onConfirm={(outcome) => props.onConfirm(row.field, outcome)}
            />
          ))}
        </ul>
      )}
      {view.visa === null || view.visa.wrongDigits.length === 0 ? null : (
        <p className="tone warn wrap">
          <WarningFilled aria-hidden />
          {t('checking.compare.visaDigits', { fields: view.visa.wrongDigits.join(', ') })}
        </p>
      )}
      {view.passport === null ? null : (
        <p className="quiet">{t('desk.compare.readAt', { at: formatTime(view.passport.readAt) })}</p>
      )}
      <Numbers view={view} />
      <CardFacts view={view} {...(props.onPhoto === undefined ? {} : { onPhoto: props.onPhoto })} />
    </aside>
  );
}

/** How old the record is, and that a QR proves nothing offline (13.4): part of every decision. */
function Freshness({ view }: { readonly view: CaseView }) {
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
        {view.snapshotAgeDays > 0 ? ` · ${t('desk.snapshotAge', { n: view.snapshotAgeDays })}` : null}
      </span>
    </p>
  );
}

/** Numbers of this person as they changed (1.11); one of each kind is no history and is shown above already. */
function Numbers({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const changed = view.numbers.filter(
    ({ kind, source }) =>
      source === 'candidate' || view.numbers.filter((other) => other.kind === kind).length > 1,
  );
  if (changed.length === 0) return null;
  return (
    <>
      <h2>{t('checking.compare.numbers')}</h2>
      <ul className="numberRows">
        {changed.map((row) => (
          <li key={`${row.kind}-${row.number}-${row.from ?? ''}`}>
            <span className="quiet">{t(`checking.compare.numberKind.${row.kind}`)}</span>
            <span className="mono">{row.number}</span>
            <span className="quiet">
              {[
                row.from === null ? null : t('checking.compare.since', { from: row.from }),
                row.to === null ? null : t('checking.compare.untilDay', { to: row.to }),
                row.source === 'candidate' ? t('checking.compare.candidate') : null,
              ]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function CardFacts({ view, onPhoto }: { readonly view: CaseView; onPhoto?(): void }) {
  const { t } = useTranslation();
  const { record } = view.snapshot;
  return (
    <>
      <h2>{t('desk.photo.title')}</h2>
      {onPhoto === undefined ? null : (
        <button type="button" className="openPhoto" onClick={onPhoto} aria-keyshortcuts={photoKey}>
          {t('photo.open')} <KeyCap name={photoKey} />
        </button>
      )}
      <p className={record.photoReceipt === null ? 'tone warn wrap' : 'tone good'}>
        {record.photoReceipt === null ? <WarningFilled aria-hidden /> : <CheckCircleFilled aria-hidden />}
        {t(record.photoReceipt === null ? 'desk.photo.missing' : 'desk.photo.present')}
      </p>
      <p className="quiet">
        {t(record.insured ? 'desk.photo.insured' : 'desk.photo.notInsured')} ·{' '}
        {t('desk.queue', { acked: view.queue.acked, waiting: view.queue.waiting })}
        {view.queue.refused > 0 ? (
          <b className="tone bad">
            {' '}
            <WarningFilled aria-hidden /> {t('desk.queueRefused', { n: view.queue.refused })}
          </b>
        ) : null}
      </p>
    </>
  );
}
