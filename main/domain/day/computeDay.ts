import type { DayFigures, LedgerRow } from '../../contract/day.ts';
import { yuan } from '../cards/fees.ts';
import { isPulledBack } from '../cards/jobReducer.ts';
import { feeFigures } from './feesOfDay.ts';
import { dayExceptions } from './dayExceptions.ts';
import { inDay, type DayCase, type DayInputs, type DayJob } from './dayInputs.ts';
import { dayPeople } from './dayPeople.ts';
import { ribbonFigures } from './ribbonFigures.ts';
import { identityChecks } from './identityChecks.ts';
import { stockIdentities } from './stockIdentity.ts';

/** The whole day from the ledger: identities, counts, exceptions, ledger rows (domain-rules 11, features H1, H2, H8). */
export function computeDay(inputs: DayInputs): DayFigures {
  const stock = stockIdentities(inputs);
  const identities = identityChecks(inputs, stock);
  const within = (at: string | null): boolean => inDay(inputs, at);
  const jobs = (fits: (job: DayJob) => boolean): number => inputs.jobs.filter(fits).length;
  const cases = (fits: (each: DayCase) => boolean): number => inputs.cases.filter(fits).length;
  const endedAs = (state: DayCase['state']): number =>
    cases((each) => each.state === state && within(each.endedAt));
  return {
    date: inputs.date,
    stationId: inputs.stationId,
    stock,
    identities,
    cases: {
      carried: inputs.openCasesAtStart,
      received: cases((each) => within(each.openedAt)),
      accepted: endedAs('accepted'),
      supplement: cases((each) => each.state === 'supplement'),
      notNeeded: endedAs('notNeeded'),
      notOurs: endedAs('notOurs'),
      ...inputs.decided,
      // Held cases are open, too: nothing was answered.
      open: cases((each) => each.endedAt === null && each.state !== 'supplement'),
    },
    cards: {
      started: jobs((job) => within(job.startedAt)),
      visualOk: jobs((job) => within(job.visualOkAt)),
      reported: jobs((job) => within(job.reportedAt)),
      enabled: jobs((job) => within(job.enabledAt)),
      handedOver: jobs((job) => within(job.handedOverAt)),
      retained: jobs(isPulledBack),
      // Blanks, not jobs: an attempt that was made again has wasted one, too.
      wasted: inputs.movements.filter(
        (move) => move.to === 'wasted' && move.jobId !== null && within(move.at),
      ).length,
      open: jobs((job) => job.endedAt === null),
    },
    ...(inputs.ribbonMoves.length > 0 && { ribbons: ribbonFigures(inputs) }),
    queue: {
      openAtStart: inputs.openRowsAtStart,
      created: inputs.rows.created,
      acknowledged: inputs.rows.acknowledged,
      open: inputs.rows.open.length,
    },
    people: dayPeople(inputs),
    ...withMoney(inputs),
    exceptions: dayExceptions(inputs, stock, identities),
    ledger: ledgerRows(inputs),
  };
}

/** Left out where there is nothing to tell: the report of such a day keeps its bytes. */
function withMoney(inputs: DayInputs): Pick<DayFigures, 'fees' | 'reprints'> {
  const fees = feeFigures(inputs);
  const { reprints } = inputs;
  const any =
    reprints !== undefined && reprints.papers + reprints.cards + Object.keys(reprints.replaced).length > 0;
  return { ...(fees !== undefined && { fees }), ...(any && { reprints }) };
}

/** What happened, in order: cases opened and ended, cards by stage, blanks moved. Numbers and last four digits only. */
function ledgerRows(inputs: DayInputs): LedgerRow[] {
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
