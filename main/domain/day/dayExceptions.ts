import type { DayException, ExceptionKind, StockIdentity } from '../../contract/day.ts';
import { yuan } from '../cards/fees.ts';
import { isPulledBack } from '../cards/jobReducer.ts';
import type { DayDiscrepancy, DayInputs, DayJob } from './dayInputs.ts';
import { issuedNotPaid, paidNotIssued } from './feesOfDay.ts';
import { exception } from './exception.ts';
import { namesText, type Finding } from './finding.ts';
import { laterExceptions } from './laterExceptions.ts';
import { matchUnits } from './matchOfDay.ts';
import { handOverDifferences, ratingDifferences, type Unmatched } from './proofsOfDay.ts';
import { classLabel, expectedClosing } from './stockIdentity.ts';
import { unitDifferences } from './unitDifferences.ts';
import { bookSides } from './upstreamBooks.ts';

const riskOrder = { high: 0, medium: 1, low: 2 } as const;

/** Everything that is not as it should be at the end of the day, by risk, then by age (H8). */
export function dayExceptions(
  inputs: DayInputs,
  stock: readonly StockIdentity[],
  identities: readonly Finding[],
): DayException[] {
  const found = [
    ...brokenIdentities(inputs, identities),
    ...stock.flatMap((row) => stockDifferences(inputs, row)),
    ...inputs.jobs.flatMap((job) => jobExceptions(job)),
    ...unresolvedBlanks(inputs),
    ...keptStock(inputs),
    ...upstreamDifferences(inputs),
    ...matchDifferences(inputs),
    ...laterExceptions(inputs),
    ...handOverDifferences(inputs).map((each) => unmatched('handOverUnmatched', each)),
    ...ratingDifferences(inputs).map((each) => unmatched('ratingUnmatched', each)),
    ...inputs.rows.open.map(openRow),
    ...inputs.notices.unconfirmed.map((notice) =>
      exception(
        'noticeUnconfirmed',
        notice.number,
        notice.number,
        notice.issuedBy,
        notice.issuedAt,
        notice.caseId,
        null,
      ),
    ),
    ...(inputs.cabinet ?? []).map(({ sequence, at, caseId, caseNumber, jobId }) =>
      exception(
        'cabinetOpened',
        String(sequence),
        caseNumber ?? `#${sequence}`,
        inputs.stationId,
        at,
        caseId,
        jobId,
      ),
    ),
    ...inputs.recalls.map((recall) =>
      exception(
        'recallOpen',
        recall.id,
        `${recall.number} → ${recall.dueOn}`,
        recall.owner,
        recall.openedAt,
        recall.caseId,
        recall.jobId,
      ),
    ),
    ...inputs.cases.flatMap(({ id, number, passportWithUs: kept }) =>
      kept === null ? [] : [exception('passportNotHandedBack', id, number, kept.by, kept.at, id, null)],
    ),
    ...paidNotIssued(inputs).map(({ job, payment }) =>
      exception(
        'feeWithoutCard',
        payment.id,
        `${job.caseNumber} ${yuan(payment.amount)} ¥ ${payment.receiptNumber ?? ''}`.trim(),
        payment.by,
        payment.at,
        job.caseId,
        job.id,
      ),
    ),
    ...issuedNotPaid(inputs).map((job) =>
      exception(
        'cardWithoutFee',
        job.id,
        `${job.caseNumber} ${yuan(job.due)} ¥`,
        job.owner,
        job.madeAt ?? inputs.now,
        job.caseId,
        job.id,
      ),
    ),
    ...clockExceptions(inputs),
  ];
  return found.sort(
    (a, b) => riskOrder[a.risk] - riskOrder[b.risk] || (a.since < b.since ? -1 : a.since > b.since ? 1 : 0),
  );
}

function openRow(row: DayInputs['rows']['open'][number]): DayException {
  const { id, kind, state, owner, createdAt, caseId } = row;
  if (state === 'waiting') return exception('waitingRow', id, kind, owner, createdAt, caseId, null);
  const text = `${kind} ${row.caseNumber ?? ''} ${row.refusal ?? ''}`.trim();
  return exception(
    state === 'conflict' ? 'conflict' : 'refusedRow',
    id,
    text,
    owner,
    createdAt,
    caseId,
    null,
  );
}

