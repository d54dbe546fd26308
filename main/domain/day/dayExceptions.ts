import type { DayException, ExceptionKind, IdentityCheck, StockIdentity } from '../../contract/day.ts';
import { isPulledBack } from '../cards/jobReducer.ts';
import type { DayInputs, DayJob } from './dayInputs.ts';
import { cardNumbersAt, onlyIn } from './identityChecks.ts';
import { handOverDifferences, ratingDifferences, type Unmatched } from './proofsOfDay.ts';
import { expectedClosing } from './stockIdentity.ts';

const riskOrder = { high: 0, medium: 1, low: 2 } as const;

interface Kind {
  readonly risk: DayException['risk'];
  readonly zh: string;
  readonly en: string;
  readonly needsReason: boolean;
}

/** What each exception means and whether the day can close without a word on it (domain-rules 11: zero differences or a reason each). */
const kinds: Readonly<Record<ExceptionKind, Kind>> = {
  conflict: { risk: 'high', zh: '上级记录与本站冲突', en: 'Upstream record is not ours', needsReason: true },
  unknownStep: { risk: 'high', zh: '步骤结果未知', en: 'Outcome of a step is unknown', needsReason: true },
  identityDiffers: { risk: 'high', zh: '恒等式不成立', en: 'An identity does not hold', needsReason: true },
  stockDifference: { risk: 'high', zh: '库存差异', en: 'Stock difference', needsReason: true },
  madeNotReported: { risk: 'high', zh: '已制卡未回盘', en: 'Made, not reported', needsReason: true },
  upstreamOnly: { risk: 'high', zh: '仅上级有记录', en: 'Only upstream has it', needsReason: true },
  localOnly: { risk: 'high', zh: '仅本站有记录', en: 'Only this station has it', needsReason: true },
  reportedNotEnabled: { risk: 'high', zh: '已回盘未启用', en: 'Reported, not enabled', needsReason: true },
  refusedRow: { risk: 'high', zh: '上级退回', en: 'Refused upstream', needsReason: true },
  unresolvedBlank: {
    risk: 'medium',
    zh: '已进卡未定',
    en: 'Fed blank without an outcome',
    needsReason: true,
  },
  handOverUnmatched: {
    risk: 'high',
    zh: '领卡与签收不符',
    en: 'Hand-over and receipt do not match',
    needsReason: true,
  },
  ratingUnmatched: {
    risk: 'medium',
    zh: '评价与上报行不符',
    en: 'Rating and row do not match',
    needsReason: true,
  },
  recallOpen: {
    risk: 'high',
    zh: '文书或卡片待追回',
    en: 'Paper or card to be fetched back',
    needsReason: true,
  },
  passportNotHandedBack: {
    risk: 'high',
    zh: '护照未退还',
    en: 'Passport not handed back',
    needsReason: true,
  },
  clockBreached: { risk: 'high', zh: '超过法定时限', en: 'Legal time limit is over', needsReason: true },
  clockNear: { risk: 'medium', zh: '临近法定时限', en: 'Legal time limit is near', needsReason: false },
  notCollected: { risk: 'medium', zh: '待领卡', en: 'Waiting for collection', needsReason: false },
  retainedCard: {
    risk: 'medium',
    zh: '吞卡待领（在废卡盒）',
    en: 'Not taken, waits in the reject box',
    needsReason: false,
  },
  waitingRow: { risk: 'low', zh: '待上报', en: 'Waiting to be sent', needsReason: false },
  noticeUnconfirmed: {
    risk: 'low',
    zh: '文书待上级确认',
    en: 'Notice not confirmed upstream',
    needsReason: false,
  },
};

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
  const about = kinds[kind];
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
  const label = `${row.bank} · ${row.vendor}`;
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
  if (job.visualOkAt === null || job.state === 'wasted') return [];
  if (job.reportedAt === null) return [of('madeNotReported', job.visualOkAt)];
  if (job.enabledAt === null) return [of('reportedNotEnabled', job.reportedAt)];
  if (isPulledBack(job)) return [of('retainedCard', job.changedAt)];
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
