import { CheckCircleFilled, ClockCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DayFigures } from '../../../main/contract/day.ts';
import type { DayCorrection, DayOverride, Unconfirmed } from '../../../main/contract/dayMatch.ts';
import { detailWord } from '../../i18n/detailWord.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { formatDateTime } from '../../ui/format.ts';
import { useWorkstation } from '../window/Workstation.ts';

/** What a close cannot prove now or could not prove then (domain-rules 13.10): said in words, never skipped. */
export function UnconfirmedNote({ value }: { readonly value: Unconfirmed | null }) {
  const { t } = useTranslation();
  if (value === null)
    return (
      <p className="tone good">
        <CheckCircleFilled aria-hidden /> {t('day.unconfirmed.nothing')}
      </p>
    );
  const parts = [
    ...(value.upstreamAsked ? [] : [t('day.unconfirmed.notAsked')]),
    ...(value.cards === 0 ? [] : [t('day.unconfirmed.cards', { n: value.cards })]),
    ...(value.notices === 0 ? [] : [t('day.unconfirmed.notices', { n: value.notices })]),
    ...(value.rows === 0 ? [] : [t('day.unconfirmed.rows', { n: value.rows })]),
    ...(value.oldestRowAt === null
      ? []
      : [t('day.unconfirmed.oldest', { at: formatDateTime(value.oldestRowAt) })]),
  ];
  return (
    <div className="explainBar">
      <b className="tone warn">
        <ClockCircleOutlined aria-hidden /> {t('day.unconfirmed.title')}
      </b>
      {t('common.colon')}
      {parts.join(t('common.semicolon'))}
      <p className="quiet">{t('day.unconfirmed.text')}</p>
    </div>
  );
}

/** Before the close: the same, from the figures as they stand. Papers are among the rows here; the close counts them apart. */
export function openNow({ match, queue }: Pick<DayFigures, 'match' | 'queue'>): Unconfirmed | null {
  const upstreamAsked = match !== undefined && match.upstreamAskedAt !== null;
  const cards = match?.unconfirmed ?? 0;
  if (upstreamAsked && cards === 0 && queue.open === 0) return null;
  return { upstreamAsked, cards, notices: 0, rows: queue.open, oldestRowAt: null };
}

/** What became known about closed days since: it stands in this day, and they stay as they were signed (G9). */
export function Corrections({ corrections }: { readonly corrections: readonly DayCorrection[] }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { openCase } = useWorkstation();
  if (corrections.length === 0) return null;
  return (
    <section className="card" aria-label={t('day.corrections.title')}>
      <h2>
        {t('day.corrections.title')} <span className="quiet">{corrections.length}</span>{' '}
        <small className="quiet">{t('day.corrections.text')}</small>
      </h2>
      <ul className="dayLines">
        {corrections.map((each) => {
          const { caseId } = each;
          return (
            <li key={`${each.date} ${each.at} ${each.kind} ${each.outcome}`}>
              <b>{t('day.corrections.of', { date: each.date })}</b>
              <span>{t(`day.corrections.kind.${each.kind}`)}</span>
              <span>
                {each.rowKind === null ? null : `${t(`queue.kind.${each.rowKind}`)} · `}
                {detailWord('reason', each.outcome, language)}{' '}
                <small className="quiet">{formatDateTime(each.at)}</small>
              </span>
              {caseId === null ? null : (
                <Button type="link" className="mono linkCell" onClick={() => openCase(caseId)}>
                  {each.caseNumber}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Who opened the next day without this one's close, when, and why (H3). */
export function OverrideLine({ override }: { readonly override: DayOverride }) {
  const { t } = useTranslation();
  const who =
    override.second === null
      ? override.by
      : t('day.unsigned.and', { first: override.by, second: override.second });
  return (
    <span>
      {t('day.unsigned.by', { kind: t(`day.unsigned.${override.kind}`), who })} ·{' '}
      {formatDateTime(override.at)} · {t('day.unsigned.reason', { reason: override.reason })}
    </span>
  );
}

/** Earlier days that nobody has signed, in the figures of this one (H3, H5). */
export function EarlierUnsigned({ days }: { readonly days: NonNullable<DayFigures['earlierUnsigned']> }) {
  const { t } = useTranslation();
  if (days.length === 0) return null;
  return (
    <section className="card" aria-label={t('day.earlier.title')}>
      <h2>
        {t('day.earlier.title')} <span className="quiet">{days.length}</span>
      </h2>
      <ul className="dayLines">
        {days.map((each) => (
          <li key={each.date}>
            <b>{each.date}</b>
            <OverrideLine override={each} />
          </li>
        ))}
      </ul>
    </section>
  );
}
