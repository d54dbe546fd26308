import { z } from 'zod';
import { calendarDate, caseId, instant, jobId } from './ids.ts';
import { failureView } from './cases.ts';
import { hallView } from './hall.ts';
import { handOverState } from './handOver.ts';

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

/**
 * Why this person gets a card 申请类别/补换原因 (domain-rules 4.20, 4.21). Everything but `first` replaces a card that upstream has under another
 * job key, whose own standing is settled before anything is made (D8).
 */
export const cardPurpose = z.enum(['first', 'lost', 'damaged', 'expired', 'changed']);
export type CardPurpose = z.infer<typeof cardPurpose>;

/** The steps a job journals, in order. Upstream and hardware steps write `intent` before and `confirmed` after. */
export const cardStep = z.enum([
  'lock',
  'face',
  'feed',
  'readBlank',
  'writeChip',
  'certify',
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
 * The steps of a card in their order (domain-rules 9). `reject` is no step of the way: it joins where it happened; `certify` and `readBack`
 * join before the print where a chip is written.
 */
export const cardStepOrder: readonly CardStep[] = cardStep.exclude(['reject', 'certify', 'readBack']).options;

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

/** How the holder's name was made to fit the face (A4): try `step` of `steps` (1 = the largest), points, horizontal scale (1 = not narrowed). */
export const faceFit = z.object({
  step: z.number().int().positive(),
  steps: z.number().int().positive(),
  lines: z.number().int().positive(),
  size: z.number().positive(),
  narrow: z.number().positive().max(1),
});
export type FaceFit = z.infer<typeof faceFit>;

/** What clerk and holder look at beside the picture of the face (D10). */
export const faceFacts = z.object({
  /** The whole name, in the spelling that is printed. */
  name: z.string(),
  /** What chip and reports hold where the whole name does not fit their 50 bytes (8.4); null: they hold the whole name. */
  cutName: z.string().nullable(),
  nameFit: faceFit,
  template: z.string(),
});
export type FaceFacts = z.infer<typeof faceFacts>;

/** What the person in front of the screen can do next. */
export const cardNextAction = z.enum([
  'wait',
  'begin',
  'confirmFace',
  'release',
  'confirmVisual',
  'settle',
  'resume',
  'resolveConflict',
  'handOver',
  'none',
]);
export type CardNextAction = z.infer<typeof cardNextAction>;

/**
 * What a job needs, as the board groups it (D7): somebody now, a word that it is wanted (fetched ahead), its machine, upstream, its holder; it
 * came to nothing and lies aside; it is done.
 */
export const jobGroup = z.enum(['you', 'ahead', 'machine', 'upstream', 'holder', 'aside', 'done']);
export type JobGroup = z.infer<typeof jobGroup>;

export const cardJobView = z.object({
  id: jobId,
  caseId,
  caseNumber: z.string(),
  holderName: z.string(),
  state: cardJobState,
  /** Where the physical card is, in words of the ledger. */
  place: z.enum(['none', 'printer', 'output', 'desk', 'safe', 'rejectBox', 'holder', 'unknown']),
  /** Where in the safe. */
  placeLabel: z.string().nullable(),
  /** Last four digits of the bank card number of the bound blank. */
  blankTail: z.string().nullable(),
  cardNumber: z.string().nullable(),
  batch: z.string().nullable(),
  attempt: z.number().int().positive(),
  purpose: cardPurpose,
  /** When card data and lock were fetched; null = not yet. Until the job is begun they are a prefetch for a day without a network (D2). */
  lockedAt: instant.nullable(),
  steps: z.array(cardStepView),
  /** The step whose outcome is unknown, with the two questions that settle it. */
  unknownStep: cardStep.nullable(),
  next: cardNextAction,
  /** What is known towards the hand-over; left out while there is none. */
  handOver: handOverState.optional(),
  problem: failureView.nullable(),
  /** Who answers for it, since when. */
  owner: z.string(),
  startedAt: instant,
  changedAt: instant,
  group: jobGroup,
  /** Since when it is where it is; a second try or a note does not make it young again. */
  since: instant,
  /** When it becomes overdue by the station's policy (D7), or its data fetched ahead too old (D2); null = nothing is due. */
  dueAt: instant.nullable(),
  overdue: z.boolean(),
  /** A row of this card that upstream refused, in its words (G1); null = none. */
  refusedRow: z
    .object({ kind: z.string(), reason: z.string(), owner: z.string(), since: instant })
    .nullable(),
  /** A hardware step of this attempt was cut off (E8). */
  interrupted: z.boolean(),
  /** Only there when true: another attempt is a card made again, and takes a second person (C4). */
  remake: z.literal(true).optional(),
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
  /** What the other stations of the hall said (A10); absent = the station belongs to none. */
  hall: hallView.optional(),
  /** Only there when true: a blank of this card was spoilt before, so that it takes a second person (C4). */
  remake: z.literal(true).optional(),
});
export type CardPlan = z.infer<typeof cardPlan>;
