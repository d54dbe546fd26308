import { describe, expect, it } from 'vitest';
import { boardHandlers } from '../../../../main/app/cards/boardHandlers.ts';
import { createRecovery } from '../../../../main/app/cards/recovery.ts';
import { promiseForKiosk } from '../../../../main/app/cards/cardSlip.ts';
import { methods } from '../../../../main/contract/methods.ts';
import type { SlipContent } from '../../../../main/domain/papers/noticeContent.ts';
import { actor, caller, cardBench, type CardBench } from './helpers/cardBench.ts';

/** The slips that were drawn. */
const slipsOf = (bench: CardBench): SlipContent[] => {
  const drawn: SlipContent[] = [];
  bench.deps.paper.slip = async (content) => {
    drawn.push(content);
    return new Uint8Array([1]);
  };
  return drawn;
};
const slip = (bench: CardBench, reason?: string) =>
  boardHandlers(bench.deps, bench.executor, createRecovery(bench.deps, bench.executor)).cardSlip(
    { jobId: bench.job().id, ...(reason !== undefined && { reason }) },
    caller,
  );
const words = ({ heading, text }: SlipContent): string =>
  [heading, ...text].map((each) => `${each?.zh} ${each?.en}`).join('\n');

describe('D2 the promise is printed on the holder’s slip', () => {
  it('online: card today, with the number, the code and where to collect; no name and no document number', async () => {
    const bench = cardBench();
    const drawn = slipsOf(bench);
    await bench.start();
    const given = await slip(bench);
    if (!given.ok) throw new Error(given.error.code);
    expect(methods.cardSlip.out.parse(given.value)).toMatchObject({ copy: 1, promise: 'today' });
    expect(given.value.fileName).toBe(`card-slip-${bench.job().caseNumber}.pdf`);
    const [first] = drawn;
    if (first === undefined) throw new Error('no slip');
    expect(first).toMatchObject({
      caseNumber: bench.job().caseNumber,
      heading: { zh: '今天取卡', en: 'Card today' },
    });
    expect(first.copy).toBeUndefined();
    expect(words(first)).toContain(bench.deps.profile.nameEn);
    const said = JSON.stringify(first);
    for (const secret of [bench.job().holderName, 'C01X00T47', 'EXAMPLE PERSON', bench.job().permitNumber])
      expect(said).not.toContain(secret);
  });

  it('9.15 13.8 offline: card when the network is back, and what waits in which order', async () => {
    const bench = cardBench();
    const drawn = slipsOf(bench);
    await bench.start();
    bench.executor.confirmVisual(bench.job().id, { good: true }, actor);
    bench.upstream.offline = true;
    expect(await slip(bench)).toMatchObject({ value: { promise: 'whenOnline' } });
    const [first] = drawn;
    if (first === undefined) throw new Error('no slip');
    expect(first.heading?.en).toBe('Card when the network is back');
    expect(words(first)).toMatch(/1 制卡上报、2 启用.*1 report of the card, 2 activation/);
  });

  it('C4 a second one is copy 2 with a reason, and every copy is kept with its promise', async () => {
    const bench = cardBench();
    const drawn = slipsOf(bench);
    await bench.start();
    await slip(bench);
    expect(await slip(bench)).toMatchObject({ ok: false, error: { code: 'reasonMissing' } });
    bench.upstream.offline = true;
    expect(await slip(bench, 'holder lost it')).toMatchObject({ value: { copy: 2, promise: 'whenOnline' } });
    expect(drawn.map(({ copy }) => copy)).toEqual([undefined, 2]);
    expect(bench.deps.stores.cardSlips.ofJob(bench.job().id)).toMatchObject([
      { copy: 1, promise: 'today', reason: null, by: actor.name },
      { copy: 2, promise: 'whenOnline', reason: 'holder lost it', by: actor.name },
    ]);
  });

  it('a job that came to nothing promises nothing', async () => {
    const bench = cardBench({ facesAgreed: false });
    await bench.start();
    await bench.executor.confirmFace(bench.job().id, { good: false, note: 'name' }, actor);
    expect(await slip(bench)).toMatchObject({ ok: false, error: { code: 'wrongState' } });
    expect(promiseForKiosk(bench.deps, bench.caseId)).toEqual([]);
  });

  it('the kiosk’s slip says the same of a card that is under way', async () => {
    const bench = cardBench();
    expect(promiseForKiosk(bench.deps, bench.caseId)).toEqual([]);
    await bench.start('kiosk');
    bench.upstream.offline = true;
    expect(promiseForKiosk(bench.deps, bench.caseId)[0]?.en).toBe('Card when the network is back');
  });
});
