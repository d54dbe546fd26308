import type { FoundCard, PrinterInside } from '../../contract/cardBoard.ts';
import type { UnitKey } from '../../contract/ids.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { deviceProblem, judgeChip } from '../../domain/cards/blankCheck.ts';
import { lastCall, printerSteps } from '../../domain/cards/nextStep.ts';
import { insideFinding } from '../../domain/cards/powerCut.ts';
import { cardStationOf } from '../../domain/devices/cardStation.ts';
import type { JobRecord } from '../ports/stores.ts';
import { cardPrinters, cardsInBin, noteDifference } from '../stock/printerLooks.ts';
import { liesInBezel } from './atBezel.ts';
import { nowOf, type CardActor, type CardDeps } from './cardDeps.ts';
import { timeouts } from './stepContext.ts';

type Place = 'window' | 'kiosk';

/** Spoiled cards that nobody took out may belong to jobs of this many days. */
const leftInsideDays = 7;

/** The job whose card lies in the machine of `printerId` by the books, or may lie there because a step of it has no outcome; null = none. */
export function jobInside(deps: CardDeps, printerId: string): JobRecord | null {
  const since = new Date(deps.clock.now() - leftInsideDays * 86_400_000).toISOString();
  const claims = (job: JobRecord): boolean => {
    if (cardStationOf(deps.profile.devices, job.channel).printer?.id !== printerId) return false;
    if (job.place === 'printer' || liesInBezel(deps, job)) return true;
    const last = lastCall(deps.stores.jobs.steps(job.id));
    return (
      last !== null &&
      (last.phase === 'intent' || last.phase === 'unknown') &&
      printerSteps.includes(last.step)
    );
  };
  return deps.stores.jobs.list(since).find(claims) ?? null;
}

/** Asks every card printer where a card is and compares it with the books (E8). Never rejects. */
export async function lookInside(deps: CardDeps): Promise<PrinterInside[]> {
  const found: PrinterInside[] = [];
  for (const { id, surface } of cardPrinters(deps)) {
    const { completion, position } = await deps.devices.printerFacts(timeouts.facts, surface);
    const answered = completion.code === 'success';
    const job = jobInside(deps, id);
    found.push({
      printerId: id,
      place: surface,
      answered,
      position,
      jobId: job?.id ?? null,
      finding: insideFinding(answered, position, job),
    });
  }
  return found;
}

/**
 * A card that no job knows goes from inside the printer into its reject box (E8): its chip is asked first which it is, because in the box it is
 * one of many. The box then holds one card more than the books, which is a difference with an owner. The caller holds the printer. Errors:
 * nothingInside, what the printer says.
 */
export async function ejectFound(deps: CardDeps, place: Place, by: CardActor): Promise<Result<FoundCard>> {
  const { printer } = cardStationOf(deps.profile.devices, place);
  if (printer === null) return failure('nothingInside');
  const before = await deps.devices.printerFacts(timeouts.facts, place);
  if (before.completion.code !== 'success')
    return { ok: false, error: deviceProblem('cardPrinter', before.completion) };
  if (insideFinding(true, before.position, jobInside(deps, printer.id)) !== 'foreign')
    return failure('nothingInside');
  const read =
    before.position === 'chip' ? judgeChip(await deps.devices.readChip(timeouts.chip, place)) : null;
  const number = read?.ok === true ? read.value.bankCardNumber : null;
  const unit = number === null ? null : deps.stores.units.get(deps.crypto.unitKeyOf(number) as UnitKey);
  const after = await deps.devices.rejectCard(timeouts.reject, place);
  if (after.completion.code !== 'success' || after.position !== 'none')
    return { ok: false, error: deviceProblem('cardPrinter', after.completion) };
  const tail = number?.slice(-4) ?? null;
  deps.stores.run(() => {
    const ledger = cardsInBin(deps, printer.id);
    noteDifference(deps, 'rejectBin', printer.id, { ledger, found: ledger + 1 }, by.name);
    deps.stores.audit.append({
      at: nowOf(deps),
      actor: by.userName,
      surface: by.surface,
      event: 'card.ejectFound',
      subject: unit?.key ?? printer.id,
      detail: { printer: printer.id, tail, booked: unit?.state ?? null },
    });
  });
  deps.bus.emit('stockChanged', {});
  return success({ tail, booked: unit?.state ?? null });
}
