import { CheckCircleFilled, WarningFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CaseView, ComparedField } from '../../../main/contract/cases.ts';
import { formatTime } from '../../ui/format.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { Freshness, Warnings } from './compare/CompareFacts.tsx';
import { CompareTable } from './compare/CompareTable.tsx';
import { compareKey } from './compare/CompareWide.tsx';

/** The key that opens the photo; P prints a paper. */
export const photoKey = 'I';

/** Passport, visa, chip and permit record, field by field (A3), how old the record is, and what else is known about the person's card. */
export function ComparisonPanel(props: {
  readonly view: CaseView;
  readonly editable: boolean;
  onConfirm(field: ComparedField, outcome: 'same' | 'differs'): void;
  /** Opens the whole table over the desk. */
  onWide?(): void;
  /** Opens the photo over the desk (A6). */
  onPhoto?(): void;
}) {
  const { t } = useTranslation();
  const { view, onWide } = props;
  return (
    <aside className="comparison" aria-label={t('desk.compare.title')}>
      <div className="comparisonHead">
        <h2>{t('desk.compare.title')}</h2>
        {view.comparison.length === 0 || onWide === undefined ? null : (
          <button type="button" className="plainAct" onClick={onWide} aria-keyshortcuts={compareKey}>
            {t('checking.compare.wide')} <KeyCap name={compareKey} />
          </button>
        )}
      </div>
      <Freshness view={view} />
      {view.passport === null ? <p className="comparisonEmpty">{t('desk.compare.empty')}</p> : null}
      <Warnings view={view} />
      {view.comparison.length === 0 ? null : (
        <CompareTable view={view} wide={false} editable={props.editable} onConfirm={props.onConfirm} />
      )}
      {view.passport === null ? null : (
        <p className="quiet">{t('desk.compare.readAt', { at: formatTime(view.passport.readAt) })}</p>
      )}
      <Numbers view={view} />
      <CardFacts view={view} {...(props.onPhoto === undefined ? {} : { onPhoto: props.onPhoto })} />
    </aside>
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
