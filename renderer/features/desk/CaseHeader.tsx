import { CheckCircleFilled, ClockCircleOutlined, RollbackOutlined, WarningFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../main/contract/cases.ts';
import type { HoldView, ReturnedView } from '../../../main/contract/outcomes.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { DocumentNumber } from '../../ui/DocumentNumber.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { CabinetFlag } from './CabinetFlag.tsx';
import { mayEdit } from './checklistRows.ts';
import { PassportMark } from './custody/PassportMark.tsx';

function Clock({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const { clock } = view;
  if (clock.acceptedAt !== null)
    return <>{t('desk.clockStopped', { at: formatDateTime(clock.acceptedAt) })}</>;
  if (clock.gapsToldAt !== null) return <>{t('desk.clockTold', { at: formatDateTime(clock.gapsToldAt) })}</>;
  if (clock.breached) {
    return (
      <span className="tone bad">
        <WarningFilled aria-hidden />
        {t('desk.clockBreached', { date: clock.deadline })}
      </span>
    );
  }
  return (
    <span className={clock.workingDaysLeft <= 1 ? 'tone warn' : undefined}>
      {clock.workingDaysLeft <= 1 ? <WarningFilled aria-hidden /> : null}
      {t('desk.clockLeft', { count: clock.workingDaysLeft, date: clock.deadline })}
    </span>
  );
}

/** Who is this, and what does the permit say; `short` for work that is not about the permit. */
export function CaseHeader(props: {
  readonly view: CaseView;
  readonly short: boolean;
  /** Takes the passport in, or leads to handing back; left out = only look. */
  readonly custody?: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  const { view, short } = props;
  const { record } = view.snapshot;
  const { holder } = record;
  return (
    <header className="caseHeader">
      <div className="person">
        <h1>
          {holder.familyName}
          {holder.givenNames === '' ? '' : `, ${holder.givenNames}`}
        </h1>
        <span className="nationality">{holder.nationality}</span>
        <DocumentNumber value={holder.passportNumber} />
        <span className={`caseState ${view.state}`}>{t(`desk.state.${view.state}`)}</span>
        {record.status === 'valid' ? null : (
          <span className="tone bad">
            <WarningFilled aria-hidden />
            {t(`desk.permitStatus.${record.status}`)}
          </span>
        )}
        <PassportMark view={view} editable={props.custody !== undefined} onPress={() => props.custody?.()} />
      </div>
      {view.held === null ? null : <Held view={view} held={view.held} />}
      {view.returned === null ? null : <Returned view={view} returned={view.returned} />}
      <CabinetFlag view={view} />
      {view.countsAsAcceptedOn === null ? null : (
        <p className="tone warn wrap">
          <WarningFilled aria-hidden />
          {t('outcome.byLaw', { date: view.countsAsAcceptedOn })}
        </p>
      )}
      {short ? null : <Facts view={view} />}
    </header>
  );
}

function Held({ view, held }: { readonly view: CaseView; readonly held: HoldView }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const row = view.documents.find(({ code }) => code === held.document);
  return (
    <div className="heldNote" role="status">
      <WarningFilled aria-hidden />
      <b>{t('outcome.held.title')}</b>
      <span>
        {row === undefined
          ? null
          : `${t('outcome.held.document', { what: pick(row.titleZh, row.titleEn) })}${t('common.semicolon')}`}
        {held.reason}
      </span>
      <span className="quiet">{t('outcome.held.by', { name: held.by, at: formatDateTime(held.at) })}</span>
    </div>
  );
}

/** A supervisor has returned its outcome (B5): who, why, and what is done about it now. */
function Returned({ view, returned }: { readonly view: CaseView; readonly returned: ReturnedView }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const what = view.documents
    .filter(({ code }) => returned.documents.includes(code))
    .map(({ titleZh, titleEn }) => pick(titleZh, titleEn))
    .join(t('common.semicolon'));
  return (
    <div className="heldNote" role="status">
      <RollbackOutlined aria-hidden />
      <b>{t('outcome.returned.title')}</b>
      <span>{t(mayEdit(view) ? 'outcome.returned.again' : 'outcome.returned.decide', { what })}</span>
      <span>{returned.reason}</span>
      <span className="quiet">
        {t('outcome.returned.by', { name: returned.by, at: formatDateTime(returned.at) })}
      </span>
    </div>
  );
}

function Facts({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const { record } = view.snapshot;
  const online = view.verification === 'verifiedOnline';
  return (
    <dl className="facts">
      <div>
        <dt>{t('desk.fact.permit')}</dt>
        <dd>
          <DocumentNumber value={record.permitNumber} />
        </dd>
      </div>
      <div>
        <dt>{t('desk.fact.validity')}</dt>
        <dd>
          {t('desk.fact.category', { category: record.category })} · {record.validFrom} – {record.validTo}
        </dd>
      </div>
      <div>
        <dt>{t('desk.fact.employer')}</dt>
        <dd>{record.employer.name}</dd>
      </div>
      <div>
        <dt>{t('desk.fact.position')}</dt>
        <dd>{record.position}</dd>
      </div>
      <div>
        <dt>{t('desk.fact.clock')}</dt>
        <dd>
          <Clock view={view} />
        </dd>
      </div>
      <div>
        <dt>{t('desk.fact.snapshot')}</dt>
        <dd>
          <span className={online ? 'tone good' : 'tone warn'}>
            {online ? <CheckCircleFilled aria-hidden /> : <ClockCircleOutlined aria-hidden />}
            {t(`desk.verification.${view.verification}`)}
          </span>{' '}
          {view.snapshotAgeDays === 0
            ? t('desk.snapshotToday')
            : t('desk.snapshotAge', { count: view.snapshotAgeDays })}
        </dd>
      </div>
      <div>
        <dt>{t('desk.fact.pack')}</dt>
        <dd title={pick(view.packNameZh, view.packNameEn)}>
          {t(`desk.businessType.${view.businessType}`)} · <span className="mono">{view.packVersion}</span>
        </dd>
      </div>
      <div>
        <dt>{t('desk.fact.caseNumber')}</dt>
        <dd className="mono">{view.number}</dd>
      </div>
    </dl>
  );
}
