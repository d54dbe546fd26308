import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeenFact } from '../../../../main/contract/caseFacts.ts';
import type { DocumentRow } from '../../../../main/contract/cases.ts';
import type { CaseId } from '../../../../main/contract/ids.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { FactField } from './FactField.tsx';
import { choiceKeys, choicesOf, factsOfRow, isChoice, keyedChoice, type ChoiceFact } from './factModel.ts';

export interface RowFactsProps {
  readonly caseId: CaseId;
  readonly row: DocumentRow;
  readonly busy: boolean;
  onSay(fact: SeenFact, value: string | null): Promise<boolean>;
}

/** What is read off the paper in hand: answers under one key each, then what is typed. */
export function RowFacts({ caseId, row, busy, onSay }: RowFactsProps) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const [more, setMore] = useState(false);
  const all = factsOfRow(row);
  if (all.length === 0) return null;
  // What only may be typed stays folded until somebody wants it: most papers need none of it.
  const facts = more
    ? all
    : all.filter((each) => each.required || each.value !== null || isChoice(each.fact));
  const keyed = keyedChoice(row);
  return (
    <div className="rowFacts">
      {facts.map((each) => {
        const { fact } = each;
        return isChoice(fact) ? (
          <Choice
            key={fact}
            fact={fact}
            label={each.words === null ? t(`checking.fact.${fact}`) : pick(each.words.zh, each.words.en)}
            required={each.required}
            value={each.value}
            keyed={fact === keyed}
            onSay={(value) => void onSay(fact, value)}
          />
        ) : (
          <FactField
            key={fact}
            caseId={caseId}
            document={row.code}
            fact={each}
            busy={busy}
            onSave={(value) => onSay(fact, value)}
          />
        );
      })}
      {facts.length === all.length ? null : (
        <button
          type="button"
          className="plainAct"
          data-act="more"
          aria-keyshortcuts="F"
          onClick={() => setMore(true)}
        >
          {t('checking.row.optional', { n: all.length - facts.length })} <KeyCap name="F" />
        </button>
      )}
    </div>
  );
}

function Choice(props: {
  readonly fact: ChoiceFact;
  readonly label: string;
  readonly required: boolean;
  readonly value: string | null;
  readonly keyed: boolean;
  onSay(value: string | null): void;
}) {
  const { t } = useTranslation();
  return (
    <div className="factChoice" role="group" aria-label={props.label}>
      <span className="factLabel">
        {props.label}
        {props.required ? <b className="askMark">{t('checking.row.ask')}</b> : null}
      </span>
      <span className="factAnswers">
        {choicesOf[props.fact].map((answer, index) => {
          const key = choiceKeys[index]?.toUpperCase() ?? '';
          return (
            <button
              key={answer}
              type="button"
              aria-pressed={props.value === answer}
              {...(props.keyed ? { 'aria-keyshortcuts': key } : {})}
              onClick={() => props.onSay(props.value === answer ? null : answer)}
            >
              {props.keyed ? <KeyCap name={key} /> : null} {t(`checking.answer.${props.fact}.${answer}`)}
            </button>
          );
        })}
      </span>
    </div>
  );
}
