import { describe, expect, it } from 'vitest';
import { createCardExecutor } from '../../../../main/app/cards/cardExecutor.ts';
import { methods } from '../../../../main/contract/methods.ts';
import { testProfile } from '../../helpers/index.ts';
import { actor, caller, cardBench, type CardBench } from './helpers/cardBench.ts';
import { saidAtDesk } from './helpers/receipts.ts';

const view = async (bench: CardBench): Promise<unknown> => {
  const answer = await bench.handlers.cardJob({ jobId: bench.job().id }, caller);
  if (!answer.ok) throw new Error(answer.error.code);
  return methods.cardJob.out.parse(answer.value);
};

describe('D1 D2 the card methods', () => {
  it('plan, start, confirm, hand over: every answer fits the contract', async () => {
    const bench = cardBench();
    const plan = await bench.handlers.cardPlan({ caseId: bench.caseId }, caller);
    expect(plan.ok && methods.cardPlan.out.parse(plan.value).steps[0]?.step).toBe('lock');
    const started = await bench.handlers.cardStart({ caseId: bench.caseId }, caller);
    if (!started.ok) throw new Error(started.error.code);
    expect(methods.cardStart.out.parse(started.value)).toMatchObject({
      state: 'ready',
      next: 'wait',
      owner: actor.name,
    });
    await bench.executor.idle();
    const jobId = started.value.id;
    const made = await bench.handlers.cardConfirmVisual({ jobId, good: true }, caller);
    expect(made.ok && made.value).toMatchObject({ state: 'pendingReport', next: 'wait', promise: 'today' });
    bench.drain();
    const given = await bench.handlers.cardHandOver({ jobId, ...saidAtDesk }, caller);
    expect(given.ok && methods.cardHandOver.out.parse(given.value)).toMatchObject({
      state: 'handedOver',
      next: 'none',
    });
    const list = await bench.handlers.cardJobs({}, caller);
    expect(list.ok && list.value.map(({ id }) => id)).toEqual([jobId]);
  });

  it('shows each step once, with its time', async () => {
    const bench = cardBench({ onJournalled: () => bench.deps.clock.advance(250) });
    await bench.start();
    const shown = (await view(bench)) as { steps: { step: string; phase: string; tookMs: number | null }[] };
    expect(shown.steps.map(({ step, phase }) => [step, phase])).toEqual([
      ['lock', 'confirmed'],
      ['face', 'confirmed'],
      ['feed', 'confirmed'],
      ['readBlank', 'confirmed'],
      ['writeChip', 'notAvailable'],
      ['print', 'confirmed'],
    ]);
    expect(shown.steps.find(({ step }) => step === 'print')?.tookMs).toBe(250);
    expect(shown.steps.find(({ step }) => step === 'writeChip')?.tookMs).toBeNull();
  });

  it('the same case gets the same job, however often it is started', async () => {
    const bench = cardBench();
    await bench.start();
    const again = await bench.handlers.cardStart({ caseId: bench.caseId }, caller);
    expect(again.ok && again.value.id).toBe(bench.job().id);
    await bench.executor.idle();
    expect(bench.printer.printedCards).toBe(101);
  });

  it('9.22 one person never gets two cards', async () => {
    const bench = cardBench();
    await bench.start();
    await bench.handlers.cardConfirmVisual({ jobId: bench.job().id, good: true }, caller);
    bench.drain();
    await bench.handlers.cardHandOver({ jobId: bench.job().id, ...saidAtDesk }, caller);
    const again = await bench.handlers.cardStart({ caseId: bench.caseId }, caller);
    expect(again).toMatchObject({ ok: false, error: { code: 'cardExists' } });
  });

  it('names why no card is made', async () => {
    const bench = cardBench({ permit: { photoReceipt: null } });
    expect(await bench.handlers.cardStart({ caseId: bench.caseId }, caller)).toMatchObject({
      ok: false,
      error: { code: 'cardNotAllowed' },
    });
    expect(
      await bench.handlers.cardStart({ caseId: 'case_none' as typeof bench.caseId }, caller),
    ).toMatchObject({
      ok: false,
      error: { code: 'caseNotFound' },
    });
  });

  it('previews the face from the data upstream gave, and says when there are none yet', async () => {
    const bench = cardBench();
    expect(await bench.handlers.cardPreview({ caseId: bench.caseId }, caller)).toMatchObject({
      ok: false,
      error: { code: 'jobNotFound' },
    });
    await bench.start();
    const preview = await bench.handlers.cardPreview({ caseId: bench.caseId }, caller);
    expect(preview.ok && preview.value).toMatchObject({
      mediaType: 'image/png',
      fileName: 'card-SZ50-20261125-0001.png',
    });
  });

  it('resume is refused where nothing can go on', async () => {
    const bench = cardBench();
    await bench.start();
    expect(await bench.handlers.cardResume({ jobId: bench.job().id }, caller)).toMatchObject({
      ok: false,
      error: { code: 'wrongState' },
    });
  });

  it('every act stands on the audit chain with its person', async () => {
    const bench = cardBench();
    await bench.handlers.cardStart({ caseId: bench.caseId }, caller);
    await bench.executor.idle();
    const before = bench.deps.stores.audit.verify().rows;
    const [job] = bench.deps.stores.jobs.open();
    await bench.handlers.cardConfirmVisual({ jobId: job?.id as never, good: true }, caller);
    expect(bench.deps.stores.audit.verify()).toMatchObject({ intact: true, rows: before + 2 });
  });
});

describe('3.17 a job of the kiosk', () => {
  it('does not exist where the policy does not allow it', () => {
    const bench = cardBench();
    const executor = createCardExecutor({ ...bench.deps, profile: testProfile });
    const wish = { caseId: bench.caseId, owner: 'kiosk', ownerId: null } as const;
    expect(executor.startJob({ ...wish, channel: 'kiosk' })).toMatchObject({ error: { code: 'forbidden' } });
    expect(executor.startJob({ ...wish, channel: 'window' }).ok).toBe(true);
  });

  it('locks, then waits for the attendant before any blank moves; then the attendant answers for it', async () => {
    const bench = cardBench();
    const started = bench.executor.startJob({
      caseId: bench.caseId,
      channel: 'kiosk',
      owner: 'kiosk',
      ownerId: null,
    });
    if (!started.ok) throw new Error(started.error.code);
    await bench.executor.idle();
    const jobId = started.value.id;
    expect(bench.deps.stores.jobs.get(jobId)).toMatchObject({ state: 'locked', released: false });
    expect(bench.printer.commands).toEqual([]);
    const waiting = await bench.handlers.cardJob({ jobId }, caller);
    expect(waiting.ok && waiting.value.next).toBe('release');
    await bench.handlers.cardRelease({ jobId }, caller);
    await bench.executor.idle();
    expect(bench.deps.stores.jobs.get(jobId)).toMatchObject({
      state: 'printed',
      owner: actor.name,
      ownerId: actor.staffId,
    });
    expect(await bench.handlers.cardRelease({ jobId }, caller)).toMatchObject({
      ok: false,
      error: { code: 'wrongState' },
    });
  });
});
