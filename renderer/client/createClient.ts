import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { InputOf, MethodTable, OutputOf } from '../../main/contract/method.ts';
import type { Failure, Result } from '../../main/contract/result.ts';
import { bridge } from './bridge.ts';
import { CallFailure, failureOf } from './callFailure.ts';

export interface CallOptions {
  /** Ask only while this is true. */
  readonly enabled?: boolean;
  /** Ask again by itself, in milliseconds: for what changes with the clock or when a hint was missed. */
  readonly everyMs?: number;
}

export interface Call<Value> {
  readonly value: Value | undefined;
  readonly failure: Failure | null;
  readonly loading: boolean;
  /** ISO instant of the newest answer, or null. */
  refresh(): void;
}

export interface Act<Input, Output> {
  /** Calls the host. Never rejects: what went wrong is in the result, and in `failure` until the next call. */
  run(input: Input): Promise<Result<Output>>;
  readonly busy: boolean;
  readonly failure: Failure | null;
  clear(): void;
}

/** Reads that cost the host real work and depend on nothing an ordinary act changes. */
const costly = new Set([
  'cardPreview',
  // These ask upstream, or the printers: an act must not wait for that, and their own hints ask again.
  'cardEarlier',
  'cardRecovery',
  'cardConflict',
  'noticePdf',
  'dayReport',
  'periodReport',
  'exportVerify',
  'auditVerify',
  'lastFace',
  'languages',
  'casePhotoPicture',
  'caseScanPicture',
]);

/** After an act every cheap read on screen asks again: a hint may be lost, the call that we made ourselves is not. */
export const askAgain = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ predicate: (query) => !costly.has(String(query.queryKey[0])) });

/** By its name, because the whole table written out is more than the compiler puts into a declaration. */
export type Client<Table extends MethodTable> = ReturnType<typeof createClient<Table>>;

/** Hooks over the method table of one surface. */
export function createClient<Table extends MethodTable>() {
  type Name = Extract<keyof Table, string>;

  async function call<Method extends Name>(
    name: Method,
    input: InputOf<Table[Method]>,
  ): Promise<Result<OutputOf<Table[Method]>>> {
    try {
      return await bridge<Table>().methods[name](input);
    } catch (error) {
      return { ok: false, error: failureOf(error) ?? { code: 'internal' } };
    }
  }

  /** A read that stays fresh: hints make it stale (invalidation.ts), and so does every act of this window. */
  function useCall<Method extends Name>(
    name: Method,
    input: InputOf<Table[Method]>,
    options: CallOptions = {},
  ): Call<OutputOf<Table[Method]>> {
    const query = useQuery<OutputOf<Table[Method]>>({
      queryKey: [name, input],
      queryFn: async () => {
        const result = await call(name, input);
        if (!result.ok) throw new CallFailure(result.error);
        return result.value;
      },
      enabled: options.enabled ?? true,
      ...(options.everyMs === undefined ? {} : { refetchInterval: options.everyMs }),
    });
    const { refetch } = query;
    const refresh = useCallback(() => void refetch(), [refetch]);
    return {
      value: query.data,
      failure: failureOf(query.error),
      loading: query.isPending && query.fetchStatus !== 'idle',
      refresh,
    };
  }

  /** Something a person does. */
  function useAct<Method extends Name>(name: Method): Act<InputOf<Table[Method]>, OutputOf<Table[Method]>> {
    const client = useQueryClient();
    const mutation = useMutation<Result<OutputOf<Table[Method]>>, Error, InputOf<Table[Method]>>({
      mutationFn: (input) => call(name, input),
      onSettled: () => askAgain(client),
    });
    const { mutateAsync, reset } = mutation;
    const run = useCallback((input: InputOf<Table[Method]>) => mutateAsync(input), [mutateAsync]);
    return {
      run,
      busy: mutation.isPending,
      failure: mutation.data === undefined || mutation.data.ok ? null : mutation.data.error,
      clear: reset,
    };
  }

  return { call, useCall, useAct };
}
