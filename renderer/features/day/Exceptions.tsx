import { CloseCircleFilled, InfoCircleFilled, WarningFilled } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DayException } from '../../../main/contract/day.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { formatDateTime } from '../../ui/format.ts';
import { ownerName } from '../../ui/ownerName.ts';
import { useWorkstation } from '../window/Workstation.ts';
import { sortExceptions } from './dayView.ts';

const marks = {
  high: { tone: 'bad', icon: <CloseCircleFilled aria-hidden /> },
  medium: { tone: 'warn', icon: <WarningFilled aria-hidden /> },
  low: { tone: 'plainTone', icon: <InfoCircleFilled aria-hidden /> },
} as const;

/** All exceptions by risk, each with owner, age, a way to the case, and the reason it needs (H8). `onReasons` absent = closed, read only. */
export function Exceptions(props: {
  readonly exceptions: readonly DayException[];
  readonly reasons: Readonly<Record<string, string>>;
  readonly onReasons?: (reasons: Readonly<Record<string, string>>) => void;
}) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const { openCase } = useWorkstation();
  const { onReasons, reasons } = props;
  return (
    <section className="card" aria-label={t('day.figures.exceptions')}>
      <h2>
        {t('day.figures.exceptions')} <span className="quiet">{props.exceptions.length}</span>
      </h2>
      {props.exceptions.length === 0 ? <p className="quiet">{t('day.figures.noExceptions')}</p> : null}
      <ul className="exceptions">
        {sortExceptions(props.exceptions).map((each) => {
          const { caseId } = each;
          return (
            <li key={each.key}>
              <span className={`tone ${marks[each.risk].tone}`}>
                {marks[each.risk].icon}
                {t('day.figures.riskLabel')} {t(`day.figures.risk.${each.risk}`)}
              </span>
              <b>{t(`day.figures.kind.${each.kind}`)}</b>
              <span className="exceptionText">
                {pick(each.zh, each.en)}{' '}
                <small className="quiet">
                  {ownerName(each.owner, t)} · {t('common.since', { at: formatDateTime(each.since) })}
                </small>
              </span>
              {onReasons === undefined ? (
                <span>{reasons[each.key] ?? ''}</span>
              ) : each.needsReason ? (
                <Input
                  aria-label={`${t('day.figures.reasonFor')} ${pick(each.zh, each.en)}`}
                  placeholder={t('day.figures.reasonFor')}
                  maxLength={500}
                  value={reasons[each.key] ?? ''}
                  onChange={(event) => onReasons({ ...reasons, [each.key]: event.target.value })}
                />
              ) : (
                <span className="quiet">{t('day.figures.reasonNone')}</span>
              )}
              {caseId === null ? (
                <span />
              ) : (
                <Button size="small" onClick={() => openCase(caseId)}>
                  {t('day.figures.toCase')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
