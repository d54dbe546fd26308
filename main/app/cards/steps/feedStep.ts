import type { PrinterFacts } from '../../../contract/devices.ts';
import type { Failure } from '../../../contract/result.ts';
import { deviceProblem, isNamed, judgeBlank } from '../../../domain/cards/blankCheck.ts';
import { roomProblem } from '../../../domain/cards/diskRoom.ts';
import { hallHindrance } from '../../hall/hallCheck.ts';
import type { JobRecord } from '../../ports/stores.ts';
import { freshData } from '../aheadCards.ts';
import { certifies } from '../chipStation.ts';
import { feeOwed } from '../fees.ts';
import { releaseUpstream } from '../releaseUpstream.ts';
import { revokedHindrance } from '../../sync/revocation.ts';
import { wantedBlank } from '../wantedBlank.ts';
import { agreedFace } from '../renderFace.ts';
import {
  confirm,
  leaveUnknown,
  stopWith,
  timeouts,
  writeIntent,
  type StepContext,
  type StepOutcome,
} from '../stepContext.ts';
import { cardsOffline } from '../upstreamAway.ts';

/** Feeder to chip station, for a face that was agreed to (D10). A hopper place is reserved first; the blank itself is bound when it is read (design 4). */
export async function feedStep(context: StepContext, job: JobRecord): Promise<StepOutcome> {
  const { deps } = context;
  if (context.otherAtPrinter(job.id)) {
    context.waitForPrinter(job.id);
    context.journal.commit(job.id, { events: [{ type: 'problem', problem: printerInUse }] });
    return 'stop';
  }
  if (certifies(deps, job.channel) && !deps.links.online('cards')) {
    // Its certificate needs upstream with the card inside (13.6): no blank moves that could not be finished.
    context.journal.commit(job.id, { events: [{ type: 'problem', problem: cardsOffline(deps) }] });
    return 'stop';
  }
  const revoked = revokedHindrance(deps);
  if (revoked !== null) {
    // Upstream could not take the report of it (I7).
    context.journal.commit(job.id, { events: [{ type: 'problem', problem: revoked }] });
    return 'stop';
  }
  const owed = feeOwed(deps, job);
  if (owed !== null) {
    context.journal.commit(job.id, { events: [{ type: 'problem', problem: owed }] });
    return 'stop';
  }
  const fresh = await freshData(context, job);
  if (fresh !== null) return fresh;
  const face = await agreedFace(context, job);
  if (!face.ok) {
    context.journal.commit(job.id, {
      steps: [{ step: 'feed', phase: 'failed', detail: face.error }],
      events: [{ type: 'failed', problem: face.error }],
    });
    await releaseUpstream(deps, job);
    return 'stop';
  }
  // Nothing is fed while the books have no blank of this batch in the hopper: it could only end in the reject box.
  const free = deps.stores.units
    .inState('hopper')
    .some((unit) => judgeBlank(unit, job.id, job.unitKey, wantedBlank(deps, job)).ok);
  if (!free) return stopWith(context, job, 'feed', { code: 'noBlank' });
  const noRoom = roomProblem(deps.disk.room());
  if (noRoom !== null) return stopWith(context, job, 'feed', noRoom);
  const before = await deps.devices.printerFacts(timeouts.facts, job.channel);
  const hindrance = hindranceOf(before);
  if (hindrance !== null) return stopWith(context, job, 'feed', hindrance);

  // The last word before stock is touched: another desk of the hall may have begun since the plan was shown (A10).
  const inHall = await hallHindrance(deps, job);
  if (inHall !== null) return stopWith(context, job, 'feed', inHall);
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
