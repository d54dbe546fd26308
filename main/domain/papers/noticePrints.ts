import { z } from 'zod';
import { failureView } from '../../contract/cases.ts';
import type { DeviceState, DocumentFacts } from '../../contract/devices.ts';
import { instant } from '../../contract/ids.ts';
import type { Failure } from '../../contract/result.ts';

/** One print of a notice on the document printer. `sent` is the intent, written before the printer hears of it. */
export const noticePrint = z.object({
  /** 0 = the original, else which copy. */
  copy: z.number().int().nonnegative(),
  /** Null for the original. */
  reason: z.string().nullable(),
  at: instant,
  by: z.string(),
  state: z.enum(['sent', 'printed', 'failed', 'unknown']),
  failure: failureView.nullable(),
  /** Number of the job in the queue of the operating system. */
  job: z.string().nullable(),
});
export type NoticePrint = z.infer<typeof noticePrint>;

/** How a print ended, as far as the station can tell. */
export type PrintEnd = Pick<NoticePrint, 'failure' | 'job'> & {
  readonly state: Exclude<NoticePrint['state'], 'sent'>;
};

/** Longest a print may take, in ms: asking a queue (5 s) and handing it a document (15 s). */
export const printWithinMs = 20_000;
/** An intent older than this has lost its outcome (the program was ended meanwhile), so it is not known. */
const lostAfterMs = 60_000;

/** What a print is now. `now` in ms since 1970. */
export function printOutcome(print: NoticePrint, now: number): 'printing' | 'printed' | 'failed' | 'unknown' {
  if (print.state !== 'sent') return print.state;
  const age = now - Date.parse(print.at);
  // A clock that was set back cannot tell how long ago it was.
  return age >= 0 && age < lostAfterMs ? 'printing' : 'unknown';
}

/** The paper that the next print would be, or why there is none. */
export type NextPrint =
  | { readonly kind: 'print'; readonly copy: number }
  | { readonly kind: 'open'; readonly outcome: 'printing' | 'unknown' };

interface Printed {
  readonly reprints: readonly unknown[];
  readonly prints: readonly NoticePrint[];
}

/**
 * C4: the first paper is the original, every further one copy n. A print that failed for sure handed nothing out; one that may have
 * come out is settled by a person first, because two originals cannot be told apart.
 */
export function nextPrint({ reprints, prints }: Printed, now: number): NextPrint {
  const last = prints.at(-1);
  const outcome = last === undefined ? 'failed' : printOutcome(last, now);
  if (outcome === 'printing' || outcome === 'unknown') return { kind: 'open', outcome };
  const originalOut = prints.some(({ copy, state }) => copy === 0 && state === 'printed');
  return { kind: 'print', copy: originalOut || reprints.length > 0 ? reprints.length + 1 : 0 };
}

/**
 * May a paper be with somebody (C7)? Only one that was never opened as a file, never printed unless it failed for sure, and never handed
 * out is certainly in nobody's hands. `opened`: somebody has had it as a file, which any printer takes.
 */
export const mayBeOut = (
  { prints, reprints, served }: Printed & { readonly served: unknown },
  opened: boolean,
): boolean =>
  opened || served !== null || reprints.length > 0 || prints.some(({ state }) => state !== 'failed');

/**
 * What the printer's completion (XFS4IoT words) means for the paper. `printed`: the queue took it. Silence, and any fault after the
 * queue gave it a number, is `unknown`; every other completion says that nothing was sent.
 */
export function printEnd(facts: DocumentFacts, printer: Pick<DeviceState, 'status'> | undefined): PrintEnd {
  const { completion, job } = facts;
  if (completion.code === 'success') return { state: 'printed', failure: null, job };
  if (job !== null || completion.code === 'timeOut' || completion.code === 'internalError')
    return { state: 'unknown', failure: null, job };
  return { state: 'failed', failure: { code: failureCode(completion, printer) }, job };
}

function failureCode(
  { code, errorCode }: DocumentFacts['completion'],
  printer: Pick<DeviceState, 'status'> | undefined,
): Failure['code'] {
  if (errorCode === 'paperOut' || errorCode === 'noMedia') return 'documentPrinterPaperOut';
  if (errorCode === 'mediaJam' || errorCode === 'coverOpen') return 'documentPrinterBlocked';
  if (code !== 'deviceNotReady') return 'documentPrinterRefused';
  // A device that answers and is not ready is a queue that somebody stopped; otherwise there is nobody to ask.
  const answers = printer?.status === 'online' || printer?.status === 'deviceBusy';
  return answers ? 'documentPrinterStopped' : 'documentPrinterOffline';
}
