import { CloseCircleFilled, InfoCircleFilled, WarningFilled } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useRef, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { DayException } from '../../../main/contract/day.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { formatDateTime } from '../../ui/format.ts';
import { ownerName } from '../../ui/ownerName.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { useAge } from '../cards/useAge.ts';
import { useWorkstation } from '../window/Workstation.ts';
import { foldExceptions, missingReasons, nextMissing, sameKindMissing, sortExceptions } from './dayView.ts';
import type { Reasons } from './reasonDrafts.ts';

const marks = {
  high: { tone: 'bad', icon: <CloseCircleFilled aria-hidden /> },
  medium: { tone: 'warn', icon: <WarningFilled aria-hidden /> },
  low: { tone: 'plainTone', icon: <InfoCircleFilled aria-hidden /> },
} as const;

interface ExceptionsProps {
  readonly exceptions: readonly DayException[];
  readonly reasons: Reasons;
  /** Absent = signed, or not this person's to write. */
  readonly onReasons?: (reasons: Reasons) => void;
  /** After the last reason: on to the signatures. */
  readonly onDone?: () => void;
}

/** All exceptions by risk, then age, each with owner, age, a way to the case, and the reason it needs (H8). Tab goes from reason to reason. */
export function Exceptions(props: ExceptionsProps) {
  const { t } = useTranslation();
  const { exceptions, reasons, onReasons } = props;
  const list = useRef<HTMLElement>(null);
  const sorted = sortExceptions(exceptions);
  const { shown, folded } = foldExceptions(sorted);
  const missing = missingReasons(exceptions, reasons);
  const go = (from: string | null, given: Reasons = reasons): void => {
    const order = sorted.map(({ key }) => key);
    const next = nextMissing(missingReasons(exceptions, given), order, from);
    const fields = [...(list.current?.querySelectorAll<HTMLInputElement>('input[data-reason]') ?? [])];
    const field = fields.find((each) => each.dataset['reason'] === next);
    if (next === null || field === undefined) props.onDone?.();
    else {
      field.focus({ preventScroll: true });
      // In the middle, so that what it is about and what comes next are in sight and the bar of the signatures is not over it.
      field.scrollIntoView({ block: 'center' });
    }
  };
  useKeys({ F8: onReasons === undefined || missing.length === 0 ? undefined : () => go(null) });
  const sameForKind = (key: string): void => {
    const others = sameKindMissing(exceptions, reasons, key);
    const reason = reasons[key] ?? '';
    if (reason.trim() === '' || others.length === 0) return;
    const given = { ...reasons, ...Object.fromEntries(others.map((other) => [other, reason])) };
    // Drawn before the focus moves: until then the key for the signatures still waits.
    flushSync(() => onReasons?.(given));
    go(key, given);
  };
  const row = (each: DayException) => (
    <ExceptionRow key={each.key} {...props} exception={each} onNext={go} onSameForKind={sameForKind} />
  );
  return (
    <section className="card" aria-label={t('day.figures.exceptions')} ref={list}>
      <h2>
        {t('day.figures.exceptions')} <span className="quiet">{exceptions.length}</span>
        {onReasons === undefined || missing.length === 0 ? null : (
          <>
            {' '}
            <span className="tone warn">
              <WarningFilled aria-hidden /> {t('day.figures.reasonsLeft', { n: missing.length })}
            </span>
            <small className="quiet headNote">{t('day.figures.reasonKeys')}</small>
          </>
        )}
      </h2>
      {exceptions.length === 0 ? <p className="quiet">{t('day.figures.noExceptions')}</p> : null}
      <ul className="exceptions">{shown.map(row)}</ul>
      {folded.length === 0 ? null : (
        <details className="foldedList">
          <summary>{t('day.figures.more', { n: folded.length })}</summary>
          <ul className="exceptions">{folded.map(row)}</ul>
        </details>
      )}
    </section>
  );
}

function ExceptionRow({
  exception,
  onNext,
  onSameForKind,
  ...props
}: ExceptionsProps & {
  readonly exception: DayException;
  readonly onNext: (from: string) => void;
  readonly onSameForKind: (key: string) => void;
}) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const { openCase } = useWorkstation();
  const age = useAge();
  const { reasons, onReasons } = props;
  const { caseId, key, needsReason, risk, since } = exception;
  const asks = onReasons !== undefined && needsReason;
  const reason = reasons[key] ?? '';
  const others = asks && reason.trim() !== '' ? sameKindMissing(props.exceptions, reasons, key) : [];
  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter that ends a word of an input method is part of the writing.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'F4' && caseId !== null) openCase(caseId);
    else if (event.key === 'Enter' && event.ctrlKey) onSameForKind(key);
    else if (event.key === 'Enter') onNext(key);
    else return;
    event.preventDefault();
  };
  return (
    <li>
      <span className={`tone ${marks[risk].tone}`}>
        {marks[risk].icon}
        {t('day.figures.riskLabel')} {t(`day.figures.risk.${risk}`)}
      </span>
      <b>{t(`day.figures.kind.${exception.kind}`)}</b>
      <span className="exceptionText">
        {pick(exception.zh, exception.en)}{' '}
        <small className="quiet">
          {ownerName(exception.owner, t)} ·{' '}
          <time dateTime={since} title={formatDateTime(since)}>
            {t('day.figures.ageOf', { age: age(since) })}
          </time>
        </small>
      </span>
      <span className="exceptionReason">
        {asks ? (
          <Input
            data-reason={key}
            aria-label={`${t('day.figures.reasonFor')} ${pick(exception.zh, exception.en)}`}
            aria-required
            placeholder={t('day.figures.reasonFor')}
            maxLength={500}
            value={reason}
            onKeyDown={onKeyDown}
            onChange={(event) => onReasons({ ...reasons, [key]: event.target.value })}
          />
        ) : needsReason ? (
          reason
        ) : (
          <span className="quiet">{t('day.figures.reasonNone')}</span>
        )}
        {others.length === 0 ? null : (
          <button
            type="button"
            className="plainAct"
            tabIndex={-1}
            aria-keyshortcuts="Control+Enter"
            onClick={() => onSameForKind(key)}
          >
            {t('day.figures.sameReason', { n: others.length })}
          </button>
        )}
      </span>
      {caseId === null ? (
        <span />
      ) : (
        <Button
          size="small"
          // Where a reason is written, Tab goes on to the next reason and F4 opens the case.
          {...(asks ? { tabIndex: -1, 'aria-keyshortcuts': 'F4' } : {})}
          onClick={() => openCase(caseId)}
        >
          {t('day.figures.toCase')}
        </Button>
      )}
    </li>
  );
}
