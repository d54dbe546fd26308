import { z } from 'zod';
import { errorCodes } from '../contract/errors.ts';
import { requestId } from '../contract/ids.ts';

const failureShape = z.object({
  code: z.enum(errorCodes),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

/** The outcome of a call as it travels. The value is the business of the method table. */
export const resultShape = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: failureShape }),
]);

/** Client to server: one call. `requestId` comes with mutating calls and stays the same in a retry. */
export const callFrame = z.object({
  kind: z.literal('call'),
  id: z.number().int().nonnegative(),
  method: z.string().min(1).max(64),
  input: z.unknown(),
  requestId: requestId.optional(),
});
export type CallFrame = z.infer<typeof callFrame>;

/** Server to client: the answer to call `id`, or an event that nobody asked for. */
export const answerFrame = z.object({
  kind: z.literal('answer'),
  id: z.number().int().nonnegative(),
  result: resultShape,
});
export const eventFrame = z.object({
  kind: z.literal('event'),
  name: z.string().min(1).max(64),
  data: z.unknown(),
});
export const serverFrame = z.discriminatedUnion('kind', [answerFrame, eventFrame]);
export type ServerFrame = z.infer<typeof serverFrame>;
