import { describe, expect, it } from 'vitest';
import type { UpstreamOutcome } from '../../../../main/app/ports/outside.ts';
import { cardHindrance, numberHindrance } from '../../../../main/app/records/recordsHindrance.ts';
import { revokedFor, revokedSince, watchRevocation } from '../../../../main/app/sync/revocation.ts';
import type { Role } from '../../../../main/contract/access.ts';
import { describeError } from '../../../../main/contract/errors.ts';
import { stubUpstream, testDeps } from '../../helpers/index.ts';

const saysRevoked: UpstreamOutcome<never> = { kind: 'linkFault', detail: 'stationRevoked' };
const cards: UpstreamOutcome<unknown> = { kind: 'answer', value: { cards: [] } };

function bench() {
  const deps = testDeps();
  const stub = stubUpstream();
  const news: string[] = [];
  const upstream = watchRevocation(stub, deps, {
    revoked: () => void news.push('revoked'),
    admitted: () => void news.push('admitted'),
  });
  const askCards = async () => upstream.call('cardQuery', { permitNumber: 'TRN440300000001' });
  const askStaff = async () => upstream.call('staffStanding', { stationId: 'SZ50' });
  const entries = () =>
    deps.stores.audit.page({ events: ['station.'], limit: 20 }).entries.map(({ event }) => event);
  return { deps, stub, news, upstream, askCards, askStaff, entries };
}

describe('I7 what upstream says about the station itself', () => {
  it('is kept with one entry, however often it is said, and ends with one', async () => {
    const { deps, stub, news, askCards, entries } = bench();
    expect(revokedSince(deps)).toBeNull();
    stub.answer('cardQuery', () => saysRevoked);
    for (let time = 0; time < 3; time += 1) expect(await askCards()).toEqual(saysRevoked);
    expect([news, entries()]).toEqual([['revoked'], ['station.revoked']]);
    expect(revokedSince(deps)).toBe(new Date(deps.clock.now()).toISOString());
    stub.answer('cardQuery', () => cards);
    await askCards();
    await askCards();
    expect([news, entries()]).toEqual([
      ['revoked', 'admitted'],
      ['station.admitted', 'station.revoked'],
    ]);
    expect(revokedSince(deps)).toBeNull();
  });

  it.each<UpstreamOutcome<unknown>>([
    { kind: 'offline', detail: 'ECONNREFUSED' },
    { kind: 'offline', detail: 'stationRevoked' },
    { kind: 'linkFault', detail: 'HTTP 403' },
    { kind: 'linkFault', detail: 'mediaType text/html' },
    { kind: 'linkFault', detail: 'tls:wrongAuthority' },
  ])('neither silence nor a portal revokes or admits it (%o)', async (outcome) => {
    const { deps, stub, askCards } = bench();
    stub.answer('cardQuery', () => outcome);
    await askCards();
    expect(revokedSince(deps)).toBeNull();
    stub.answer('cardQuery', () => saysRevoked);
    await askCards();
    stub.answer('cardQuery', () => outcome);
    await askCards();
    expect(revokedSince(deps)).not.toBeNull();
  });

  it('a refusal is upstream’s word as well: it listens to the station', async () => {
    const { deps, stub, askCards } = bench();
    stub.answer('cardQuery', () => saysRevoked);
    await askCards();
    stub.answer('cardQuery', () => ({
      kind: 'refused',
      refusal: { refused: true, code: 'permitUnknown', reason: 'x' },
    }));
    await askCards();
    expect(revokedSince(deps)).toBeNull();
  });

  it('what another service answers does not take it back; each has to', async () => {
    const { deps, stub, news, upstream, askCards, askStaff } = bench();
    stub.answer('cardQuery', () => saysRevoked);
    stub.answer('staffStanding', () => ({
      kind: 'answer',
      value: { stationId: 'SZ50', staff: [], at: '2026-11-25T01:20:00.000Z' },
    }));
    await askCards();
    await askStaff();
    expect(revokedSince(deps)).not.toBeNull();
    // Health names the service that it asks about.
    stub.answer('health', () => ({
      kind: 'answer',
      value: { service: 'cards', inService: true, time: '2026-11-25T01:20:00.000Z' },
    }));
    await upstream.call('health', { service: 'queue' });
    expect(revokedSince(deps)).not.toBeNull();
    await upstream.call('health', { service: 'cards' });
    expect([revokedSince(deps), news]).toEqual([null, ['revoked', 'admitted']]);
  });

  it('two services that said so both have to take it back; it counts since the first', async () => {
    const { deps, stub, news, askCards, askStaff } = bench();
    stub.answer('cardQuery', () => saysRevoked);
    stub.answer('staffStanding', () => saysRevoked);
    await askCards();
    const since = revokedSince(deps);
    deps.clock.advance(60_000);
    await askStaff();
    stub.answer('cardQuery', () => cards);
    await askCards();
    expect([revokedSince(deps), news]).toEqual([since, ['revoked']]);
    stub.answer('staffStanding', () => ({
      kind: 'answer',
      value: { stationId: 'SZ50', staff: [], at: '2026-11-25T01:20:00.000Z' },
    }));
    await askStaff();
    expect([revokedSince(deps), news]).toEqual([null, ['revoked', 'admitted']]);
  });

  it('an answer that was only slower than the revocation does not take it back', async () => {
    const { deps, stub } = bench();
    const waiting: (() => void)[] = [];
    const slow = watchRevocation(
      {
        call: async (name, input, options) => {
          const outcome = stub.call(name, input, options);
          await new Promise<void>((resolve) => waiting.push(resolve));
          return outcome;
        },
      },
      deps,
      { revoked: () => undefined, admitted: () => undefined },
    );
    const ask = async () => slow.call('cardQuery', { permitNumber: 'TRN440300000001' });
    stub.answer('cardQuery', () => cards);
    const before = ask();
    stub.answer('cardQuery', () => saysRevoked);
    const revoking = ask();
    waiting[1]?.();
    await revoking;
    waiting[0]?.();
    await before;
    expect(revokedSince(deps)).not.toBeNull();
  });

  it('no number is given and no card begun; technicians and supervisors stay, nobody else', async () => {
    const { deps, stub, askCards } = bench();
    const stays = (roles: readonly Role[]): boolean => revokedFor(deps, { roles }) === null;
    expect([numberHindrance(deps), cardHindrance(deps), stays(['clerk'])]).toEqual([null, null, true]);
    stub.answer('cardQuery', () => saysRevoked);
    await askCards();
    for (const hindrance of [numberHindrance(deps), cardHindrance(deps)])
      expect(hindrance).toMatchObject({ code: 'stationRevoked' });
    const roles: readonly Role[] = ['clerk', 'stockKeeper', 'auditor', 'technician', 'supervisor'];
    expect(roles.filter((role) => stays([role]))).toEqual(['technician', 'supervisor']);
    expect(stays(['clerk', 'supervisor'])).toBe(true);
    const { message, remedy } = describeError(
      { code: 'stationRevoked', detail: { since: '2026-11-25 09:20' } },
      'en',
    );
    expect([message, remedy].join(' ')).toMatch(/2026-11-25 09:20.*still here.*carries the queue/);
  });
});
