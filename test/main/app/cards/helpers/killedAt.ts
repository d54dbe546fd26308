import { presentJob } from '../../../../../main/app/cards/presentJob.ts';
import { actor, cardBench, type CardBench } from './cardBench.ts';
import { receipt } from './receipts.ts';

/**
 * A card whose program ends at the n-th journalled step, while people do what the screen says; then a new program takes it up and they go on to
 * its end. `seen`: the
 * steps that were journalled before the program ended.
 */
export async function killedAt(
  n: number,
  options: Parameters<typeof cardBench>[0],
): Promise<{ readonly bench: CardBench; readonly seen: number }> {
  let seen = 0;
  const bench = cardBench({
    ...options,
    onJournalled: () => {
      seen += 1;
      if (seen >= n) throw new Error('killed');
    },
  });
  await bench.start();
  const goOn = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) {
      await bench.executor.idle();
      const job = bench.job();
      const { next } = presentJob(bench.deps, job);
      if (next === 'confirmVisual') bench.executor.confirmVisual(job.id, { good: true }, actor);
      else if (next === 'handOver') bench.executor.handOver(job.id, receipt, actor);
      else if (next === 'resume') bench.executor.resume(job.id, actor, 'second');
      bench.drain();
    }
  };
  await goOn().catch(() => undefined);
  await bench.restart().resumeAll();
  await goOn();
  return { bench, seen };
}
