import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { EventData, EventName } from '../../main/contract/events.ts';
import type { Methods } from '../../main/contract/methods.ts';
import { bridge } from './bridge.ts';
import { staleAfter } from './invalidation.ts';

const eventNames = Object.keys(staleAfter) as EventName[];

/** Lets every hint of this surface make its reads stale. Used once, at the root. */
export function useHints(): void {
  const client = useQueryClient();
  useEffect(() => {
    const stops = eventNames.map((name) =>
      bridge<Methods>().on(name, () => {
        const reads = staleAfter[name];
        if (reads === 'everything') void client.invalidateQueries();
        else for (const read of reads) void client.invalidateQueries({ queryKey: [read] });
      }),
    );
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
