import { CloseCircleFilled, CheckCircleFilled, InfoCircleOutlined, WarningFilled } from '@ant-design/icons';
import { Input } from 'antd';
import { useId, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseAdvice } from '../../../../main/contract/caseFacts.ts';
import type { DateCheck } from '../../../../main/contract/cases.ts';
import type { CaseId } from '../../../../main/contract/ids.ts';
import type { DocumentCode } from '../../../../main/contract/permit.ts';
import { useCall } from '../../../client/client.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { useDraftField } from '../draft/Draft.ts';
import { isDate, readTyped, type RowFact } from './factModel.ts';

export interface FactFieldProps {
  readonly caseId: CaseId;
  readonly document: DocumentCode;
  readonly fact: RowFact;
  readonly busy: boolean;
  /** Answers whether the host took it. */
  onSave(value: string): Promise<boolean>;
}

/** A fact that is typed. A date shows what it makes of the paper before it is saved (B4). */
export function FactField({ caseId, document, fact, busy, onSave }: FactFieldProps) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const id = useId();
  const [typed, setTyped, clear] = useDraftField(`seen:${document}:${fact.fact}`, fact.value ?? '');
  const read = readTyped(fact.fact, typed);
  const date = isDate(fact.fact);
  const changed = read.ok && read.value !== fact.value;
  const wrong = !read.ok && (date ? typed.replaceAll(/\D/g, '').length >= 8 : typed.trim() !== '');

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') event.currentTarget.blur();
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (!read.ok || busy) return;
    const field = event.currentTarget;
    void onSave(read.value).then((taken) => {
      if (!taken) return;
      clear();
      field.blur();
    });
  };
  return (
    <div className="factField">
      <label htmlFor={id}>
        {fact.words === null ? t(`checking.fact.${fact.fact}`) : pick(fact.words.zh, fact.words.en)}
        {fact.required ? <b className="askMark">{t('checking.row.ask')}</b> : null}
      </label>
      <Input
        id={id}
        data-fact={fact.fact}
        className={date ? 'mono' : undefined}
        inputMode={date ? 'numeric' : 'text'}
        autoComplete="off"
        spellCheck={false}
        maxLength={date ? 12 : 120}
        placeholder={date ? '20260301' : undefined}
        aria-invalid={wrong}
        aria-describedby={`${id}-says`}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span id={`${id}-says`} className="factSays" aria-live="polite">
        {wrong && !read.ok ? (
          <span className="tone bad wrap">
            <CloseCircleFilled aria-hidden />
            {t(`checking.factHint.${read.why}`, { count: read.least })}
          </span>
        ) : date && changed ? (
          <Preview caseId={caseId} document={document} fact={fact} value={read.value} />
        ) : changed ? (
          <span className="quiet">{t('checking.factHint.textHint')}</span>
        ) : (
          <span className="quiet">
            {date && fact.value === null ? t('checking.factHint.dateHint') : null}
          </span>
        )}
      </span>
    </div>
  );
}

function Preview(props: Omit<FactFieldProps, 'busy' | 'onSave'> & { readonly value: string }) {
  const { t } = useTranslation();
  const { caseId, document, fact, value } = props;
  const answer = useCall('casePreviewSeen', { caseId, document, seen: { [fact.fact]: value } });
  const { dateChecks: checks = [], advice = [] } = answer.value ?? {};
  const silent = answer.value !== undefined && checks.length + advice.length === 0;
  return (
    <>
      {checks.map((check) => (
        <DateResult key={check.rule} check={check} />
      ))}
      {advice.map((each) => (
        <Counted key={each.rule} advice={each} />
      ))}
      {silent ? <span className="quiet">{t('checking.factHint.nothingCounted')}</span> : null}
      <span className="quiet">{t('checking.factHint.textHint')}</span>
    </>
  );
}

/** A window of the case that begins with this day (5.6, 5.7): until when. */
function Counted({ advice }: { readonly advice: CaseAdvice }) {
  const { pick } = useLanguage();
  const past = advice.tone === 'warn';
  return (
    <span className={past ? 'tone warn wrap' : 'tone plainTone wrap'}>
      {past ? <WarningFilled aria-hidden /> : <InfoCircleOutlined aria-hidden />}
      {pick(advice.zh, advice.en)}
      <small className="mono quiet"> {advice.rule}</small>
    </span>
  );
}

const marks = { ok: CheckCircleFilled, warn: WarningFilled, fails: CloseCircleFilled } as const;
const tones = { ok: 'good', warn: 'warn', fails: 'bad' } as const;

/** A computed date rule: result, words, and the day the paper goes stale. */
export function DateResult({ check }: { readonly check: DateCheck }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const Mark = marks[check.result];
  const words = pick(check.zh, check.en);
  // Some rules say the day in their words already.
  const stale = check.result !== 'fails' && check.until !== null && !words.includes(check.until);
  return (
    <span className={`tone wrap ${tones[check.result]}`}>
      <Mark aria-hidden />
      {words}
      {stale ? <> · {t('checking.row.stale', { date: check.until })}</> : null}
      <small className="mono quiet"> {check.rule}</small>
    </span>
  );
}
