import type { JournalRecord } from '../cards/cardJob.ts';
import { isPrintOpen } from '../stock/printerBook.ts';
import type { DayStep, MachineFacts } from './dayInputs.ts';

const nothingRead: MachineFacts = { tail: null, printedAt: null, open: false };

/** What the machine itself proved about the newest attempt that fed a blank: the tail it read off the chip, and a print that it counted (H2). */
export function machineOfJob(journal: readonly JournalRecord[]): MachineFacts {
  let found = nothingRead;
  for (const { step, phase, at, facts } of journal) {
    // A new feed is a new attempt: what was read before is of another blank.
    if (step === 'feed' && phase === 'intent') found = nothingRead;
    if (step === 'readBlank' && phase === 'confirmed' && typeof facts['tail'] === 'string')
      found = { ...found, tail: facts['tail'] };
    if (step !== 'print') continue;
    const settled = phase === 'settled' && (facts['outcome'] === 'done' || facts['outcome'] === 'printed');
    if (phase === 'confirmed' || settled) found = { ...found, printedAt: at };
  }
  return { ...found, open: isPrintOpen(journal) };
}

/**
 * How long each step took, in whole seconds: from its intent to its confirmation, or from the line before where a step has no intent, because a
 * person does it (H7).
 */
export function stepsOfJob(journal: readonly JournalRecord[]): DayStep[] {
  const begun = new Map<string, string>();
  const steps: DayStep[] = [];
  let before: string | null = null;
  for (const { step, phase, at } of journal) {
    if (phase === 'intent') begun.set(step, at);
    if (phase === 'confirmed' || phase === 'settled') {
      const from = begun.get(step) ?? before ?? at;
      begun.delete(step);
      steps.push({ step, endedAt: at, seconds: secondsBetween(from, at) });
    }
    before = at;
  }
  return steps;
}

/** Whole seconds from one instant to a later one; never below nothing, a clock may be set back. */
export function secondsBetween(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));
}
