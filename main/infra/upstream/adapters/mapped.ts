import type { z } from 'zod';
import type { Upstream, UpstreamOutcome } from '../../../app/ports/outside.ts';
import { upstreamCalls, type UpstreamCallName, type UpstreamCalls } from '../../../contract/upstream.ts';

/** How one call is to be made: who asks does not know how many requests a province makes of it. */
export interface CallHow {
  /** Milliseconds for each request of the call. */
  readonly timeoutMs: number;
}

/** A province's own way to each call of the contract. What it answers is checked by the contract's schema before anybody sees it. */
export type MappedCalls = {
  readonly [Name in UpstreamCallName]: (
    input: z.output<UpstreamCalls[Name]['in']>,
    how: CallHow,
  ) => Promise<UpstreamOutcome<z.input<UpstreamCalls[Name]['out']>>>;
};

/** Why a call of several requests ends early. */
export type Stop = Exclude<UpstreamOutcome<never>, { readonly kind: 'answer' }>;

export const answerOf = <Value>(value: Value): UpstreamOutcome<Value> => ({ kind: 'answer', value });

/**
 * The port over a table of calls. An answer that a mapping makes and that does not fit the contract is a link fault: the province answered
 * something that its adapter does not know, and no row is touched.
 */
export function mappedUpstream(calls: MappedCalls, defaultTimeoutMs: number): Upstream {
  return {
    async call<Name extends UpstreamCallName>(
      name: Name,
      input: z.input<UpstreamCalls[Name]['in']>,
      options: { readonly timeoutMs?: number } = {},
    ): Promise<UpstreamOutcome<z.output<UpstreamCalls[Name]['out']>>> {
      type Output = z.output<UpstreamCalls[Name]['out']>;
      const row = upstreamCalls[name];
      const parsed = row.in.parse(input) as z.output<UpstreamCalls[Name]['in']>;
      const outcome = await calls[name](parsed, { timeoutMs: options.timeoutMs ?? defaultTimeoutMs });
      if (outcome.kind !== 'answer') return outcome;
      const checked = row.out.safeParse(outcome.value);
      if (checked.success) return answerOf(checked.data as Output);
      const path = checked.error.issues[0]?.path.map(String).join('.') ?? '';
      return { kind: 'linkFault', detail: `schema ${path === '' ? 'answer' : path}`.slice(0, 120) };
    },
  };
}
