import { describe, expect, it } from 'vitest';
import { actor, caller, cardBench, type CardBench } from './helpers/cardBench.ts';

const at = '2026-11-25T01:20:00.000Z';
const revoke = ({ deps: { stores } }: CardBench): void =>
  stores.run(() => stores.standings.set('revoked', { at, by: ['cards'] }, at));

describe('I7 cards at a station that upstream does not admit any more', () => {
  it('none is begun, and nothing is asked for it', async () => {
    const bench = cardBench();
    revoke(bench);
    const started = await bench.handlers.cardStart({ caseId: bench.caseId }, caller);
    expect(started).toMatchObject({ ok: false, error: { code: 'stationRevoked' } });
    await bench.executor.idle();
    expect(bench.deps.stores.jobs.latestOfCase(bench.caseId)).toBeNull();
    expect(bench.printer.commands).toEqual([]);
  });

  it('one that was fetched before stops in front of the feed, by name, and goes on when it is admitted again', async () => {
    const bench = cardBench({ facesAgreed: false });
    const { id } = await bench.start();
    revoke(bench);
    await bench.executor.confirmFace(id, { good: true }, actor);
    await bench.executor.idle();
    expect(bench.job()).toMatchObject({ state: 'locked', problem: { code: 'stationRevoked' } });
    expect(bench.printer.commands).not.toContain('feedToChip');
    const { stores } = bench.deps;
    stores.run(() => stores.standings.clear('revoked'));
    await bench.executor.run(id);
    expect(bench.job()).toMatchObject({ state: 'printed', problem: null });
  });
});