/** One member of the difference list of 11.10, with what it lacks. */
function unmatched(kind: ExceptionKind, each: Unmatched): DayException {
  const found = exception(kind, each.subject, each.caseNumber, each.owner, each.since, each.caseId, null);
  return { ...found, zh: `${found.zh}（${each.missing.zh}）`, en: `${found.en} (${each.missing.en})` };
}

/** Identities whose differences have a list of their own; the others would close a day without a word. */
const listedElsewhere: ReadonlySet<string> = new Set(['11.1', '11.5']);

function brokenIdentities(inputs: DayInputs, identities: readonly Finding[]): DayException[] {
  return identities
    .filter(({ check }) => !check.holds && !check.open && !listedElsewhere.has(check.id))
    .map(({ check, names }) => {
      const found = exception('identityDiffers', check.id, '', inputs.stationId, inputs.now, null, null);
      const sides = check.left === check.right ? [] : [`${check.left} ≠ ${check.right}`];
      const told = [...sides, ...(names.length === 0 ? [] : [namesText(names)])];
      return {
        ...found,
        zh: `${found.zh}${check.id} ${check.zh}（${told.join('：')}）`,
        en: `${found.en}${check.id} ${check.en} (${told.join(': ')})`,
      };
    });
}

function stockDifferences(inputs: DayInputs, row: StockIdentity): DayException[] {
  const label = classLabel(row);
  const books = expectedClosing(row) - row.closing;
  const counted = row.counted === null ? 0 : row.counted - row.closing;
  const names = unitDifferences(inputs)
    .filter(({ unit }) => unit === null || classLabel(unit) === label)
    .map(({ name }) => name);
  const named = names.length === 0 ? '' : ` ${namesText(names)}`;
  return [
    ...(books === 0 ? [] : [{ subject: `${label}:books`, text: `${label} ${signed(-books)}${named}` }]),
    ...(counted === 0 ? [] : [{ subject: `${label}:count`, text: `${label} ${signed(counted)}` }]),
  ].map(({ subject, text }) =>
    exception('stockDifference', subject, text, inputs.stationId, inputs.now, null, null),
  );
}

const signed = (value: number): string => (value > 0 ? `+${value}` : String(value));

function jobExceptions(job: DayJob): DayException[] {
  const subject = job.id;
  const text = [job.caseNumber, job.unitTail === null ? '' : `*${job.unitTail}`].filter(Boolean).join(' ');
  const of = (kind: ExceptionKind, since: string): DayException =>
    exception(kind, subject, text, job.owner, since, job.caseId, job.id);
  if (job.unknownStep !== null) return [of('unknownStep', job.changedAt)];
  if (job.state === 'conflict') return [of('conflict', job.changedAt)];
  if (job.aheadSince !== undefined && job.aheadSince !== null) return [of('fetchedAhead', job.aheadSince)];
  if (job.visualOkAt === null || job.state === 'wasted') return [];
  if (job.reportedAt === null) return [of('madeNotReported', job.visualOkAt)];
  if (job.enabledAt === null) return [of('reportedNotEnabled', job.reportedAt)];
  if (isPulledBack(job)) return [of(job.place === 'unknown' ? 'cardMissing' : 'retainedCard', job.changedAt)];
  if (job.handedOverAt === null) return [of('notCollected', job.enabledAt)];
  return [];
}

function unresolvedBlanks(inputs: DayInputs): DayException[] {
  return inputs.units
    .filter((unit) => unit.state === 'hopper' && unit.jobId !== null)
    .map((unit) => {
      const job = inputs.jobs.find((each) => each.id === unit.jobId);
      return exception(
        'unresolvedBlank',
        unit.key,
        `*${unit.tail} ${job?.caseNumber ?? ''}`.trim(),
        job?.owner ?? inputs.stationId,
        unit.since,
        job?.caseId ?? null,
        unit.jobId,
      );
    });
}

