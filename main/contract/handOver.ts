import { z } from 'zod';
import { instant, jobId } from './ids.ts';

/** Size of the field a signature is drawn in; a point is a whole number of its units, whatever the screen's pixels are. */
export const signatureField = { width: 1000, height: 400 } as const;
/** Most points of a signature: some minutes of writing at a pen's rate. */
const mostPoints = 6000;
const point = z.tuple([
  z.number().int().min(0).max(signatureField.width),
  z.number().int().min(0).max(signatureField.height),
]);
/** Lines drawn without lifting the pen, in their order. */
export const signatureStrokes = z
  .array(z.array(point).min(1).max(2000))
  .min(1)
  .max(100)
  .refine((strokes) => strokes.reduce((sum, stroke) => sum + stroke.length, 0) <= mostPoints);
export type SignatureStrokes = z.infer<typeof signatureStrokes>;

/** The document by which the recipient was known. `citizenId` is an agent's. */
export const handOverDocument = z.enum(['passport', 'residencePermit', 'permanentResidence', 'citizenId']);
export type HandOverDocument = z.infer<typeof handOverDocument>;

/** Identity seen again (D11). `passportRead`: the reader of this desk read it after the card was enabled; the host knows that, not the screen. */
export const handOverIdentity = z.discriminatedUnion('how', [
  z.object({ how: z.literal('passportRead') }),
  z.object({
    how: z.literal('byEye'),
    document: handOverDocument,
    lastFour: z.string().regex(/^[0-9A-Z]{4}$/),
  }),
]);

/**
 * What the recipient leaves behind. `onPaper`: the printed receipt was signed and is kept at the desk. `secondFactor`: the code of the
 * holder's electronic card, scanned here after the card was enabled, for which upstream vouched. `atBezel`: the holder takes the card at the kiosk that its attendant released; the machine says so.
 */
export const handOverProof = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signature'), strokes: signatureStrokes }),
  z.object({ kind: z.literal('onPaper') }),
  z.object({ kind: z.literal('secondFactor') }),
  z.object({ kind: z.literal('atBezel') }),
]);

/** `changed`: the holder changed the PIN of the delivery in front of the officer. `notAvailable`: these cards have none. */
export const handOverPin = z.enum(['changed', 'notAvailable']);
export type HandOverPin = z.infer<typeof handOverPin>;

export const agentRelation = z.enum(['employer', 'spouse', 'parent', 'child', 'agency', 'other']);
export type AgentRelation = z.infer<typeof agentRelation>;
export const handOverAgent = z.object({
  name: z.string().trim().min(1).max(120),
  relation: agentRelation,
  /** 公民身份号码, 18 characters; its check character is checked by the host (domain-rules 1). */
  citizenId: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^\d{17}[0-9X]$/),
});
export type HandOverAgent = z.infer<typeof handOverAgent>;

/** What the desk says of a hand-over; what it proves is decided by the host. */
export const handOverInput = z.object({
  recipient: z.enum(['holder', 'agent']),
  phone: z.string().regex(/^\+?[0-9 -]{6,20}$/),
  identity: handOverIdentity,
  proof: handOverProof,
  pin: handOverPin,
  agent: handOverAgent.optional(),
});
export type HandOverInput = z.infer<typeof handOverInput>;

/** What this desk knows towards a hand-over without anybody saying so. */
export const handOverState = z.object({
  /** When the reader of this desk read the holder's passport for this card; null = not since it was enabled, or too long ago. */
  passportReadAt: instant.nullable(),
  /** When it scanned the code of the holder's electronic card and upstream vouched for it. */
  codeReadAt: instant.nullable(),
  /** Do these cards come with a PIN that the holder changes here? */
  holderPin: z.boolean(),
  /** Will the holder take it out of the kiosk? */
  atBezel: z.boolean(),
});

/**
 * What people found after an offer at the bezel whose outcome nobody knows (9.22). That its holder has it is a hand-over, recorded with its
 * receipt.
 */
export const bezelSeen = z.enum(['stillThere', 'inHand', 'gone']);
export type BezelSeen = z.infer<typeof bezelSeen>;

/** A made card that waits for its holder (domain-rules 9.25): stock until it is handed over. */
export const unclaimedCard = z.object({
  jobId,
  caseNumber: z.string(),
  holderName: z.string(),
  cardTail: z.string().nullable(),
  place: z.enum(['desk', 'safe', 'rejectBox', 'output', 'printer', 'unknown', 'none', 'holder']),
  /** Where in the safe. */
  placeLabel: z.string().nullable(),
  owner: z.string(),
  /** Its age begins here. */
  enabledAt: instant,
});
export type UnclaimedCard = z.infer<typeof unclaimedCard>;
