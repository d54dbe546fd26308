import { CheckCircleFilled, CloseCircleFilled, MinusCircleOutlined, WarningFilled } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentRow, Verdict } from '../../../main/contract/cases.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { formatTime } from '../../ui/format.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { failingReasons, needsHand, rowTone, verdictList, type RowTone } from './checklist.ts';

interface RowProps {
  readonly row: DocumentRow;
  readonly index: number;
  readonly focused: boolean;
  readonly editable: boolean;
  readonly typing: boolean;
  readonly busy: boolean;
  onFocus(): void;
  onChoose(verdict: Verdict): void;
  onNote(note: string): void;
  onNoteCancel(): void;
}

const marks: Record<RowTone, typeof CheckCircleFilled | null> = {
  done: CheckCircleFilled,
  fails: CloseCircleFilled,
  quiet: MinusCircleOutlined,
  open: null,
};

function DifferenceNote({
  onNote,
  onNoteCancel,
  busy,
  note,
}: Pick<RowProps, 'onNote' | 'onNoteCancel' | 'busy'> & {
  readonly note: string;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(note);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (typed.trim() !== '') onNote(typed.trim());
  };
  return (
    <form className="differenceNote" onSubmit={submit}>
      <Input
        autoFocus
        aria-label={t('desk.differsNote')}
        placeholder={t('desk.differsNote')}
        maxLength={500}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onNoteCancel();
        }}
      />
      <Button htmlType="submit" type="primary" disabled={typed.trim() === ''} loading={busy}>
        {t('desk.differsSave')}
      </Button>
      <span className="quiet">{t('desk.differsHelp')}</span>
    </form>
  );
}

export function ChecklistRow(props: RowProps) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const { row, focused } = props;
  const tone = rowTone(row);
  const Mark = marks[tone];
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (focused) element.current?.scrollIntoView({ block: 'nearest' });
  }, [focused]);
  const byHand = needsHand(row);
  const reason = failingReasons(row)
    .map((each) =>
      'said' in each
        ? each.said
        : 'verdict' in each
          ? t(`desk.verdict.${each.verdict}`)
          : pick(each.zh, each.en),
    )
    .join(t('common.semicolon'));
  const verdictWord =
    row.verdict === null
      ? byHand
        ? t('desk.verdict.open')
        : t('desk.noHand')
      : t(`desk.verdict.${row.verdict}`);
  // A date that fails is told in full below, with the clause; here it stays short.
  const dateWord = (check: DocumentRow['dateChecks'][number]): string =>
    check.until === null || (check.result !== 'ok' && tone !== 'fails')
      ? pick(check.zh, check.en)
      : t('desk.until', { date: check.until });
  return (
    <li
      ref={element}
      className={`documentRow ${tone}${focused ? ' focused' : ''}`}
      aria-current={focused ? 'true' : undefined}
      onClick={props.onFocus}
    >
      <button type="button" className="rowTitle" onClick={props.onFocus} onFocus={props.onFocus}>
        <span className="rowNumber">{props.index + 1}</span>
        {pick(row.titleZh, row.titleEn)}
      </button>
      <span className="rowKind">{t(`desk.requirement.${row.requirement}`)}</span>
      <span className="rowDates">
        {row.dateChecks.map((check) => (
          <span
            key={check.rule}
            className={`tone ${check.result === 'ok' ? 'plainTone' : check.result === 'warn' ? 'warn' : 'bad'}`}
          >
            {check.result === 'ok' ? null : <WarningFilled aria-hidden />}
            {dateWord(check)}
          </span>
        ))}
      </span>
      <span className="rowVerdict">
        {Mark === null ? null : <Mark aria-hidden />}
        {verdictWord}
      </span>
      {tone === 'fails' || focused ? (
        <p className="rowClause">
          {reason === '' ? null : <b>{reason} </b>}
          <span>
            {t('desk.clause')}
            {t('common.colon')}
            {pick(row.clauseZh, row.clauseEn)} <span className="mono">({row.ruleId})</span>
          </span>
          {row.by === null || row.at === null ? null : (
            <span className="quiet"> {t('common.by', { name: row.by, at: formatTime(row.at) })}</span>
          )}
        </p>
      ) : null}
      {props.typing ? (
        <DifferenceNote
          note={row.note ?? ''}
          busy={props.busy}
          onNote={props.onNote}
          onNoteCancel={props.onNoteCancel}
        />
      ) : focused && props.editable && byHand ? (
        <div className="verdictButtons">
          {verdictList.map(({ key, verdict }) => (
            <button
              key={key}
              type="button"
              aria-keyshortcuts={key}
              aria-pressed={row.verdict === verdict}
              onClick={(event) => {
                event.stopPropagation();
                props.onChoose(verdict);
              }}
            >
              <KeyCap name={key} /> {t(`desk.verdict.${verdict}`)}
            </button>
          ))}
        </div>
      ) : null}
    </li>
  );
}
