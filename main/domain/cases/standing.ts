import type { CaseState } from '../../contract/cases.ts';
import type { Finding } from '../../contract/outcomes.ts';
import type { Failure } from '../../contract/result.ts';

/** How a case stands, as far as it decides which acts are lawful. */
export interface Standing {
  readonly state: CaseState;
  /** Of the newest release of a hold; null = never held. */
  readonly finding: Finding | null;
  /** Calendar date since when it counts as accepted by law (domain-rules 6.2). */
  readonly countsAsAcceptedOn: string | null;
}

/**
 * `check`: verdict, eye, passport, fix on the spot. `end`: not needed, not ours. Acts whose further conditions hang on originals, clock or
 * papers have them elsewhere; this is the table of states (domain-rules 6.1).
 */
export const caseActs = [
  'check',
  'accept',
  'supplement',
  'end',
  'hold',
  'release',
  'refuse',
  'revoke',
  'correct',
  'countAsAccepted',
  'issueCard',
  'permitPage',
] as const;
export type CaseAct = (typeof caseActs)[number];

type Rule = (standing: Standing) => Failure | null;

const wrongState: Rule = ({ state }) => ({ code: 'wrongState', detail: { state } });
const held: Failure = { code: 'caseHeld' };
const intake = (state: CaseState): boolean => state === 'open' || state === 'supplement';

/** Only while it is being checked; an end is an end. */
const inIntake: Rule = ({ state }) => {
  if (state === 'held') return held;
  return intake(state) ? null : { code: 'caseClosed' };
};

/** What says "not accepted" is no answer any more once the law has accepted. */
const notByLaw: Rule = ({ countsAsAcceptedOn }) =>
  countsAsAcceptedOn === null ? null : { code: 'lawAccepted', detail: { date: countsAsAcceptedOn } };

const notForged: Rule = ({ finding }) => (finding === 'confirmed' ? { code: 'forgeryConfirmed' } : null);

/** In one of these states; a held case says that it is held. */
const only =
  (...states: readonly CaseState[]): Rule =>
  (standing) => {
    if (standing.state === 'held' && !states.includes('held')) return held;
    return states.includes(standing.state) ? null : wrongState(standing);
  };

const rules: Readonly<Record<CaseAct, readonly Rule[]>> = {
  check: [inIntake],
  accept: [inIntake, notForged],
  supplement: [inIntake, notByLaw],
  end: [inIntake, notByLaw],
  hold: [
    ({ state }) => (state === 'held' ? held : null),
    (standing) => (standing.state === 'accepted' ? null : inIntake(standing)),
  ],
  release: [only('held')],
  refuse: [
    (standing) =>
      intake(standing.state) && standing.countsAsAcceptedOn !== null ? null : only('accepted')(standing),
  ],
  revoke: [only('accepted', 'notNeeded', 'notOurs', 'refused')],
  correct: [only('open', 'supplement', 'accepted', 'notNeeded', 'notOurs', 'refused', 'revoked')],
  // The law does not wait for a hold to end.
  countAsAccepted: [only('open', 'supplement', 'held'), notByLaw],
  issueCard: [only('accepted'), notForged],
  permitPage: [only('open', 'supplement', 'accepted', 'notNeeded', 'notOurs', 'refused')],
};

/** Why an act is not lawful as the case stands: every reason, the first one first; empty = the state allows it. */
export function refusals(act: CaseAct, standing: Standing): Failure[] {
  return rules[act].flatMap((rule) => rule(standing) ?? []);
}
