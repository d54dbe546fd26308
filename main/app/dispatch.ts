import type { z } from 'zod';
import type { Surface } from '../contract/access.ts';
import type { ErrorCode } from '../contract/errors.ts';
import type { MethodTable } from '../contract/method.ts';
import { failure, type Failure, type Result } from '../contract/result.ts';
import type { StationProfile } from '../contract/station.ts';
import type { Caller } from './deps.ts';
import { notWrittenFailure } from './ports/notWritten.ts';
import { authorise } from './people/authorise.ts';
import type { RequestStore } from './ports/stores.ts';
import type { Clock, Ids, Log } from './ports/system.ts';

/** What a port hands over: nothing in it says who calls. */
export interface IncomingCall {
  readonly method: string;
  readonly input: unknown;
  readonly requestId?: string | undefined;
}

type AnyHandler = (input: never, caller: Caller) => Result<unknown> | Promise<Result<unknown>>;

export interface AnsweredRequest {
  readonly requestId: string;
  readonly method: string;
  /** Who called and where, for the audit. */
  readonly actor?: string;
  readonly surface?: Surface;
}

/** Where the answers of mutating calls are kept, so that a repeated call does nothing twice (design 6). */
export interface AnswerBook extends Pick<RequestStore, 'get'> {
  /** One durable commit. */
  save(requestId: string, method: string, answer: unknown, at: string): void;
  /**
   * Runs a call so that its first commit also notes, in the same transaction, that the request was begun: what was committed is
   * then known even when the answer could not be stored any more.
   */
  around<Value>(request: AnsweredRequest, work: () => Promise<Value>): Promise<Value>;
}

export interface DispatchOptions {
  readonly table: MethodTable;
  readonly handlers: Readonly<Record<string, AnyHandler>>;
  readonly profile: Pick<StationProfile, 'acts' | 'forbiddenRolePairs' | 'signInOfflineHours'>;
  /** Null where no method is mutating. */
  readonly answers: AnswerBook | null;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Pick<Ids, 'next'>;
  readonly log: Log;
  /** Why nothing is done here for this person, or for the public at a kiosk (null), beside what `authorise` knows (I7). Null = nothing is in the way. */
  readonly stationProblem?: (staff: Caller['staff']) => Failure | null;
  /** Somebody had to leave a screen, which shows it. */
  readonly onSessionEnded?: () => void;
  /** A call was answered with success: the place where looks at people's data are written down (I1). */
  readonly answered?: (method: string, input: unknown, caller: Caller) => void;
}

/** Stored in the place of an answer while there is none yet. */
export const begunMark = { begun: true } as const;

/**
 * Answers every call of a table: known method, right to call (surface, act, role), valid input, nobody as his own second person, answer of an earlier try, handler. Never rejects: what a
 * handler throws is logged under an incident id, without its data, and answered as `internal`.
 */
