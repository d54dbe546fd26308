import { z } from 'zod';
import { calendarDate, caseId, instant, jobId } from './ids.ts';
import { failureView } from './cases.ts';

/** Saved states of a card job (domain-rules 9; these spellings everywhere). */
export const cardJobState = z.enum([
  'ready',
  'locked',
  'fed',
  'written',
  'readBackOk',
  'printed',
  'visualOk',
  'reported',
  'enabled',
  'handedOver',
  'failed',
  'wasted',
  'retained',
  'pendingReport',
  'pendingEnable',
  'conflict',
]);
export type CardJobState = z.infer<typeof cardJobState>;

/** The steps a job journals, in order. Upstream and hardware steps write `intent` before and `confirmed` after. */
export const cardStep = z.enum([
  'lock',
  'feed',
  'readBlank',
  'writeChip',
  'readBack',
  'print',
  'visual',
  'report',
  'enable',
  'handOver',
  'reject',
]);
export type CardStep = z.infer<typeof cardStep>;

/**
 * The steps of a card in their order (domain-rules 9). `reject` is no step of the way: it joins where it happened; `readBack` joins before
 * the print where a chip is written.
 */
export const cardStepOrder: readonly CardStep[] = cardStep.exclude(['reject', 'readBack']).options;

/**
 * `notAvailable`: the step does not exist on this station (chip writing without a personaliser): named, never "ok".
 * `unknown`: the program ended between intent and confirmed; settled by asking, never by repeating.
 */
export const stepPhase = z.enum(['intent', 'confirmed', 'failed', 'unknown', 'settled', 'notAvailable']);
export type StepPhase = z.infer<typeof stepPhase>;

/** Card data as upstream gives it (domain-rules 9 step 7, 9.10). */
export const cardData = z.object({
  batch: z.string().min(1).max(32),
  /** 社保卡号, 9 characters, from upstream only. */
  cardNumber: z.string().regex(/^[A-Z0-9]{9}$/),
  /** 社会保障号码; final only from upstream (1.4, 1.9). */
  socialSecurityNumber: z.string().min(5).max(18),
  /** Full name for the face. */
  name: z.string().min(1).max(240),
  /** The name as the 50-byte upstream field has it (8.4). */
  name50: z.string().min(1),
  sex: z.enum(['M', 'F', 'X']),
  birthDate: calendarDate,
  /** ISO alpha-3. */
  nationality: z.string().regex(/^[A-Z]{3}$/),
  documentNumber: z.string().min(1),
  permitNumber: z.string().min(1),
  category: z.string().min(1),
  issueDate: calendarDate,
  validUntil: calendarDate,
  bankName: z.string().min(1),
  /** JPEG, 358 × 441, base64. */
  photo: z.base64(),
});
export type CardData = z.infer<typeof cardData>;

export const cardStepView = z.object({
  step: cardStep,
  phase: stepPhase,
  at: instant,
  /** Milliseconds from intent to this record; null where it does not apply. */
  tookMs: z.number().nullable(),
  detail: failureView.nullable(),
});
export type CardStepView = z.infer<typeof cardStepView>;

/** What the person in front of the screen can do next. */
export const cardNextAction = z.enum([
  'wait',
  'release',
  'confirmVisual',
  'settle',
  'resume',
  'handOver',
  'none',
]);

export const cardJobView = z.object({
  id: jobId,
  caseId,
  caseNumber: z.string(),
  holderName: z.string(),
  state: cardJobState,
  /** Where the physical card is, in words of the ledger. */
  place: z.enum(['none', 'printer', 'output', 'desk', 'rejectBox', 'holder', 'unknown']),
  /** Last four digits of the bank card number of the bound blank. */
  blankTail: z.string().nullable(),
  cardNumber: z.string().nullable(),
  batch: z.string().nullable(),
  attempt: z.number().int().positive(),
  steps: z.array(cardStepView),
  /** The step whose outcome is unknown, with the two questions that settle it. */
  unknownStep: cardStep.nullable(),
  next: cardNextAction,
  problem: failureView.nullable(),
  /** Who answers for it, since when. */
  owner: z.string(),
  startedAt: instant,
  changedAt: instant,
  /** D2: `today`, or `whenOnline` when report and enable wait for the network. */
  promise: z.enum(['today', 'whenOnline']),
});
export type CardJobView = z.infer<typeof cardJobView>;

/** Each step with where it can finish now (D2). */
export const cardPlanStep = z.object({
  step: cardStep,
  needs: z.enum(['machine', 'upstream', 'person']),
  now: z.enum(['ready', 'waitsForUpstream', 'blocked', 'notAvailable']),
});
export const cardPlan = z.object({
  steps: z.array(cardPlanStep),
  promise: z.enum(['today', 'whenOnline']),
  blockers: z.array(failureView),
  /** D9: cards the supplies still allow; null = unknown. */
  enoughFor: z.number().int().nullable(),
  /** The count is that of all printers of the station; the one of this card may hold fewer. */
  atMost: z.boolean().optional(),
});
export type CardPlan = z.infer<typeof cardPlan>;
