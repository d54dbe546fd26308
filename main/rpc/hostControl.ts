import { z } from 'zod';
import { surface } from '../contract/access.ts';
import { trainingReady } from '../contract/hosts.ts';
import { staffId } from '../contract/ids.ts';
import { errorCodes } from '../contract/errors.ts';
import { clockAnswer, clockMove } from '../contract/trainingClock.ts';

/** A screen's line to a host. The shell makes the key; it names the window, also over a restart of the host. */
export const screenKey = z.string().regex(/^[a-z]+-\d+$/);

/**
 * A move of the training clock and what became of it. The training host's DevDock asks, the core host decides, and the shell carries both
 * ways: the two have no line of their own.
 */
const moveClock = z.object({ control: z.literal('moveClock'), id: z.number().int(), to: clockMove });
const clockMoved = z.object({
  control: z.literal('clockMoved'),
  id: z.number().int(),
  answer: clockAnswer,
});
export type MoveClock = z.infer<typeof moveClock>;
export type ClockMoved = z.infer<typeof clockMoved>;

/**
 * Shell to host, on the host's own line. `port` names the channel that comes with the message when ports cannot be transferred
 * (processes started by `fork`); otherwise the port travels beside the message.
 */
export const toHost = z.discriminatedUnion('control', [
  z.object({ control: z.literal('init'), init: z.unknown(), port: z.string().optional() }),
  z.object({
    control: z.literal('attach'),
    surface,
    screen: screenKey,
    /** Who was signed in on this screen before the host was restarted. */
    staff: staffId.nullable(),
    port: z.string().optional(),
  }),
  /** The device host was restarted: its new line, for the core host. */
  z.object({ control: z.literal('devices'), port: z.string().optional() }),
  z.object({ control: z.literal('ping'), id: z.number().int() }),
  moveClock,
  clockMoved,
  z.object({ control: z.literal('stop') }),
]);
export type ToHost = z.infer<typeof toHost>;

/** Host to shell. */
export const toShell = z.discriminatedUnion('control', [
  z.object({ control: z.literal('ready'), training: trainingReady.optional() }),
  z.object({
    control: z.literal('failed'),
    error: z.object({
      code: z.enum(errorCodes),
      detail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  }),
  /** Somebody signed in or out on a screen. */
  z.object({ control: z.literal('bound'), screen: screenKey, staff: staffId.nullable() }),
  z.object({ control: z.literal('pong'), id: z.number().int() }),
  moveClock,
  clockMoved,
  z.object({ control: z.literal('stopped') }),
]);
export type ToShell = z.infer<typeof toShell>;
