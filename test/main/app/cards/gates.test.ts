import { describe, expect, it } from 'vitest';
import { presentJob } from '../../../../main/app/cards/presentJob.ts';
import { actor, caller, cardBench, type CardBench } from './helpers/cardBench.ts';

const next = (bench: CardBench): string => presentJob(bench.deps, bench.job()).next;
const startAhead = async (bench: CardBench): Promise<void> => {
  const started = await bench.handlers.cardStart({ caseId: bench.caseId, ahead: true }, caller);
  if (!started.ok) throw new Error(started.error.code);
  await bench.executor.idle();
};
const jobOf = (bench: CardBench) => {
  const job = bench.deps.stores.jobs.latestOfCase(bench.caseId);
  if (job === null) throw new Error('no job');
  return job;
};

describe('D10 clerk and holder agree to the face before a blank is touched', () => {
  it('a locked card waits for them with its face, and the printer hears nothing', async () => {
    const bench = cardBench({ facesAgreed: false });
    await bench.start();
    expect(bench.job()).toMatchObject({ state: 'locked', faceConfirmedAt: null, problem: null });
    expect(next(bench)).toBe('confirmFace');
    expect(bench.printer.commands).toEqual([]);
    const shown = await bench.handlers.cardPreview({ caseId: bench.caseId }, caller);
    expect(shown.ok).toBe(true);
  });

  it('1 = right: journalled, and the card is made', async () => {
    const bench = cardBench({ facesAgreed: false });
    const { id } = await bench.start();
    const agreed = await bench.handlers.cardConfirmFace({ jobId: id, good: true }, caller);
    expect(agreed.ok && agreed.value.steps.at(-1)).toMatchObject({ step: 'face', phase: 'confirmed' });
    await bench.executor.idle();
    expect(bench.job().state).toBe('printed');
    expect(bench.trail().slice(0, 4)).toEqual([
      'lock.intent',
      'lock.confirmed',
      'face.confirmed',
      'feed.intent',
    ]);
    const twice = await bench.handlers.cardConfirmFace({ jobId: id, good: true }, caller);
    expect(twice).toMatchObject({ ok: false, error: { code: 'wrongState' } });
  });

  it('2 = wrong: needs a note, ends before a blank is touched, and upstream is unlocked', async () => {
    const bench = cardBench({ facesAgreed: false });
    const { id } = await bench.start();
    const bare = await bench.handlers.cardConfirmFace({ jobId: id, good: false }, caller);
    expect(bare).toMatchObject({ ok: false, error: { code: 'reasonMissing' } });
    expect(bench.job().state).toBe('locked');
    const note = 'second given name is missing';
    const wrong = await bench.handlers.cardConfirmFace({ jobId: id, good: false, note }, caller);
    expect(wrong.ok && wrong.value).toMatchObject({
      state: 'failed',
      next: 'resume',
      problem: { code: 'faceNotAccepted', detail: { note } },
    });
    expect(bench.printer.commands).toEqual([]);
    expect(bench.deps.stores.units.list().map(({ state }) => state)).toEqual(['hopper', 'hopper', 'hopper']);
    expect(bench.upstream.calls.at(-1)?.name).toBe('cardRelease');
  });

  it('the next attempt locks again and asks again', async () => {
    const bench = cardBench({ facesAgreed: false });
    const { id } = await bench.start();
    await bench.handlers.cardConfirmFace({ jobId: id, good: false, note: 'wrong' }, caller);
    bench.executor.resume(id, actor);
    await bench.executor.idle();
    expect(bench.job()).toMatchObject({ state: 'locked', faceConfirmedAt: null });
    expect(next(bench)).toBe('confirmFace');
    expect(bench.printer.commands).toEqual([]);
  });

  it('3.17 the attendant who releases a locked card of the kiosk compared its face: no second question', async () => {
    const bench = cardBench({ facesAgreed: false });
    const { id } = await bench.start('kiosk');
    expect(next(bench)).toBe('release');
    await bench.handlers.cardRelease({ jobId: id }, caller);
    await bench.executor.idle();
    expect(bench.trail()).toContain('face.confirmed');
    expect(bench.job().state).toBe('printed');
  });

  it('3.17 a release before the lock saw no face: it is asked when it is there', async () => {
    const bench = cardBench({ facesAgreed: false });
    bench.upstream.offline = true;
    const { id } = await bench.start('kiosk');
    expect(bench.job().state).toBe('ready');
    await bench.handlers.cardRelease({ jobId: id }, caller);
    await bench.executor.idle();
    bench.upstream.offline = false;
    bench.executor.resume(id, actor);
    await bench.executor.idle();
    expect(bench.job()).toMatchObject({ state: 'locked', released: true });
    expect(next(bench)).toBe('confirmFace');
    expect(bench.printer.commands).toEqual([]);
  });
});

