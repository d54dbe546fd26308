import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { LanguageTag } from '../../../main/contract/access.ts';
import type { KioskView } from '../../../main/contract/kiosk.ts';
import type { RatingLevel } from '../../../main/contract/ratings.ts';
import type { Result } from '../../../main/contract/result.ts';
import { call, useCall } from '../../client/client.ts';

export interface KioskTouch {
  begin(): void;
  choose(language: LanguageTag): void;
  back(): void;
  stay(): void;
  confirm(wants: 'slip' | 'card'): void;
  end(): void;
  /** A number without a Notice (A9). */
  takeNumber(): void;
  /** The answer of a rating (C6). */
  rate(level: RatingLevel): void;
  /** True once the windows of the station have been told. */
  callStaff(): Promise<boolean>;
}

/**
 * The session as the core host has it, and the touches. No answer is kept anywhere but in the one query: the next answer replaces it, so
 * nothing of a visitor outlives the visit in this page (E2).
 */
export function useKiosk(): {
  readonly view: KioskView | undefined;
  readonly touch: KioskTouch;
  readonly busy: boolean;
  /** What another call has answered the page to be. */
  readonly show: (view: KioskView) => void;
} {
  const client = useQueryClient();
  const { value: view } = useCall('kioskState', {}, { everyMs: 5000 });
  const [busy, setBusy] = useState(false);

  const take = useCallback(
    async (answer: Promise<Result<KioskView>>) => {
      setBusy(true);
      const result = await answer;
      // A refused touch means that the page is an old one: ask for the newest.
      if (result.ok) client.setQueryData(['kioskState', {}], result.value);
      else await client.invalidateQueries({ queryKey: ['kioskState'] });
      setBusy(false);
    },
    [client],
  );

  const page = view?.page;
  useEffect(() => {
    if (page !== 'attract') return;
    client.getMutationCache().clear();
    client.removeQueries({ type: 'inactive' });
  }, [client, page]);

  const touch: KioskTouch = {
    begin: () => void take(call('kioskBegin', { language: 'zh' })),
    choose: (language) => void take(call('kioskLanguage', { language })),
    back: () => void take(call('kioskBack', {})),
    stay: () => void take(call('kioskStay', {})),
    confirm: (wants) => void take(call('kioskConfirm', { wants })),
    end: () => void take(call('kioskEnd', {})),
    takeNumber: () => void take(call('ticketTake', {})),
    // Its answer says nothing: what the page is now, the core host says.
    rate: (level) =>
      void take(call('ratingGive', { level }).then((given) => (given.ok ? call('kioskState', {}) : given))),
    callStaff: async () => (await call('kioskCallStaff', {})).ok,
  };
  const show = useCallback((next: KioskView) => client.setQueryData(['kioskState', {}], next), [client]);
  return { view, touch, busy, show };
}
