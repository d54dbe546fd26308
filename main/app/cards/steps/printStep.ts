import type { PrinterFacts } from '../../../contract/devices.ts';
import type { Failure } from '../../../contract/result.ts';
import { deviceProblem, isNamed } from '../../../domain/cards/blankCheck.ts';
import type { JobRecord } from '../../ports/stores.ts';
import { hasBezel } from '../atBezel.ts';
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

/**
 * Prints the face on the blank that was just read. The life counter and the place before the first byte are in the
 * intent: with them a print can be proved later, and without them none is started (domain-rules 9.22).
 */
export async function printStep(context: StepContext, job: JobRecord): Promise<StepOutcome> {
  const { deps } = context;
  const face = await agreedFace(context, job);
  if (!face.ok) return stopWith(context, job, 'print', face.error);
  const before = await deps.devices.printerFacts(timeouts.facts, job.channel);
  if (before.completion.code === 'success' && before.position === 'none') {
    // The bound blank was taken out by hand: nothing was printed, and only a person knows where it is.
    return leaveUnknown(context, job, 'readBlank', { code: 'stepUnknown', detail: { step: 'readBlank' } });
  }
  const hindrance = hindranceOf(before);
  if (hindrance !== null) return stopWith(context, job, 'print', hindrance);

  const { position, printedCards } = before;
  // A kiosk's printer keeps the card behind its bezel: nobody takes one that is not enabled (13.8, E3).
  const held = hasBezel(deps, job);
  writeIntent(context, job, 'print', { position, printedCards, held });
  const after = await deps.devices.printFront(face.value.face, timeouts.print, job.channel);
  const counted = printedCards !== null && after.printedCards === printedCards + 1;
  const arrived = after.position === 'none' || (held && after.position === 'print');
  if (after.completion.code === 'success' && arrived && counted) {
    confirm(
      context,
      job,
      'print',
      { events: [{ type: 'printed', place: 'output' }] },
      { printedCards: after.printedCards },
    );
    context.faces.delete(job.id);
    return 'go';
  }
  const problem = deviceProblem('cardPrinter', after.completion);
  const untouched =
    after.completion.code !== 'success' &&
    isNamed(after.completion) &&
    after.position === position &&
    after.printedCards === printedCards;
  return untouched ? stopWith(context, job, 'print', problem) : leaveUnknown(context, job, 'print', problem);
}

function hindranceOf({ completion, position, printedCards, supplies }: PrinterFacts): Failure | null {
  if (completion.code !== 'success') return deviceProblem('cardPrinter', completion);
  if (position === 'unknown' || printedCards === null)
    return {
      code: 'deviceFault',
      detail: { device: 'cardPrinter', fault: '位置或计数未知 place or counter unknown' },
    };
  if (supplies.cover === 'open') return { code: 'coverOpen' };
  if (supplies.ribbon === 'out') return { code: 'tonerOut' };
  return null;
}
