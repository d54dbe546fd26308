import { z } from 'zod';
import type { DeviceCompletion, DocumentFacts } from '../../../main/contract/devices.ts';
import type { Clock } from '../../api/clock.ts';
import type { DocumentPrinterHandle, Driver, DriverEvents } from '../../api/driver.ts';
import { completedWell, noIdentity } from '../../api/status.ts';
import type { PrintQueue, TransportFault } from '../../api/transport.ts';

const options = z.strictObject({});
const openMs = 6000;
/** Every user of the computer can list the jobs of its queues: a name that is not plainly ours does not get there. */
const plainName = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}$/;
const neutralName = 'document';

/** Office printers behind a queue of the operating system. The queue answers for itself, not for the paper. */
export const systemQueueDriver: Driver<'documentPrinter', DocumentPrinterHandle> = {
  id: 'system-queue',
  kind: 'documentPrinter',
  options,
  matches: (config) => config.driver === 'system-queue' && config.kind === 'documentPrinter',
  // A document is a person's, and a queue says nothing in bytes.
  mask: () => null,
  async open(transport, clock, events, config) {
    const { printQueue } = transport;
    if (printQueue === undefined || !options.safeParse(config.options).success)
      return { ok: false, completion: { code: 'invalidData' }, problem: 'badOptions' };
    const state = await inTime(clock, clock.now() + openMs, printQueue.state());
    if (state === 'late' || state === 'gone')
      return { ok: false, completion: { code: 'deviceNotReady', detail: 'the queue does not answer' } };
    return { ok: true, handle: documentPrinter(telling(printQueue, events), clock) };
  },
};

/** The same queue; that its printer has no paper becomes a fact of the device. How much there is otherwise, no queue says. */
function telling(queue: PrintQueue, events: DriverEvents): PrintQueue {
  let out = false;
  return {
    ...queue,
    async state() {
      const state = await queue.state();
      if (state !== 'gone' && out !== (state === 'paperOut')) {
        out = !out;
        events.facts({ paper: out ? 'out' : 'unknown' });
      }
      return state;
    },
  };
}

function documentPrinter(queue: PrintQueue, clock: Clock): DocumentPrinterHandle {
  const refused = (completion: DeviceCompletion): DocumentFacts => ({ completion, job: null });
  return {
    identity: noIdentity,
    probe: async ({ deadlineAt }) => {
      const state = await inTime(clock, deadlineAt, queue.state());
      return state !== 'gone' && state !== 'late';
    },
    async printDocument({ name, pdf, copies }, context) {
      const state = await inTime(clock, context.deadlineAt, queue.state());
      if (context.canceled()) return refused({ code: 'canceled' });
      if (state === 'late') return refused({ code: 'timeOut', detail: 'the queue does not answer' });
      if (state === 'gone') return refused({ code: 'hardwareError', detail: 'no such queue' });
      // It would take the document and keep it, with a person in it, until somebody starts it again.
      if (state === 'stopped') return refused({ code: 'deviceNotReady', detail: 'the queue is stopped' });
      const title = plainName.test(name) ? name : neutralName;
      const sent = await inTime(clock, context.deadlineAt, queue.submit({ name: title, pdf, copies }));
      if (sent === 'late') return refused(notKnown);
      return sent.ok ? { completion: completedWell, job: sent.job } : refused(completionOf(sent.fault));
    },
    close: async () => undefined,
  };
}

/** Never sent again by itself: it may lie in the queue. */
const notKnown: DeviceCompletion = { code: 'timeOut', detail: 'not known whether the queue took it' };

function completionOf(fault: TransportFault): DeviceCompletion {
  switch (fault) {
    case 'lost':
      return notKnown;
    case 'absent':
    case 'serviceDown':
      return { code: 'hardwareError', detail: 'no print service' };
    case 'inUse':
    case 'denied':
    case 'failed':
      return { code: 'hardwareError', detail: 'the queue refused the document' };
  }
}

/** What the queue says, or `late`. A program of the operating system that hangs must not hang the command. */
function inTime<Value>(clock: Clock, deadlineAt: number, asked: Promise<Value>): Promise<Value | 'late'> {
  return new Promise((resolve) => {
    const timer = clock.setTimer(Math.max(0, deadlineAt - clock.now()), () => resolve('late'));
    void asked.then((value) => {
      timer.cancel();
      resolve(value);
    });
  });
}