export function createDispatch(
  options: DispatchOptions,
): (call: IncomingCall, caller: Caller) => Promise<Result<unknown>> {
  const { table, handlers, answers } = options;
  const running = new Map<string, Promise<Result<unknown>>>();

  const incident = (method: string, thrown: unknown): Result<never> => {
    const id = options.ids.next('incident');
    options.log.error('call.incident', {
      incident: id,
      method,
      kind: kindOf(thrown),
      place: placeOf(thrown),
    });
    return failure('internal', { incident: id });
  };

  const run = async (method: string, input: unknown, caller: Caller): Promise<Result<unknown>> => {
    try {
      const handler = handlers[method];
      if (handler === undefined) throw new Error(`no handler for ${method}`);
      const result = await handler(input as never, caller);
      if (result.ok) options.answered?.(method, input, caller);
      return result;
    } catch (thrown) {
      return notWritten(thrown) ?? incident(method, thrown);
    }
  };

  const runOnce = async (
    book: AnswerBook,
    request: { readonly requestId: string; readonly method: string },
    input: unknown,
    caller: Caller,
  ): Promise<Result<unknown>> => {
    try {
      const stored = book.get(request.requestId, request.method);
      if (isBegun(stored)) return failure('wrongState', { state: '已办理 already done' });
      if (isResult(stored)) return stored;
      const actor = caller.staff?.userName ?? (caller.surface === 'kiosk' ? 'kiosk' : 'system');
      const asked = { ...request, actor, surface: caller.surface };
      const result = await book.around(asked, async () => run(request.method, input, caller));
      if (result.ok || !neverKept.has(result.error.code)) {
        book.save(request.requestId, request.method, result, new Date(options.clock.now()).toISOString());
      }
      return result;
    } catch (thrown) {
      return notWritten(thrown) ?? incident(request.method, thrown);
    }
  };

  return async (call, caller) => {
    const definition = Object.hasOwn(table, call.method) ? table[call.method] : undefined;
    if (definition === undefined) return failure('invalidInput', { field: 'method' });
    const { surface, staff } = caller;
    const stopsAll = definition.roles !== 'anyone' || (surface === 'kiosk' && definition.mutating);
    const refusal =
      authorise(definition, {
        surface,
        staff,
        acts: options.profile.acts,
        profile: options.profile,
        now: options.clock.now(),
      }) ?? (stopsAll ? (options.stationProblem?.(staff) ?? null) : null);
    // Somebody who may do nothing any more is no longer at this screen.
    if (refusal !== null && endsSession.has(refusal.code)) {
      caller.bind(null, refusal);
      options.onSessionEnded?.();
    }
    if (refusal !== null) return { ok: false, error: refusal };
    const parsed = definition.in.safeParse(call.input);
    if (!parsed.success) return failure('invalidInput', { field: fieldOf(parsed.error) });
    // Before any use case: whatever is signed by two, the caller is never the second of them (H10, D4).
    if (staff !== null && isSignedBy(parsed.data, staff.userName)) return failure('samePerson');

    if (!definition.mutating || call.requestId === undefined || answers === null) {
      return run(call.method, parsed.data, caller);
    }
    const key = `${call.method} ${call.requestId}`;
    const already = running.get(key);
    if (already !== undefined) return already;
    const answer = runOnce(
      answers,
      { requestId: call.requestId, method: call.method },
      parsed.data,
      caller,
    ).finally(() => running.delete(key));
    running.set(key, answer);
    return answer;
  };
}

/** Does the input carry, at any depth, a countersignature of this person? User names do not differ by case. */
function isSignedBy(input: unknown, userName: string): boolean {
  if (typeof input !== 'object' || input === null || ArrayBuffer.isView(input)) return false;
  return Object.entries(input).some(([key, value]: [string, unknown]) =>
    key === 'countersignature' ? isOf(value, userName) : isSignedBy(value, userName),
  );
}

const isOf = (signature: unknown, userName: string): boolean =>
  typeof signature === 'object' &&
  signature !== null &&
  'userName' in signature &&
  String(signature.userName).trim().toLowerCase() === userName.toLowerCase();

/** The disk took nothing of it: said by its name, and the same request may be made again. */
function notWritten(thrown: unknown): Result<never> | null {
  const error = notWrittenFailure(thrown);
  return error === null ? null : { ok: false, error };
}

/** Refusals that are about the person, whatever is asked. */
const endsSession: ReadonlySet<ErrorCode> = new Set([
  'accountDeactivated',
  'signInExpired',
  'rolesForbidden',
  'stationRevoked',
]);

/** Answers that say nothing about the call itself. */
const neverKept: ReadonlySet<ErrorCode> = new Set(['internal', 'diskFull', 'diskReadOnly', 'diskFault']);

/** The path of the first thing that is wrong; never its value. */
function fieldOf(error: z.ZodError): string {
  const path = error.issues[0]?.path.map(String).join('.') ?? '';
  return path === '' ? 'input' : path.slice(0, 80);
}

const kindOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.name : typeof thrown);

/** Where it was thrown. A message may hold somebody's name, a stack frame holds only the program's own. */
function placeOf(thrown: unknown): string {
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
  const frame = stack.split('\n').find((line) => /^\s+at /.test(line)) ?? '';
  return frame.trim().slice(0, 200);
}

const isBegun = (value: unknown): boolean => typeof value === 'object' && value !== null && 'begun' in value;

function isResult(value: unknown): value is Result<unknown> {
  return typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean';
}
