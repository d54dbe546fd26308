import type { PrinterFacts } from '../../../contract/devices.ts';
import type { Failure } from '../../../contract/result.ts';
import { deviceProblem, isNamed } from '../../../domain/cards/blankCheck.ts';
import type { JobRecord } from '../../ports/stores.ts';
import {
  confirm,
  leaveUnknown,
  stopWith,
  timeouts,
  writeIntent,
  type StepContext,
  type StepOutcome,
} from '../stepContext.ts';

/** Feeder to chip station. A hopper place is reserved first; the blank itself is bound when it is read (design 4). */
export async function feedStep(context: StepContext, job: JobRecord): Promise<StepOutcome> {
  const { deps } = context;
  if (context.otherAtPrinter(job.id)) {
    context.waitForPrinter(job.id);
    context.journal.commit(job.id, { events: [{ type: 'problem', problem: printerInUse }] });
    return 'stop';
  }
  const free = deps.stores.units
    .inState('hopper')
    .some((unit) => unit.jobId === null || unit.jobId === job.id);
  if (!free) return stopWith(context, job, 'feed', { code: 'noBlank' });
  const before = await deps.devices.printerFacts(timeouts.facts, job.channel);
  const hindrance = hindranceOf(before);
  if (hindrance !== null) return stopWith(context, job, 'feed', hindrance);

  writeIntent(context, job, 'feed', { position: before.position, printedCards: before.printedCards });
  const after = await deps.devices.feedToChip(timeouts.feed, job.channel);
  if (after.position === 'chip') {
    confirm(context, job, 'feed', { events: [{ type: 'fed' }] });
    return 'go';
  }
  const problem = deviceProblem('cardPrinter', after.completion);
  // A feed fault uses no blank (9.21), and a new feed starts only with nothing inside.
  return after.completion.code !== 'success' && isNamed(after.completion)
    ? stopWith(context, job, 'feed', problem)
    : leaveUnknown(context, job, 'feed', problem);
}

const printerInUse: Failure = {
  code: 'deviceFault',
  detail: { device: 'cardPrinter', fault: '另一任务使用中 in use by another job' },
};

/** What keeps a blank from being fed, or from being printed once it is fed: both are said before it moves (D9). */
function hindranceOf({ completion, position, supplies }: PrinterFacts): Failure | null {
  if (completion.code !== 'success') return deviceProblem('cardPrinter', completion);
  if (position !== 'none')
    return { code: 'deviceFault', detail: { device: 'cardPrinter', fault: '内有卡片 a card is inside' } };
  if (supplies.cover === 'open') return { code: 'coverOpen' };
  if (supplies.ribbon === 'out') return { code: 'tonerOut' };
  if (supplies.feeder === 'empty') return { code: 'feederEmpty' };
  return null;
}
