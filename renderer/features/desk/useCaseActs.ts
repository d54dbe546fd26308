import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { SeenFact } from '../../../main/contract/caseFacts.ts';
import type { CaseView, ComparedField, Verdict } from '../../../main/contract/cases.ts';
import type { DocumentCode } from '../../../main/contract/permit.ts';
import type { Failure } from '../../../main/contract/result.ts';
import { useAct } from '../../client/client.ts';
import { nextOpenRow } from './checklistRows.ts';
import { isChoice, typedNext } from './facts/factModel.ts';

/** Puts the cursor into a field of the row in hand; a folded one is unfolded first. At once: the next key of a quick hand is meant for it. */
export function goToFact(fact: SeenFact): void {
  const find = (what: string): HTMLElement | null =>
    document.querySelector<HTMLElement>(`.documentRow.focused [data-${what}]`);
  const enter = (): boolean => {
    find(`fact="${fact}"`)?.focus();
    return document.activeElement === find(`fact="${fact}"`);
  };
  if (enter()) return;
  flushSync(() => find('act="more"')?.click());
  // Drawn with what the host answers, where only that asks for it.
  if (!enter()) requestAnimationFrame(enter);
}

export interface CaseActs {
  readonly noteFor: DocumentCode | null;
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** A difference asks for its words first. */
  choose(code: DocumentCode, verdict: Verdict): void;
  note(code: DocumentCode, words: string): Promise<boolean>;
  cancelNote(): void;
  say(code: DocumentCode, fact: SeenFact, value: string | null): Promise<boolean>;
  confirm(field: ComparedField, outcome: 'same' | 'differs'): void;
  /** Takes an original in (B6); one that lies here goes back by the list, except the passport's own key. */
  take(code: DocumentCode): void;
}

/** What is done to the originals of a case, and where the focus goes after it: the next row that is open, or the next field of this one. */
export function useCaseActs(options: {
  readonly view: CaseView;
  readonly editable: boolean;
  /** The row whose difference was half typed when the case was left. */
  readonly firstNote: DocumentCode | null;
  setFocus(index: number): void;
}): CaseActs {
  const { view, editable, setFocus } = options;
  const [noteFor, setNoteFor] = useState<DocumentCode | null>(options.firstNote);
  const setVerdict = useAct('caseSetVerdict');
  const setSeen = useAct('caseSetSeen');
  const confirmField = useAct('caseConfirmField');
  const setCustody = useAct('caseSetCustody');

  const indexOf = (code: DocumentCode): number => view.documents.findIndex((row) => row.code === code);
  const goOn = (documents: CaseView['documents'], code: DocumentCode): void => {
    const row = documents.find((each) => each.code === code);
    const wanted = row?.verdict === 'matches' && row.asks.some((ask) => ask.required);
    if (row !== undefined && wanted) {
      const typed = typedNext(row);
      // Answers under one key come first; the cursor in a field would swallow them.
      if (typed !== null && !row.asks.some((ask) => ask.required && isChoice(ask.fact))) goToFact(typed);
      return;
    }
    setFocus(nextOpenRow(documents, indexOf(code)));
  };

  const give = async (code: DocumentCode, verdict: Verdict, words?: string): Promise<boolean> => {
    const at = indexOf(code);
    // At once, not when the host has answered: the next key of a quick hand belongs to the next row.
    goOn(
      view.documents.map((row) => (row.code === code ? { ...row, verdict } : row)),
      code,
    );
    const result = await setVerdict.run({
      caseId: view.id,
      document: code,
      verdict,
      ...(words === undefined ? {} : { note: words }),
    });
    if (result.ok) setNoteFor(null);
    else setFocus(at);
    return result.ok;
  };

  return {
    noteFor,
    busy: setVerdict.busy || setSeen.busy,
    failure: setVerdict.failure ?? setSeen.failure ?? confirmField.failure ?? setCustody.failure,
    choose: (code, verdict) => {
      if (!editable) return;
      // A difference is typed once, at the window, and the notice quotes it (B2).
      if (verdict === 'differs') setNoteFor(code);
      else void give(code, verdict);
    },
    note: (code, words) => give(code, 'differs', words),
    cancelNote: () => setNoteFor(null),
    say: async (code, fact, value) => {
      const result = await setSeen.run({ caseId: view.id, document: code, seen: { [fact]: value } });
      const row = result.ok ? result.value.documents.find((each) => each.code === code) : undefined;
      if (result.ok && row?.verdict === 'matches') goOn(result.value.documents, code);
      return result.ok;
    },
    confirm: (field, outcome) => {
      if (editable) void confirmField.run({ caseId: view.id, field, outcome });
    },
    take: (code) => {
      if (editable && !view.withUs.includes(code))
        void setCustody.run({ caseId: view.id, documents: [code], custody: 'withUs' });
    },
  };
}
