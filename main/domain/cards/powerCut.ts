import type { CardPosition } from '../../contract/devices.ts';
import type { StationProfile } from '../../contract/station.ts';
import type { CardJob, JournalRecord } from './cardJob.ts';
import { lastCall, printerSteps } from './nextStep.ts';

/** What becomes of a card that was inside when power or program went (E8). */
export type PowerCutRule = 'retain' | 'goOn';

/** At a window somebody stands beside the printer; at a kiosk the visitor may be gone, and nobody else may find their card. */
export const defaultPowerCutRules = { window: 'goOn', kiosk: 'retain' } as const satisfies Record<
  'window' | 'kiosk',
  PowerCutRule
>;

/** The station's rule for the cards of `place`. */
export const powerCutRule = (
  profile: Pick<StationProfile, 'cardAfterPowerCut'>,
  place: 'window' | 'kiosk',
): PowerCutRule => (profile.cardAfterPowerCut ?? defaultPowerCutRules)[place];

const unfinished: readonly CardJob['state'][] = ['fed', 'written', 'readBackOk'];

/** Does an unfinished card of this job lie inside the machine, by the books? */
export const isUnfinishedInside = (job: Pick<CardJob, 'state'>): boolean => unfinished.includes(job.state);

/** Did power or program go during a step of the machine, or with a card inside? Asked at the start, before anything is settled. */
export function wasCutOff(job: CardJob, steps: readonly JournalRecord[]): boolean {
  const last = lastCall(steps);
  const open = last !== null && (last.phase === 'intent' || last.phase === 'unknown');
  return isUnfinishedInside(job) || (open && printerSteps.includes(last.step));
}

/** May the rule `retain` be carried out now: is the card inside one whose blank is known, so that the books can say what is in the box? */
export const isReadyToRetain = (job: Pick<CardJob, 'state' | 'unitKey'>): boolean =>
  isUnfinishedInside(job) && job.unitKey !== null;

/**
 * What a printer says against the books (E8). `job`: whose card lies inside, or may lie there, by the books. A job without an outcome explains a
 * card as well as none; `missing` is a card that the books have inside for certain.
 */
export function insideFinding(
  answered: boolean,
  position: CardPosition,
  job: Pick<CardJob, 'place'> | null,
): 'agrees' | 'foreign' | 'missing' | 'unknown' {
  if (!answered || position === 'unknown') return 'unknown';
  if (job === null) return position === 'none' ? 'agrees' : 'foreign';
  return position === 'none' && job.place === 'printer' ? 'missing' : 'agrees';
}
