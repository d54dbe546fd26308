import type { ChipFacts, DeviceCompletion, PrinterFacts } from '../../contract/devices.ts';
import type { JobId, UnitKey } from '../../contract/ids.ts';
import { failure, success, type Failure, type Result } from '../../contract/result.ts';
import type { UnitState } from '../../contract/stock.ts';

export interface KnownUnit {
  readonly key: UnitKey;
  readonly state: UnitState;
  readonly jobId: JobId | null;
}

/**
 * May this blank become the card of this job (feature D3, domain-rules 10.2)? It must lie in this station's hopper and
 * belong to no other job; `bound` is the blank the job already has. Errors: blankUnknown, blankUsed, blankElsewhere.
 */
export function judgeBlank(unit: KnownUnit | null, jobId: JobId, bound: UnitKey | null): Result<KnownUnit> {
  if (unit === null) return failure('blankUnknown');
  if (unit.state === 'used' || unit.state === 'wasted') return failure('blankUsed');
  if (unit.state !== 'hopper') return failure('blankElsewhere', { state: unit.state });
  if (unit.jobId !== null && unit.jobId !== jobId) return failure('blankUsed');
  if (bound !== null && bound !== unit.key) return failure('blankUnknown');
  return success(unit);
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
