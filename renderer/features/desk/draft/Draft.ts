import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { draftText, type DraftFields } from '../../../../main/contract/drafts.ts';
import type { CaseId } from '../../../../main/contract/ids.ts';
import { call } from '../../../client/client.ts';

/** How soon a core that did not answer is asked again. */
const againMs = 1_000;

/** A pause in the typing after which the core is told. */
const pauseMs = 250;

/** What is half typed in a case, by field. It lies in the core, sealed with the case, never in the page (I5). */
export interface Draft {
  text(field: string): string | null;
  keep(field: string, text: string): void;
  /** It has been recorded, or was given up. */
  drop(field: string): void;
}

const nothing: Draft = { text: () => null, keep: () => undefined, drop: () => undefined };
export const DraftContext = createContext<Draft>(nothing);

/**
 * What the core has kept for this person, asked for once when the case is opened: an answer of an earlier look would bring back what was
 * recorded since. Null while it is on its way; whoever may not type has none.
 */
export function useKeptDraft(caseId: CaseId, types: boolean): DraftFields | null {
  const [kept, setKept] = useState<DraftFields | null>(types ? null : {});
  useEffect(() => {
    if (!types) return undefined;
    let left = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const result = await call('caseDraft', { caseId });
      if (left) return;
      if (result.ok) setKept(result.value);
      // A core that is starting again still has it; an empty field here would be kept over it.
      else if (result.error.code === 'unavailable') again = setTimeout(() => void ask(), againMs);
      else setKept({});
    };
    void ask();
    return () => {
      left = true;
      clearTimeout(again);
    };
  }, [caseId, types]);
  return kept;
}

/** The draft of a case, begun with what the core had kept. Every change goes there after a short pause, and at once when the case is left. */
export function useDraftOf(caseId: CaseId, kept: DraftFields): Draft {
  const [fields, setFields] = useState<DraftFields>(kept);
  const waiting = useRef(new Map<string, { text: string; timer: ReturnType<typeof setTimeout> }>());
  const send = useCallback(
    (field: string): void => {
      const entry = waiting.current.get(field);
      if (entry === undefined) return;
      clearTimeout(entry.timer);
      waiting.current.delete(field);
      // Whoever may not change the case has no draft either; the host says so, and nobody has to be told.
      void call('caseDraftKeep', { caseId, field, text: entry.text });
    },
    [caseId],
  );
  useEffect(() => {
    const { current } = waiting;
    return () => {
      for (const field of [...current.keys()]) send(field);
    };
  }, [send]);
  const wait = useCallback(
    (field: string, text: string, ms: number): void => {
      const before = waiting.current.get(field);
      if (before !== undefined) clearTimeout(before.timer);
      waiting.current.set(field, { text, timer: setTimeout(() => send(field), ms) });
    },
    [send],
  );
  const keep = useCallback(
    (field: string, text: string): void => {
      const cut = text.slice(0, draftText.shape.text.maxLength ?? undefined);
      setFields((before) => ({ ...before, [field]: cut }));
      wait(field, cut, pauseMs);
    },
    [wait],
  );
  const drop = useCallback(
    (field: string): void => {
      setFields(({ [field]: _gone, ...others }) => others);
      wait(field, '', 0);
    },
    [wait],
  );
  return useMemo(() => ({ text: (field) => fields[field] ?? null, keep, drop }), [fields, keep, drop]);
}

/** One field of a screen that outlives sign-out, crash and shift change. `clear` when what was typed has been recorded. */
export function useDraftField(
  field: string,
  first = '',
): readonly [text: string, set: (text: string) => void, clear: () => void] {
  const draft = useContext(DraftContext);
  return [draft.text(field) ?? first, (typed) => draft.keep(field, typed), () => draft.drop(field)];
}
