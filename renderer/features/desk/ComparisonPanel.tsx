import { CheckCircleFilled, CloseCircleFilled, EyeOutlined, WarningFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CaseView, ComparedField, ComparisonRow } from '../../../main/contract/cases.ts';
import { eyeMayAnswer } from '../../../main/domain/documents/comparePassport.ts';
import { formatTime } from '../../ui/format.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { markDifferences, openComparison } from './checklist.ts';

function Value({ row, side }: { readonly row: ComparisonRow; readonly side: 'passport' | 'record' }) {
  const value = row[side];
  const className = row.field === 'name' ? undefined : 'mono';
  if (row.machine === 'same') return <span className={className}>{value}</span>;
  return (
    <span className={className}>
      {markDifferences(value, side === 'passport' ? row.record : row.passport).map((run, index) =>
        run.differs ? <mark key={index}>{run.text}</mark> : <span key={index}>{run.text}</span>,
      )}
    </span>
  );
}

function Outcome({ row }: { readonly row: ComparisonRow }) {
  const { t } = useTranslation();
  if (row.eye !== null) {
    const same = row.eye.outcome === 'same';
    return (
      <span className={`tone ${same ? 'good' : 'bad'}`}>
        {same ? <CheckCircleFilled aria-hidden /> : <CloseCircleFilled aria-hidden />}
        {t(same ? 'desk.compare.bySame' : 'desk.compare.byDiffers')}
      </span>
    );
  }
  if (row.machine === 'same') {
    return (
      <span className="tone good">
        <CheckCircleFilled aria-hidden />
        {t('desk.compare.same')}
      </span>
    );
  }
  return row.machine === 'differs' ? (
    <span className="tone bad">
      <CloseCircleFilled aria-hidden />
      {t('desk.compare.differs')}
    </span>
  ) : (
    <span className="tone warn">
      <EyeOutlined aria-hidden />
      {t('desk.compare.needsEye')}
    </span>
  );
}

/** Passport against permit, field by field (A3), and what else is known about the person's card. */
export function ComparisonPanel(props: {
  readonly view: CaseView;
  readonly editable: boolean;
  onConfirm(field: ComparedField, outcome: 'same' | 'differs'): void;
}) {
  const { t } = useTranslation();
  const { view } = props;
  const open = openComparison(view.comparison)?.field ?? null;
  const { record } = view.snapshot;
  return (
    <aside className="comparison" aria-label={t('desk.compare.title')}>
      <h2>{t('desk.compare.title')}</h2>
      {view.passport === null ? (
        <p className="comparisonEmpty">{t('desk.compare.empty')}</p>
      ) : (
        <>
          {view.passportExpired ? (
            <p className="tone bad">
              <WarningFilled aria-hidden />
              {t('desk.compare.expired')} {view.passport.expiryDate}
            </p>
          ) : null}
          <ul className="compareRows">
            {view.comparison.map((row) => (
              <li key={row.field} className={row.field === open ? 'openField' : undefined}>
                <div className="compareHead">
                  <b>{t(`desk.compare.field.${row.field}`)}</b>
                  {row.machine === 'same' ? <Value row={row} side="passport" /> : null}
                  <Outcome row={row} />
                </div>
                {row.machine === 'same' ? null : (
                  <dl>
                    <dt>{t('desk.compare.passport')}</dt>
                    <dd>
                      <Value row={row} side="passport" />
                    </dd>
                    <dt>{t('desk.compare.record')}</dt>
                    <dd>
                      <Value row={row} side="record" />
                    </dd>
                  </dl>
                )}
                {eyeMayAnswer(row) && props.editable ? (
                  <div className="eyeButtons">
                    {(['same', 'differs'] as const).map((outcome) => (
                      <button
                        key={outcome}
                        type="button"
                        aria-pressed={row.eye?.outcome === outcome}
                        {...(row.field === open
                          ? { 'aria-keyshortcuts': outcome === 'same' ? 'S' : 'D' }
                          : {})}
                        onClick={() => props.onConfirm(row.field, outcome)}
                      >
                        {row.field === open ? <KeyCap name={outcome === 'same' ? 'S' : 'D'} /> : null}{' '}
                        {t(outcome === 'same' ? 'desk.compare.keySame' : 'desk.compare.keyDiffers')}
                      </button>
                    ))}
                    {row.field === 'name' ? (
                      <small className="quiet">
                        {t(
                          view.passport?.nameMayBeCut === true
                            ? 'desk.compare.nameCut'
                            : 'desk.compare.nameWhy',
                        )}
                      </small>
                    ) : null}
                  </div>
                ) : null}
              </li>
            ))}
          </ul>
          <p className="quiet">{t('desk.compare.readAt', { at: formatTime(view.passport.readAt) })}</p>
        </>
      )}
      <h2>{t('desk.photo.title')}</h2>
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
    </aside>
  );
}
