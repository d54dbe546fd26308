import type { ChipFacts, DeviceCompletion, PrinterFacts } from '../../contract/devices.ts';
import type { JobId, UnitKey } from '../../contract/ids.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import type { CardClass, UnitState } from '../../contract/stock.ts';

export interface KnownUnit {
  readonly key: UnitKey;
  readonly state: UnitState;
  readonly jobId: JobId | null;
  readonly bank: string;
  readonly cardClass: CardClass;
  /** Whose hopper it was booked into; null = any. */
  readonly printerId: string | null;
}

/** What the card of a job is made of: the bank of its card data, its class, and the printer that fed it (D3). */
export interface WantedBlank {
  readonly bank: string;
  readonly cardClass: CardClass;
  readonly printerId: string | null;
}

/**
 * May this blank become the card of this job (feature D3, domain-rules 10.2)? It must lie in this station's hopper and
 * belong to no other job, and be of the batch that is wanted; `bound` is the blank the job already has. Errors: blankUnknown, blankUsed,
 * blankElsewhere, blankOtherBatch.
 */
export function judgeBlank(
  unit: KnownUnit | null,
  jobId: JobId,
  bound: UnitKey | null,
  wanted: WantedBlank,
): Result<KnownUnit> {
  if (unit === null) return failure('blankUnknown');
  if (unit.state === 'used' || unit.state === 'wasted') return failure('blankUsed');
  if (unit.state !== 'hopper') return failure('blankElsewhere', { state: unit.state });
  if (unit.jobId !== null && unit.jobId !== jobId) return failure('blankUsed');
  if (bound !== null && bound !== unit.key) return failure('blankUnknown');
  const differs = otherBatch(unit, wanted);
  return differs === null ? success(unit) : failure('blankOtherBatch', { differs });
}

/**
 * Every blank is booked into a hopper by its number, so one that came out of a box nobody loaded is `blankElsewhere` already. What is left of
 * the expected batch (D3, domain-rules 10.2): the bank, the class, and the printer whose hopper it was booked into.
 */
function otherBatch(unit: KnownUnit, wanted: WantedBlank): 'bank' | 'cardClass' | 'printer' | null {
  if (unit.bank !== wanted.bank) return 'bank';
  if (unit.cardClass !== wanted.cardClass) return 'cardClass';
  const elsewhere = unit.printerId !== null && unit.printerId !== wanted.printerId;
  return elsewhere ? 'printer' : null;
}

/**
 * What a chip read says about the blank: its bank card number, or why not. chipDead and blankUnknown are about the
 * card; every other error is about the reader and leaves the card where it is.
 */
export function judgeChip(facts: ChipFacts): Result<{ readonly bankCardNumber: string }> {
  const { completion, bankCardNumber } = facts;
  if (completion.code === 'success')
    return bankCardNumber === null ? failure('blankUnknown') : success({ bankCardNumber });
  if (completion.errorCode === 'atrNotObtained') return failure('chipDead');
  if (completion.errorCode === 'invalidMedia') return failure('blankUnknown');
  return { ok: false, error: deviceProblem('chipReader', completion) };
}

/** A device's completion as a failure with a remedy. */
export function deviceProblem(device: 'cardPrinter' | 'chipReader', completion: DeviceCompletion): Failure {
  const { errorCode } = completion;
  if (errorCode === 'mediaJam' || errorCode === 'tonerOut' || errorCode === 'coverOpen')
    return { code: errorCode };
  if (errorCode === 'noMedia' && device === 'cardPrinter') return { code: 'feederEmpty' };
  if (errorCode !== undefined) return { code: 'deviceFault', detail: { device, fault: errorCode } };
  if (completion.code === 'timeOut') return { code: 'deviceTimeOut', detail: { device } };
  if (completion.code === 'deviceNotReady') return { code: 'deviceNotReady', detail: { device } };
  return { code: 'deviceFault', detail: { device, fault: completion.detail ?? completion.code } };
}

/** True when the printer itself named what is wrong; a silence or a broken line proves nothing about the card. */
export function isNamed(completion: DeviceCompletion): boolean {
  return !['timeOut', 'hardwareError', 'internalError', 'canceled'].includes(completion.code);
}

/** Facts for a journal and for settling. */
export function printerNumbers(facts: PrinterFacts): {
  readonly answered: boolean;
  readonly position: PrinterFacts['position'];
  readonly printedCards: number | null;
} {
  // A jam still tells where the card is not; only an unknown place with silence says nothing.
  const answered = facts.completion.code === 'success' || facts.position !== 'unknown';
  return { answered, position: facts.position, printedCards: facts.printedCards };
}
