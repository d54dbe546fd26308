import { useState } from 'react';

export type Reasons = Readonly<Record<string, string>>;

/** What was written and is not signed yet, by person and day. A look into a case and back must not cost it. */
const kept = new Map<string, Reasons>();

/** Reasons of one day as this person has written them so far; they live until the window closes or the day is signed. */
export function useReasonDraft(
  userName: string,
  date: string,
): readonly [Reasons, (reasons: Reasons) => void] {
  const key = `${userName} ${date}`;
  const [reasons, setReasons] = useState<Reasons>(() => kept.get(key) ?? {});
  return [
    reasons,
    (next) => {
      kept.set(key, next);
      setReasons(next);
    },
  ];
}
