import {
  CheckCircleFilled,
  CloseCircleFilled,
  InboxOutlined,
  MinusCircleOutlined,
  RollbackOutlined,
  WarningFilled,
} from '@ant-design/icons';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeenFact } from '../../../main/contract/caseFacts.ts';
import type { CaseView, DocumentRow, Verdict } from '../../../main/contract/cases.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { formatTime } from '../../ui/format.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { failingReasons, needsHand, rowTone, verdictList, type RowTone } from './checklistRows.ts';
import { RowFacts } from './facts/RowFacts.tsx';
import { DifferenceNote } from './row/DifferenceNote.tsx';
import { RowChecks } from './row/RowChecks.tsx';
import { RowSides } from './row/RowSides.tsx';

export interface RowProps {
  readonly view: CaseView;
  readonly row: DocumentRow;
  readonly index: number;
  readonly focused: boolean;
  readonly editable: boolean;
  readonly typing: boolean;
  readonly busy: boolean;
  onFocus(): void;
  onChoose(verdict: Verdict): void;
  onSay(fact: SeenFact, value: string | null): Promise<boolean>;
  onTake(): void;
  onNote(note: string): Promise<boolean>;
  onNoteCancel(): void;
}

const marks: Record<RowTone, typeof CheckCircleFilled | null> = {
  done: CheckCircleFilled,
  fails: CloseCircleFilled,
  quiet: MinusCircleOutlined,
  open: null,
};

/** One original: a quiet line, and everything about it while it is in hand. */
export function ChecklistRow(props: RowProps) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const { row, focused } = props;
  const tone = rowTone(row);
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (focused) element.current?.scrollIntoView({ block: 'nearest' });
  }, [focused]);
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
      <span className="rowKind">
        {t(`desk.requirement.${row.requirement}`)}
        {row.custody === 'withUs' ? <InboxOutlined title={t('checking.custody.withUs')} /> : null}
      </span>
      <RowDates row={row} tone={tone} />
      <RowVerdict row={row} tone={tone} />
      {props.view.returned?.open.includes(row.code) === true ? (
        <p className="rowClause">
          <b className="askedWords">
            <RollbackOutlined aria-hidden /> {t('outcome.returned.row')}
            {props.view.returned.reason}
          </b>
        </p>
      ) : null}
      {tone === 'fails' || focused ? <RowClause row={row} focused={focused} /> : null}
      {focused ? <InHand {...props} /> : null}
    </li>
  );
}

function RowDates({ row, tone }: { readonly row: DocumentRow; readonly tone: RowTone }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  // A date that fails is told in full below, with the clause; here it stays short.
  const dateWord = (check: DocumentRow['dateChecks'][number]): string =>
    check.until === null || (check.result !== 'ok' && tone !== 'fails')
      ? pick(check.zh, check.en)
      : t('desk.until', { date: check.until });
  return (
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
  );
}

function RowVerdict({ row, tone }: { readonly row: DocumentRow; readonly tone: RowTone }) {
  const { t } = useTranslation();
  const Mark = marks[tone];
  const open = row.verdict === null;
  const word = open ? (needsHand(row) ? 'desk.verdict.open' : 'desk.noHand') : `desk.verdict.${row.verdict}`;
  return (
    <span className="rowVerdict">
      {Mark === null ? null : <Mark aria-hidden />}
      {t(word)}
    </span>
  );
}

/** Why it fails, in one line with the clause and its number, in words a visitor can be shown. */
function RowClause({ row, focused }: { readonly row: DocumentRow; readonly focused: boolean }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const reason = failingReasons(row)
    .map((each) =>
      'said' in each
        ? each.said
        : 'verdict' in each
          ? t(`desk.verdict.${each.verdict}`)
          : pick(each.zh, each.en),
    )
    .join(t('common.semicolon'));
  const asked = row.verdict === 'matches' ? row.asks.filter((each) => each.required) : [];
  return (
    <p className="rowClause">
      {reason === '' ? null : <b>{reason} </b>}
      {asked.length === 0 ? null : (
        <b className="askedWords">
          {t('checking.row.askOpen', {
            what: asked.map((each) => pick(each.zh, each.en)).join(t('common.semicolon')),
          })}{' '}
        </b>
      )}
      <span>
        {t('desk.clause')}
        {t('common.colon')}
        {pick(row.clauseZh, row.clauseEn)} <span className="mono">({row.ruleId})</span>
      </span>
      {row.waivedBy === null || !focused ? null : (
        <span className="quiet">
          {' '}
          {t('checking.row.waived')}
          {t('common.colon')}
          {pick(row.waivedBy.clauseZh, row.waivedBy.clauseEn)}{' '}
          <span className="mono">({row.waivedBy.ruleId})</span>
        </span>
      )}
      {row.by === null || row.at === null ? null : (
        <span className="quiet"> {t('common.by', { name: row.by, at: formatTime(row.at) })}</span>
      )}
    </p>
  );
}

/** The row in focus: verdict, what is read off the paper, its rules, and scan beside record. */
function InHand(props: RowProps) {
  const { row } = props;
  const byHand = needsHand(row);
  return (
    <div className="inHand">
      {props.typing ? (
        <DifferenceNote row={row} busy={props.busy} onNote={props.onNote} onCancel={props.onNoteCancel} />
      ) : props.editable && byHand ? (
        <VerdictButtons {...props} />
      ) : null}
      {props.editable ? (
        <RowFacts caseId={props.view.id} row={row} busy={props.busy} onSay={props.onSay} />
      ) : null}
      <RowChecks row={row} />
      <RowSides key={row.code} view={props.view} row={row} editable={props.editable} />
    </div>
  );
}

function VerdictButtons({ row, onChoose, onTake }: RowProps) {
  const { t } = useTranslation();
  return (
    <div className="verdictButtons">
      {verdictList.map(({ key, verdict }) => (
        <button
          key={key}
          type="button"
          aria-keyshortcuts={key}
          aria-pressed={row.verdict === verdict}
          onClick={(event) => {
            event.stopPropagation();
            onChoose(verdict);
          }}
        >
          <KeyCap name={key} /> {t(`desk.verdict.${verdict}`)}
        </button>
      ))}
      {row.custody === 'withUs' ? (
        <span className="tone warn">
          <InboxOutlined aria-hidden /> {t('checking.custody.rowWithUs')}
        </span>
      ) : (
        <button type="button" className="plainAct takeRow" aria-keyshortcuts="K" onClick={onTake}>
          {t('checking.custody.takeRow')} <KeyCap name="K" />
        </button>
      )}
    </div>
  );
}
