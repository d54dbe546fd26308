import type { RowId } from '../../contract/ids.ts';
import type { WasteReason } from '../../contract/stock.ts';
import type { UnitState } from '../../contract/stock.ts';
import { cardBusinessKey, jobKeyOf } from '../../domain/cards/cardJob.ts';
import type { Certification } from '../../domain/cards/certificates.ts';
import { cardStationOf } from '../../domain/devices/cardStation.ts';
import { placedAt } from '../../domain/stock/unitMoves.ts';
import type { Deps } from '../deps.ts';
import type { JobRecord, UnitRecord } from '../ports/stores.ts';
import { enqueue } from '../sync/enqueue.ts';
import { nowOf, type CardActor } from './cardDeps.ts';

type RowDeps = Pick<Deps, 'stores' | 'ids' | 'clock' | 'profile'>;

/** Queues one card operation with its business key (domain-rules 9.15), inside the transaction of the change it reports. */
export function queueCardRow(
  deps: RowDeps,
  job: JobRecord,
  operation: 'report' | 'enable' | 'handOver' | 'wasted',
  more: Readonly<Record<string, unknown>>,
): RowId {
  return enqueue(deps, {
    kind: `card.${operation}`,
    caseId: job.caseId,
    caseNumber: job.caseNumber,
    jobId: job.id,
    businessKey: cardBusinessKey(job, operation),
    owner: job.owner,
    payload: {
      jobKey: jobKeyOf(deps.profile.stationId, job),
      permitNumber: job.permitNumber,
      batch: job.batch,
      cardNumber: job.cardNumber,
      cardIdentifier: job.cardIdentifier,
      ...more,
    },
  });
}

/** The columns of 回盘 (domain-rules 9.10). The full bank card number leaves the job here and stays in the encrypted payload only. `chipWritten`: written and read back. */
export function reportPayload(
  job: JobRecord,
  chip: { readonly written: boolean; readonly certificate: Certification | null },
): Readonly<Record<string, unknown>> {
  return {
    socialSecurityNumber: job.data?.socialSecurityNumber ?? null,
    name: job.data?.name ?? null,
    issueDate: job.data?.issueDate ?? null,
    validUntil: job.data?.validUntil ?? null,
    atr: job.atr,
    bankName: job.data?.bankName ?? null,
    bankCardNumber: job.bankCardNumber,
    chipWritten: chip.written,
    // What the chip was read back to hold, by digest (9 steps 11–12); null = nobody here certifies.
    certificate: chip.certificate,
  };
}

/** Moves the job's own blank to its end, once (domain-rules 10.2). */
export function endUnit(
  deps: RowDeps,
  job: JobRecord,
  to: Extract<UnitState, 'used' | 'wasted'>,
  why: {
    readonly by: CardActor;
    readonly reason: WasteReason | null;
    readonly note: string | null;
    /** The wasted card has not left the machine yet: its next step is the reject box. */
    readonly inPrinter?: boolean;
    /** A card that is made becomes waste, because another one of its person counts (9.13). */
    readonly made?: boolean;
  },
): void {
  const { units } = deps.stores;
  const unit: UnitRecord | null = job.unitKey === null ? null : units.get(job.unitKey);
  const is: UnitState = why.made === true ? 'used' : 'hopper';
  if (unit === null || unit.state !== is || unit.jobId !== job.id)
    throw new Error(`the blank of ${job.id} is not where its job says`);
  const at = nowOf(deps);
  const printerId = cardStationOf(deps.profile.devices, job.channel).printer?.id ?? unit.printerId;
  const place = placedAt(to, { printerId, custody: why.inPrinter === true ? 'printer' : 'desk' });
  units.move(
    { ...unit, ...place, state: to, since: at, reason: why.reason },
    {
      unitKey: unit.key,
      from: unit.state,
      to,
      at,
      by: why.by.name,
      by2: null,
      jobId: job.id,
      reason: why.reason,
      note: why.note,
    },
  );
}
