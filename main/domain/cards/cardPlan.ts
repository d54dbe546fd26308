import { cardStepOrder, type CardJobState, type CardPlan, type CardStep } from '../../contract/cards.ts';
import type { DeviceState } from '../../contract/devices.ts';
import type { Failure } from '../../contract/result.ts';
import { cardsLeft, isUpperBound } from '../devices/forecast.ts';

export interface PlanInputs {
  /** State of the job, or null before it is started. */
  readonly state: CardJobState | null;
  /** Reasons of case and person that forbid a card at all. */
  readonly notAllowed: readonly Failure[];
  /** `since`: ISO instant of the cut. */
  readonly cards: { readonly online: boolean; readonly since: string };
  readonly queueOnline: boolean;
  readonly printer: DeviceState | null;
  readonly chipReader: DeviceState | null;
  /** Blanks in the hopper that belong to no job. */
  readonly freeBlanks: number;
  /** Has the station another card printer with blanks out of the same books? Default: no. */
  readonly blanksShared?: boolean;
  /** Has the station somebody who writes chips (D6)? Default: no. */
  readonly writesChips?: boolean;
}

const needs = {
  lock: 'upstream',
  feed: 'machine',
  readBlank: 'machine',
  writeChip: 'machine',
  readBack: 'machine',
  print: 'machine',
  visual: 'person',
  report: 'upstream',
  enable: 'upstream',
  handOver: 'person',
  reject: 'machine',
} as const satisfies Record<CardStep, CardPlan['steps'][number]['needs']>;

/** Steps that a job in this state has behind it. */
const doneSteps: Readonly<Record<CardJobState, number>> = {
  ready: 0,
  failed: 0,
  wasted: 0,
  locked: 1,
  fed: 2,
  retained: 2,
  written: 4,
  readBackOk: 4,
  printed: 5,
  visualOk: 6,
  pendingReport: 6,
  conflict: 6,
  reported: 7,
  pendingEnable: 7,
  enabled: 8,
  handedOver: 9,
};

/**
 * Where each remaining step can finish now, before anybody waits (feature D2, domain-rules 13.5–13.8): only the lock needs
 * upstream before a blank is touched; report and enable wait in the queue, and with them the hand-over. Chip writing is
 * named as not available where the station has no personaliser.
 */
export function cardPlan(inputs: PlanInputs): CardPlan {
  const done = inputs.state === null ? 0 : doneSteps[inputs.state];
  const machine = machineBlockers(inputs);
  const locked = done > 0;
  const lockWaits = !locked && !inputs.cards.online;
  const writes = inputs.writesChips === true;
  const made = done >= cardStepOrder.indexOf('visual');
  const blockers = [
    ...(locked ? [] : inputs.notAllowed),
    ...(lockWaits
      ? [{ code: 'upstreamOffline', detail: { upstream: 'cards', since: inputs.cards.since } } as const]
      : []),
    ...(made ? [] : machine),
  ];
  const steps = stepsAhead(inputs, done).map((step): CardPlan['steps'][number] => {
    if (step === 'writeChip' && !writes) return { step, needs: needs[step], now: 'notAvailable' };
    if (step === 'lock')
      return {
        step,
        needs: needs[step],
        now: lockWaits ? 'waitsForUpstream' : inputs.notAllowed.length > 0 ? 'blocked' : 'ready',
      };
    if (needs[step] === 'machine')
      return { step, needs: needs[step], now: machine.length > 0 ? 'blocked' : 'ready' };
    const queued = step === 'report' || step === 'enable' || step === 'handOver';
    return { step, needs: needs[step], now: queued && !inputs.queueOnline ? 'waitsForUpstream' : 'ready' };
  });
  const online = inputs.queueOnline && !lockWaits;
  const left = cardsLeft(inputs.printer?.supplies, inputs.freeBlanks);
  return {
    steps,
    promise: online || done >= cardStepOrder.indexOf('handOver') ? 'today' : 'whenOnline',
    blockers,
    enoughFor: left.cards,
    ...(isUpperBound(left.limitedBy, inputs) && { atMost: true }),
  };
}

/** Where chips are written they are read back before the print (D6). */
function stepsAhead({ state, writesChips }: PlanInputs, done: number): readonly CardStep[] {
  const ahead = cardStepOrder.slice(done);
  if (writesChips !== true || state === 'readBackOk' || !ahead.includes('print')) return ahead;
  return ahead.flatMap((step): readonly CardStep[] => (step === 'print' ? ['readBack', 'print'] : [step]));
}

function machineBlockers({ printer, chipReader, freeBlanks, state }: PlanInputs): Failure[] {
  const cardInside = state === 'fed' || state === 'written' || state === 'readBackOk' || state === 'retained';
  const supplies = printer?.supplies;
  return [
    ...(isUp(printer) ? [] : [notReady('cardPrinter')]),
    ...(isUp(chipReader) ? [] : [notReady('chipReader')]),
    ...(printer?.media === 'jammed' ? [{ code: 'mediaJam' } as const] : []),
    ...(supplies?.cover === 'open' ? [{ code: 'coverOpen' } as const] : []),
    ...(supplies?.ribbon === 'out' ? [{ code: 'tonerOut' } as const] : []),
    ...(supplies?.feeder === 'empty' && !cardInside ? [{ code: 'feederEmpty' } as const] : []),
    ...(supplies?.retainBin === 'full'
      ? [{ code: 'deviceFault', detail: { device: 'cardPrinter', fault: 'retainBinFull' } } as const]
      : []),
    ...(freeBlanks === 0 && !cardInside ? [{ code: 'noBlank' } as const] : []),
  ];
}

const isUp = (device: DeviceState | null): boolean =>
  device !== null && (device.status === 'online' || device.status === 'deviceBusy');
const notReady = (device: string): Failure => ({ code: 'deviceNotReady', detail: { device } });
