import type { DayException, ExceptionKind, IdentityCheck, StockIdentity } from '../../contract/day.ts';
import { yuan } from '../cards/fees.ts';
import { isPulledBack } from '../cards/jobReducer.ts';
import type { DayDiscrepancy, DayInputs, DayJob } from './dayInputs.ts';
import { issuedNotPaid, paidNotIssued } from './feesOfDay.ts';
import { exceptionKinds } from './exceptionKinds.ts';
import { cardNumbersAt, onlyIn } from './identityChecks.ts';
import { handOverDifferences, ratingDifferences, type Unmatched } from './proofsOfDay.ts';
import { classLabel, expectedClosing } from './stockIdentity.ts';

const riskOrder = { high: 0, medium: 1, low: 2 } as const;

/** Everything that is not as it should be at the end of the day, by risk, then by age (H8). */
export function dayExceptions(
  inputs: DayInputs,
  stock: readonly StockIdentity[],
  identities: readonly IdentityCheck[],
): DayException[] {
  const found = [
    ...brokenIdentities(inputs, identities),
    ...stock.flatMap((row) => stockDifferences(inputs, row)),
    ...inputs.jobs.flatMap((job) => jobExceptions(job)),
    ...unresolvedBlanks(inputs),
    ...keptStock(inputs),
    ...upstreamDifferences(inputs),
    ...handOverDifferences(inputs).map((each) => unmatched('handOverUnmatched', each)),
    ...ratingDifferences(inputs).map((each) => unmatched('ratingUnmatched', each)),
    ...inputs.rows.open.map((row) =>
      row.state === 'waiting'
        ? exception('waitingRow', row.id, row.kind, row.owner, row.createdAt, row.caseId, null)
        : exception(
            row.state === 'conflict' ? 'conflict' : 'refusedRow',
            row.id,
            `${row.kind} ${row.caseNumber ?? ''} ${row.refusal ?? ''}`.trim(),
            row.owner,
            row.createdAt,
            row.caseId,
            null,
          ),
    ),
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

function exception(
  kind: ExceptionKind,
  subject: string,
  text: string,
  owner: string,
  since: string,
  caseId: DayException['caseId'],
  jobId: DayException['jobId'],
): DayException {
  const about = exceptionKinds[kind];
  return {
    key: `${kind}:${subject}`,
    kind,
    risk: about.risk,
    zh: `${about.zh}：${text}`,
    en: `${about.en}: ${text}`,
    owner,
    since,
    caseId,
    jobId,
    needsReason: about.needsReason,
  };
}

/** One member of the difference list of 11.10, with what it lacks. */
function unmatched(kind: ExceptionKind, each: Unmatched): DayException {
  const found = exception(kind, each.subject, each.caseNumber, each.owner, each.since, each.caseId, null);
  return { ...found, zh: `${found.zh}（${each.missing.zh}）`, en: `${found.en} (${each.missing.en})` };
}

/** Identities whose differences have a list of their own; the others would close a day without a word. */
const listedElsewhere: ReadonlySet<string> = new Set(['11.1', '11.5']);

function brokenIdentities(inputs: DayInputs, identities: readonly IdentityCheck[]): DayException[] {
  return identities
    .filter((each) => !each.holds && !each.open && !listedElsewhere.has(each.id))
    .map((each) => {
      const found = exception('identityDiffers', each.id, '', inputs.stationId, inputs.now, null, null);
      const sides = `${each.left} ≠ ${each.right}`;
      return {
        ...found,
        zh: `${found.zh}${each.id} ${each.zh}（${sides}）`,
        en: `${found.en}${each.id} ${each.en} (${sides})`,
      };
    });
}

function stockDifferences(inputs: DayInputs, row: StockIdentity): DayException[] {
  const label = classLabel(row);
  const books = expectedClosing(row) - row.closing;
  const counted = row.counted === null ? 0 : row.counted - row.closing;
  return [
    ...(books === 0 ? [] : [{ subject: `${label}:books`, text: `${label} ${signed(-books)}` }]),
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

function upstreamDifferences(inputs: DayInputs): DayException[] {
  const books = inputs.upstream;
  if (books === null) return [];
  const sides = [
    { at: 'reportedAt', theirs: books.reported, zh: '回盘 report' },
    { at: 'enabledAt', theirs: books.enabled, zh: '启用 enable' },
  ] as const;
  return sides.flatMap(({ at, theirs, zh }) => {
    const ours = cardNumbersAt(inputs, at);
    const make = (kind: ExceptionKind, cardNumber: string): DayException => {
      const job = inputs.jobs.find((each) => each.cardNumber === cardNumber);
      const owner = job?.owner ?? inputs.stationId;
      return exception(
        kind,
        `${at}:${cardNumber}`,
        `${zh} ${cardNumber}`,
        owner,
        inputs.now,
        job?.caseId ?? null,
        job?.id ?? null,
      );
    };
    return [
      ...onlyIn(ours, theirs).map((each) => make('localOnly', each)),
      ...onlyIn(theirs, ours).map((each) => make('upstreamOnly', each)),
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