const discrepancyWords: Readonly<
  Record<DayDiscrepancy['kind'], { readonly zh: string; readonly en: string }>
> = {
  printedCards: { zh: '打印机计数', en: 'printer counter' },
  rejectBin: { zh: '废卡盒', en: 'reject bin' },
  count: { zh: '盘点', en: 'count' },
};

/** What the keeper of the stock still has to see to: differences that nobody closed, desks that were not returned (H9), waste in custody (D5). */
function keptStock(inputs: DayInputs): DayException[] {
  const waiting = inputs.units.filter(
    ({ custody }) => custody !== null && custody !== 'sentUp' && custody !== 'destroyed',
  );
  const [oldest] = waiting.map(({ since }) => since).sort();
  return [
    ...inputs.discrepancies.map(({ id, kind, subject, ledger, found, since, owner }) => {
      const words = discrepancyWords[kind];
      const made = exception('discrepancyOpen', id, '', owner, since, null, null);
      return {
        ...made,
        zh: `${made.zh}${words.zh} ${subject}（账 ${ledger}，实 ${found}）`,
        en: `${made.en}${words.en} ${subject} (books ${ledger}, found ${found})`,
      };
    }),
    ...inputs.desks.map(({ clerk, held, since }) =>
      exception(
        'deskNotReturned',
        clerk ?? '—',
        `${clerk ?? '—'} × ${held}`,
        clerk ?? inputs.stationId,
        since,
        null,
        null,
      ),
    ),
    ...(oldest === undefined
      ? []
      : [exception('wasteWaiting', 'waste', `× ${waiting.length}`, inputs.stationId, oldest, null, null)]),
  ];
}

const stageWords = { reportedAt: '回盘 report', enabledAt: '启用 enable' } as const;

/** The difference list of 11.5, in both directions. */
function upstreamDifferences(inputs: DayInputs): DayException[] {
  return (bookSides(inputs) ?? []).flatMap(({ at, localOnly, upstreamOnly }) => {
    const make = (kind: ExceptionKind, batch: string | null, cardNumber: string | null): DayException => {
      const job = inputs.jobs.find((each) => each.cardNumber === cardNumber);
      return exception(
        kind,
        `${at}:${batch ?? ''}:${cardNumber ?? ''}`,
        [stageWords[at], batch, cardNumber].filter(Boolean).join(' '),
        job?.owner ?? inputs.stationId,
        inputs.now,
        job?.caseId ?? null,
        job?.id ?? null,
      );
    };
    return [
      ...localOnly.map(({ batch, cardNumber }) => make('localOnly', batch, cardNumber)),
      ...upstreamOnly.map(({ batch, cardNumber }) => make('upstreamOnly', batch, cardNumber)),
    ];
  });
}

/** Units that differ in the match, for what is not on the list of 11.5 already: no fact stands there twice (H2). */
function matchDifferences(inputs: DayInputs): DayException[] {
  return matchUnits(inputs).flatMap(({ row, job, differences }) => {
    const own = differences.filter(({ inBooks }) => !inBooks);
    if (job === null || own.length === 0) return [];
    const text = `${row.caseNumber} *${row.unitTail}`;
    const found = exception('matchDiffers', row.key, text, job.owner, inputs.now, job.caseId, job.id);
    return [
      {
        ...found,
        zh: `${found.zh}（${own.map(({ zh }) => zh).join('；')}）`,
        en: `${found.en} (${own.map(({ en }) => en).join('; ')})`,
      },
    ];
  });
}

function clockExceptions(inputs: DayInputs): DayException[] {
  return inputs.cases
    .filter((each) => each.endedAt === null && each.state !== 'supplement')
    .flatMap((each) => {
      const of = (kind: ExceptionKind): DayException =>
        exception(
          kind,
          each.id,
          `${each.number} → ${each.deadline}`,
          each.openedBy,
          each.openedAt,
          each.id,
          null,
        );
      if (each.breached) return [of('clockBreached')];
      return each.deadline <= inputs.date ? [of('clockNear')] : [];
    });
}
