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
  /** Why the disk takes no card's records (roomProblem); default: it does. */
  readonly noRoom?: Failure | null;
  /** What is still to be paid before a blank is fed (D12); default: nothing. */
  readonly feeOwed?: Failure | null;
  /** Has the station somebody who writes chips (D6)? Default: no. */
  readonly writesChips?: boolean;
  /** Are the keys of its chips certified, which needs upstream with the card inside (13.6)? Default: no. */
  readonly certifies?: boolean;
}

const needs = {
  lock: 'upstream',
  face: 'person',
  feed: 'machine',
  readBlank: 'machine',
  writeChip: 'machine',
  certify: 'upstream',
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
  fed: 3,
  retained: 3,
  written: 5,
  readBackOk: 5,
  printed: 6,
  visualOk: 7,
  pendingReport: 7,
  conflict: 7,
  reported: 8,
  pendingEnable: 8,
  enabled: 9,
  handedOver: 10,
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
  const certifies = writes && inputs.certifies === true;
  const made = done >= cardStepOrder.indexOf('visual');
  // No blank moves for a card whose certificate cannot be asked for (13.6).
  const certifyWaits = certifies && !made && inputs.state !== 'readBackOk' && !inputs.cards.online;
  const blockers = [
    ...(locked ? [] : inputs.notAllowed),
    ...(lockWaits || certifyWaits
      ? [{ code: 'upstreamOffline', detail: { upstream: 'cards', since: inputs.cards.since } } as const]
      : []),
    ...(done >= cardStepOrder.indexOf('readBlank') || inputs.feeOwed === undefined || inputs.feeOwed === null
      ? []
      : [inputs.feeOwed]),
    ...(made ? [] : machine),
  ];
  const steps = stepsAhead(inputs, done).map((step): CardPlan['steps'][number] => {
    if (step === 'writeChip' && !writes) return { step, needs: needs[step], now: 'notAvailable' };
    if (step === 'certify' && !certifies) return { step, needs: needs[step], now: 'notAvailable' };
    if (step === 'certify')
      return { step, needs: needs[step], now: certifyWaits ? 'waitsForUpstream' : 'ready' };
    if (step === 'lock')
      return {
        step,
        needs: needs[step],
        now: lockWaits ? 'waitsForUpstream' : inputs.notAllowed.length > 0 ? 'blocked' : 'ready',
      };
    // What comes before the certificate waits with it: a blank that was fed could not be finished.
    if (certifyWaits && beforeCertify.includes(step))
      return { step, needs: needs[step], now: 'waitsForUpstream' };
    if (needs[step] === 'machine')
      return { step, needs: needs[step], now: machine.length > 0 ? 'blocked' : 'ready' };
    const queued = step === 'report' || step === 'enable' || step === 'handOver';
    return { step, needs: needs[step], now: queued && !inputs.queueOnline ? 'waitsForUpstream' : 'ready' };
  });
  const online = inputs.queueOnline && !lockWaits && !certifyWaits;
  const left = cardsLeft(inputs.printer?.supplies, inputs.freeBlanks);
  return {
    steps,
    promise: online || done >= cardStepOrder.indexOf('handOver') ? 'today' : 'whenOnline',
    blockers,
    enoughFor: left.cards,
    ...(isUpperBound(left.limitedBy, inputs) && { atMost: true }),
  };
}

const beforeCertify: readonly CardStep[] = ['feed', 'readBlank', 'writeChip', 'readBack', 'print', 'visual'];

/** Where chips are written their keys are certified, and they are read back before the print (D6). */
function stepsAhead({ state, writesChips }: PlanInputs, done: number): readonly CardStep[] {
  const ahead = cardStepOrder.slice(done);
  if (writesChips !== true || state === 'readBackOk' || !ahead.includes('print')) return ahead;
  return ahead.flatMap((step): readonly CardStep[] =>
    step === 'print' ? ['certify', 'readBack', 'print'] : [step],
  );
}

function machineBlockers({ printer, chipReader, freeBlanks, state, noRoom }: PlanInputs): Failure[] {
  const cardInside = state === 'fed' || state === 'written' || state === 'readBackOk' || state === 'retained';
  const supplies = printer?.supplies;
  return [
    ...(noRoom === undefined || noRoom === null || cardInside ? [] : [noRoom]),
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