describe('D10 8.3 a template that was changed after the face was agreed to', () => {
  const mark = (bench: CardBench, template: string): void => {
    const { cardFace } = bench.deps.paper;
    bench.deps.paper.cardFace = async (data, options) => {
      const drawn = await cardFace(data, options);
      return drawn.ok ? { ok: true, value: { ...drawn.value, template } } : drawn;
    };
  };

  it('ends a locked card by name before a blank is fed; the next attempt asks again', async () => {
    const bench = cardBench({ facesAgreed: false });
    const { id } = await bench.start();
    mark(bench, 'other@11111111');
    bench.restart();
    await bench.executor.confirmFace(id, { good: true }, actor);
    await bench.executor.idle();
    expect(bench.job()).toMatchObject({
      state: 'failed',
      problem: {
        code: 'faceTemplateChanged',
        detail: { from: 'ssc-front@00000000', to: 'other@11111111' },
      },
    });
    expect(bench.printer.commands).not.toContain('feedToChip');
    expect(bench.upstream.calls.at(-1)?.name).toBe('cardRelease');
  });

  it('with a card inside nothing is printed until the template is back', async () => {
    const bench = cardBench();
    bench.printer.faults.add('killedAfterFeed');
    await bench.start();
    const { cardFace } = bench.deps.paper;
    mark(bench, 'other@11111111');
    await bench.restart().resumeAll();
    expect(bench.job()).toMatchObject({ state: 'fed', problem: { code: 'faceTemplateChanged' } });
    expect(bench.printer.commands).not.toContain('print');
    bench.deps.paper.cardFace = cardFace;
    bench.restart();
    bench.executor.resume(bench.job().id, actor);
    await bench.executor.idle();
    expect(bench.job().state).toBe('printed');
  });
});

describe('D2 a card whose data were fetched ahead', () => {
  it('is locked and waits; no blank moves before it is begun, also without a network', async () => {
    const bench = cardBench();
    await startAhead(bench);
    const { id } = jobOf(bench);
    expect(jobOf(bench)).toMatchObject({ state: 'locked', begun: false });
    const shown = presentJob(bench.deps, jobOf(bench));
    expect(shown.next).toBe('begin');
    expect(shown.lockedAt).not.toBeNull();
    expect(bench.printer.commands).toEqual([]);
    expect(await bench.handlers.cardConfirmFace({ jobId: id, good: true }, caller)).toMatchObject({
      ok: false,
      error: { code: 'wrongState' },
    });
    bench.upstream.offline = true;
    const begun = await bench.handlers.cardBegin({ jobId: id }, caller);
    expect(begun.ok && begun.value.owner).toBe(actor.name);
    await bench.executor.idle();
    expect(jobOf(bench).state).toBe('printed');
    expect(await bench.handlers.cardBegin({ jobId: id }, caller)).toMatchObject({
      ok: false,
      error: { code: 'wrongState' },
    });
  });
});
