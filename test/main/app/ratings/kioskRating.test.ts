import { describe, expect, it } from 'vitest';
import { ratingHandlers } from '../../../../main/app/ratings/ratingHandlers.ts';
import { createRatingDesk } from '../../../../main/app/ratings/ratingSheet.ts';
import type { RatingLevel } from '../../../../main/contract/ratings.ts';
import type { Result } from '../../../../main/contract/result.ts';
import { slipQr } from '../../../../main/domain/rules/readQr.ts';
import { testCaller } from '../../helpers/index.ts';
import { permit, setUp, trainingPermitQr, zoneOf } from '../kiosk/kioskBench.ts';
import { codeOf, must } from '../cases/desk.ts';

/** A kiosk at a station where the case of the sample permit has ended. */
function openKiosk() {
  const bench = setUp();
  bench.accepted();
  const record = bench.deps.stores.cases.latestOfPermit(permit.permitNumber);
  if (record === null) throw new Error('no case');
  const slip = (code = bench.deps.crypto.paperCode(record.number)): string => slipQr(record.number, code);
  const handlers = ratingHandlers(bench.deps, {
    desk: createRatingDesk(bench.deps),
    rateAtKiosk: (level) => bench.kiosk.rate(level),
  });
  const give = (level: RatingLevel): Result<unknown> =>
    handlers.ratingGive({ level }, testCaller(null, 'kiosk')) as Result<unknown>;
  return { ...bench, record, slip, give, page: () => bench.kiosk.view() };
}

describe('C6 rating at the kiosk', () => {
  it('a slip of ours on the first page asks about its case, in the language of the visitor, and thanks', async () => {
    const kiosk = openKiosk();
    await kiosk.scan(kiosk.slip());
    expect(kiosk.page()).toMatchObject({
      page: 'rating',
      rating: { caseNumber: kiosk.record.number },
      problem: null,
      step: null,
    });
    kiosk.kiosk.touch({ type: 'language', language: 'en' });
    expect(kiosk.page()).toMatchObject({ page: 'rating', language: 'en' });
    must(kiosk.give('dissatisfied'));
    expect(kiosk.page()).toMatchObject({ page: 'thanks', rating: null, caseId: null });
    expect(JSON.stringify(kiosk.page())).not.toContain('issatisfied');
    expect(kiosk.deps.stores.ratings.ofCase(kiosk.record.id)).toMatchObject({
      level: 'dissatisfied',
      channel: 'kiosk',
    });
    kiosk.kiosk.touch({ type: 'finish' });
    expect(kiosk.page().page).toBe('attract');
  });

  it('the same slip a second time is told why not, and no answer is taken', async () => {
    const kiosk = openKiosk();
    await kiosk.scan(kiosk.slip());
    must(kiosk.give('satisfied'));
    kiosk.kiosk.touch({ type: 'finish' });
    await kiosk.scan(kiosk.slip());
    expect(kiosk.page()).toMatchObject({ page: 'rating', rating: null, problem: { code: 'ratingDone' } });
    expect(codeOf(kiosk.give('veryDissatisfied'))).toBe('wrongState');
    expect(kiosk.deps.stores.ratings.ofCase(kiosk.record.id)?.level).toBe('satisfied');
  });

  it('rated at the window meanwhile: the page says so instead of thanks', async () => {
    const kiosk = openKiosk();
    await kiosk.scan(kiosk.slip());
    const desk = createRatingDesk(kiosk.deps);
    must(desk.ask(kiosk.record.id, { name: 'x', userName: 'x', staffId: null, surface: 'window' }));
    must(desk.give('satisfied'));
    expect(codeOf(kiosk.give('satisfied'))).toBe('ratingDone');
    expect(kiosk.page()).toMatchObject({ page: 'rating', rating: null, problem: { code: 'ratingDone' } });
  });

  it('a forged slip, an unknown case and foreign codes rate nothing', async () => {
    const kiosk = openKiosk();
    await kiosk.scan(kiosk.slip('00000000'));
    expect(kiosk.page()).toMatchObject({ rating: null, problem: { code: 'qrDamaged' } });
    kiosk.kiosk.touch({ type: 'finish' });
    const unknown = 'SZ50-20261125-9999';
    await kiosk.scan(slipQr(unknown, kiosk.deps.crypto.paperCode(unknown)));
    expect(kiosk.page()).toMatchObject({ rating: null, problem: { code: 'caseNotFound' } });
    kiosk.kiosk.touch({ type: 'finish' });
    for (const text of ['https://example.org', trainingPermitQr(permit.permitNumber), '']) {
      await kiosk.scan(text);
      expect(kiosk.page().page, `after ${text}`).toBe('attract');
    }
    expect(codeOf(kiosk.give('satisfied'))).toBe('wrongState');
  });

  it('where a Notice is asked for, a slip whose case is still open is a wrong code, as before', async () => {
    const kiosk = setUp();
    await kiosk.toConfirm();
    const slip = must(await kiosk.kiosk.confirm('slip')).slip?.qr ?? '';
    kiosk.kiosk.touch({ type: 'finish' });
    kiosk.kiosk.touch({ type: 'finish' });
    kiosk.toNotice();
    await kiosk.scan(slip);
    expect(kiosk.kiosk.view()).toMatchObject({ page: 'notice', problem: { code: 'qrForeign' } });
    kiosk.kiosk.touch({ type: 'finish' });
    await kiosk.scan(slip);
    expect(kiosk.kiosk.view()).toMatchObject({ page: 'rating', problem: { code: 'ratingNotYet' } });
  });

  it('E2 silence ends it without a rating; a passport on the way is asked for again', async () => {
    const kiosk = openKiosk();
    await kiosk.scan(kiosk.slip());
    kiosk.deps.clock.advance(45_000);
    expect(kiosk.page().page).toBe('attract');
    expect(kiosk.deps.stores.ratings.ofCase(kiosk.record.id)).toBeNull();
    // No reads of another visit reach a page that asks for a rating.
    await kiosk.scan(kiosk.slip());
    await kiosk.lay(zoneOf());
    expect(kiosk.page().page).toBe('rating');
  });
});
