import { lateBooksOutcome } from '../../domain/day/lateBooks.ts';
import type { Deps } from '../deps.ts';
import { askBooks } from './freezeDay.ts';
import { gatherBooks } from './gatherDay.ts';

/** Days back for which upstream is still asked; what is older is for people to look into. Milliseconds. */
const askedBackMs = 31 * 86_400_000;

/** Asks upstream for the books of days that ended while it could not be asked (11.5, domain-rules 13.10). */
export interface LateBooks {
  /** The card system is there. Runs once at a time; never rejects. */
  ask(): void;
  /** Resolves when nothing is being asked any more. */
  settled(): Promise<void>;
}

/** `turn`: lets the desk have its turn before each day. */
export function createLateBooks(deps: Deps, turn: () => Promise<unknown>): LateBooks {
  let asking: Promise<void> | null = null;
  // What a signed day says of itself stays: looked up once, for this is asked after each probe.
  const confirmed = new Set<string>();
  async function asked(): Promise<void> {
    try {
      await confirmEndedDays(deps, turn, confirmed);
    } catch (thrown) {
      deps.log.error('day.lateBooksFailed', { kind: thrown instanceof Error ? thrown.name : 'unknown' });
    } finally {
      asking = null;
    }
  }
  return {
    ask() {
      asking ??= asked();
    },
    async settled() {
      await asking;
    },
  };
}

/**
 * One question for each ended day whose 11.5 is open, oldest first, until upstream does not answer. The answer is compared with the ledger and
 * becomes a correction of kind `books` in the day that is now (G9); the ended day is not touched. Dates whose books were there at the close are
 * added to `confirmed` and not looked up again. Answers how many days were answered for.
 */
export async function confirmEndedDays(
  deps: Deps,
  turn: () => Promise<unknown>,
  confirmed: Set<string>,
): Promise<number> {
  const { stores, clock, bus } = deps;
  let answered = 0;
  const since = new Date(clock.now() - askedBackMs).toISOString().slice(0, 10);
  for (const date of stores.days.endedWithoutBooks(since)) {
    if (confirmed.has(date)) continue;
    await turn();
    if (stores.days.wasAsked(date)) {
      confirmed.add(date);
      continue;
    }
    const books = await askBooks(deps, date);
    if (books === null) break;
    await turn();
    const day = stores.days.get(date);
    if (day === null) continue;
    const outcome = lateBooksOutcome(gatherBooks(deps, day, books));
    const at = new Date(clock.now()).toISOString();
    const added = stores.run(() => {
      const isNews = stores.days.addCorrection({
        date,
        at,
        kind: 'books',
        rowId: null,
        rowKind: null,
        caseId: null,
        caseNumber: null,
        outcome,
      });
      if (isNews)
        stores.audit.append({
          at,
          actor: 'system',
          surface: 'system',
          event: 'day.correction',
          subject: date,
          detail: { kind: 'books', outcome },
        });
      return isNews;
    });
    if (added) answered += 1;
  }
  if (answered > 0) bus.emit('dayChanged', {});
  return answered;
}
