import type { z } from 'zod';
import type { ErrorCode } from '../contract/errors.ts';
import type { MethodTable } from '../contract/method.ts';
import { failure, type Result } from '../contract/result.ts';
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

/** Where the answers of mutating calls are kept, so that a repeated call does nothing twice (design 6). */
export interface AnswerBook extends Pick<RequestStore, 'get'> {
  /** One durable commit. */
  save(requestId: string, method: string, answer: unknown, at: string): void;
  /**
   * Runs a call so that its first commit also notes, in the same transaction, that the request was begun: what was committed is
   * then known even when the answer could not be stored any more.
   */
  around<Value>(
    request: { readonly requestId: string; readonly method: string },
    work: () => Promise<Value>,
  ): Promise<Value>;
}

export interface DispatchOptions {
  readonly table: MethodTable;
  readonly handlers: Readonly<Record<string, AnyHandler>>;
  readonly profile: Pick<StationProfile, 'acts'>;
  /** Null where no method is mutating. */
  readonly answers: AnswerBook | null;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Pick<Ids, 'next'>;
  readonly log: Log;
}

/** Stored in the place of an answer while there is none yet. */
export const begunMark = { begun: true } as const;

/**
 * Answers every call of a table: known method, right to call (surface, act, role), valid input, answer of an earlier try, handler. Never rejects: what a
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
      return await handler(input as never, caller);
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
      const result = await book.around(request, async () => run(request.method, input, caller));
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
    const refusal = authorise(definition, { surface, staff, acts: options.profile.acts });
    // Somebody who was deactivated is no longer at this screen.
    if (refusal?.code === 'accountDeactivated') caller.bind(null);
    if (refusal !== null) return { ok: false, error: refusal };
    const parsed = definition.in.safeParse(call.input);
    if (!parsed.success) return failure('invalidInput', { field: fieldOf(parsed.error) });

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

/** The disk took nothing of it: said by its name, and the same request may be made again. */
function notWritten(thrown: unknown): Result<never> | null {
  const error = notWrittenFailure(thrown);
  return error === null ? null : { ok: false, error };
}

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
