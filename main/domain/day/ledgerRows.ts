import type { LedgerRow } from '../../contract/day.ts';
import { yuan } from '../cards/fees.ts';
import { inDay, type DayInputs } from './dayInputs.ts';

/** What happened, in order: cases opened and ended, cards by stage, blanks moved. Numbers and last four digits only. */
export function ledgerRows(inputs: DayInputs): LedgerRow[] {
  const units = new Map(inputs.units.map((unit) => [unit.key, unit]));
  const caseOfJob = new Map(inputs.jobs.map((job) => [job.id, job.caseNumber]));
  const row = (at: string, kind: string, by: string, rest: Partial<LedgerRow>): LedgerRow => ({
    at,
    kind,
    caseNumber: '',
    cardTail: '',
    cardNumber: '',
    outcome: '',
    by,
    ...rest,
  });
  const stages = ['visualOkAt', 'reportedAt', 'enabledAt', 'handedOverAt'] as const;
  const rows = [
    ...inputs.cases.flatMap((each) => [
      row(each.openedAt, 'case.opened', each.openedBy, { caseNumber: each.number }),
      ...(each.endedAt === null
        ? []
        : [row(each.endedAt, 'case.ended', each.openedBy, { caseNumber: each.number, outcome: each.state })]),
    ]),
    ...inputs.jobs.flatMap((job) =>
      stages.flatMap((stage) => {
        const at = job[stage];
        if (at === null) return [];
        return [
          row(at, `card.${stage.replace(/At$/, '')}`, job.owner, {
            caseNumber: job.caseNumber,
            cardTail: job.unitTail ?? '',
            cardNumber: job.cardNumber ?? '',
            outcome: 'ok',
          }),
        ];
      }),
    ),
    ...(inputs.fees?.entries ?? []).map((fee) =>
      row(fee.at, `fee.${fee.kind}`, fee.by, {
        caseNumber: inputs.fees?.jobs.find(({ id }) => id === fee.jobId)?.caseNumber ?? '',
        outcome: [yuan(fee.amount), fee.receiptNumber].filter((part) => part !== null).join(' '),
      }),
    ),
    ...inputs.movements.map((move) =>
      row(move.at, 'stock.moved', move.by, {
        cardTail: units.get(move.unitKey)?.tail ?? '',
        caseNumber: move.jobId === null ? '' : (caseOfJob.get(move.jobId) ?? ''),
        outcome: `${move.from ?? 'new'}→${move.to}${move.reason === null ? '' : ` ${move.reason}`}`,
      }),
    ),
  ];
  return rows
    .filter((each) => inDay(inputs, each.at))
    .sort(
      (a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0) || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0),
    );
}
