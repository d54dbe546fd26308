import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { EventData, EventName } from '../../main/contract/events.ts';
import type { Methods } from '../../main/contract/methods.ts';
import { bridge } from './bridge.ts';
import { coalesce } from './coalesce.ts';
import { staleAfter } from './invalidation.ts';

/** A drain settles hundreds of batches a second, and each is such a hint: the desk would do nothing but ask (G5). */
const queueHintMs = 1_000;

const eventNames = Object.keys(staleAfter) as EventName[];

/** Lets every hint of this surface make its reads stale. Used once, at the root. */
export function useHints(): void {
  const client = useQueryClient();
  useEffect(() => {
    const stops = eventNames.map((name) => {
      const makeStale = (): void => {
        const reads = staleAfter[name];
        if (reads === 'everything') void client.invalidateQueries();
        else for (const read of reads) void client.invalidateQueries({ queryKey: [read] });
      };
      if (name !== 'queueChanged') return bridge<Methods>().on(name, makeStale);
      const calm = coalesce(makeStale, queueHintMs);
      const stop = bridge<Methods>().on(name, calm.call);
      return () => {
        stop();
        calm.stop();
      };
    });
    return () => stops.forEach((stop) => stop());
  }, [client]);
}

/** Hears one hint with its data. */
export function useHint<Name extends EventName>(name: Name, heard: (data: EventData<Name>) => void): void {
  const newest = useRef(heard);
  useEffect(() => {
    newest.current = heard;
  });
  useEffect(() => bridge<Methods>().on(name, (data) => newest.current(data)), [name]);
}
