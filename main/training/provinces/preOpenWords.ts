import type { z } from 'zod';
import { upstreamCalls, type UpstreamCallName, type UpstreamCalls } from '../../contract/upstream.ts';
import { statusOf, statusOfRefusal, type Path } from '../../infra/upstream/adapters/preOpen/wire.ts';
import type { Answer } from '../upstream/cardDesk.ts';
import type { Desk } from '../upstream/upstreamDesk.ts';

/** The envelope of 模拟省份乙 as it answers. */
export interface Said {
  readonly status: number;
  readonly tip: string;
  readonly result: unknown;
}
export type Body = Readonly<Record<string, unknown>>;
export type Handlers = Readonly<Record<Path, (body: Body) => Said>>;

export const done = (result: unknown): Said => ({ status: statusOf.done, tip: 'OK', result });
export const before = (result: unknown): Said => ({ status: statusOf.doneBefore, tip: '已办理', result });
export const wrong = (status: number, tip: string): Said => ({ status, tip, result: null });
export const badRequest = wrong(4000, '报文格式有误');

/** Puts a request into the words of the work behind it; a request that does not fit is `badRequest`. */
export type Ask = <Name extends UpstreamCallName>(
  name: Name,
  input: unknown,
  map: (value: z.input<UpstreamCalls[Name]['out']>) => Said,
) => Said;

export const askDesk =
  (desk: Desk): Ask =>
  <Name extends UpstreamCallName>(
    name: Name,
    input: unknown,
    map: (value: z.input<UpstreamCalls[Name]['out']>) => Said,
  ): Said => {
    const parsed = upstreamCalls[name].in.safeParse(input);
    if (!parsed.success) return badRequest;
    const work = desk[name] as (
      input: unknown,
      refuses: boolean,
    ) => Answer<z.input<UpstreamCalls[Name]['out']>>;
    const answer = work(parsed.data, false);
    return 'refusal' in answer
      ? wrong(statusOfRefusal(answer.refusal.code), answer.refusal.reason)
      : map(answer.value);
  };
