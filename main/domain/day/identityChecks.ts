import { isPulledBack } from '../cards/jobReducer.ts';
import type { IdentityCheck, StockIdentity } from '../../contract/day.ts';
import { feeSides } from './feesOfDay.ts';
import { inDay, type DayInputs, type DayJob } from './dayInputs.ts';
import { handOverDifferences, ratingDifferences } from './proofsOfDay.ts';
import { ribbonFigures } from './ribbonFigures.ts';
import { classLabel, expectedClosing } from './stockIdentity.ts';

/** Ends of a job without a card. */
const failedStates: ReadonlySet<string> = new Set(['failed', 'retained']);

/** The identities of domain-rules 11 with both sides, in their order. An identity that cannot be proven now is `open`, never left out. */
export function identityChecks(inputs: DayInputs, stock: readonly StockIdentity[]): IdentityCheck[] {
  return [
    ...stock.flatMap((row) => stockChecks(row)),
    ...ribbonChecks(inputs),
    ...cardChecks(inputs),
    ...upstreamChecks(inputs),
    check(
      '11.6',
      '队列：日初未确认 + 新增 = 已确认 + 日末未确认',
      'Queue: open at start + created = acknowledged + open',
      inputs.openRowsAtStart + inputs.rows.created,
      inputs.rows.acknowledged + inputs.rows.open.length,
    ),
    caseCheck(inputs),
    check(
      '11.8',
      '已受理办件中不满足的必备材料',
      'Unsatisfied required originals of accepted cases',
      inputs.acceptedUnsatisfied,
      0,
    ),
    check('11.9', '文书编号缺号', 'Gaps in the notice series', gaps(inputs.notices.numbersOfYear), 0),
    check(
      '11.10',
      '领卡签收记录 = 当日交付卡片',
      'Hand-over receipts = cards handed over',
      inputs.rows.handOvers.length,
      inputs.jobs.filter((job) => inDay(inputs, job.handedOverAt)).length,
      { holds: handOverDifferences(inputs).length === 0 },
    ),
    ratingCheck(inputs),
    ...feeChecks(inputs),
  ];
}

function check(
  id: string,
  zh: string,
  en: string,
  left: number,
  right: number,
  options: { open?: boolean; holds?: boolean } = {},
): IdentityCheck {
  const open = options.open ?? false;
  return { id, zh, en, left, right, holds: !open && (options.holds ?? left === right), open };
}

/**
 * The left side comes from the ratings, the right side from the queue, so that neither can hide an error of the other. What upstream sent
 * back is not sent: it is pending until somebody has settled it.
 */
function ratingCheck(inputs: DayInputs): IdentityCheck {
  const rows = inputs.rows.ratings;
  const sent = rows.filter(({ state }) => state === 'acked').length;
  const pending = rows.filter(({ state }) => state !== 'acked').length;
  return check(
    '11.10b',
    '评价：已收 = 已上报 + 待上报（一件至多一次）',
    'Ratings: taken = sent + pending (at most one per case)',
    inputs.ratings.length,
    sent + pending,
    { holds: ratingDifferences(inputs).length === 0 },
  );
}

/** The two lists of D12 are exceptions of their own; here only whether they are empty and both sides agree. */
function feeChecks(inputs: DayInputs): IdentityCheck[] {
  const sides = feeSides(inputs);
  return sides === null
    ? []
    : [
        check(
          '11.11',
          '工本费：已收 = 补换卡制成 + 已退 + 已收未制',
          'Fees: paid = replacement cards made + refunded + paid, not made',
          sides.left,
          sides.right,
        ),
      ];
}

function stockChecks(row: StockIdentity): IdentityCheck[] {
  const label = classLabel(row);
  return [
    check(
      '11.1',
      `库存 ${label}：日初 + 入库 − 使用 − 废卡 − 退回 = 日末`,
      `Stock ${label}: opening + received − used − wasted − returned = closing`,
      expectedClosing(row),
      row.closing,
    ),
    check(
      '11.1',
      `库存 ${label}：日末 = 盲点实数`,
      `Stock ${label}: closing = counted blind`,
      row.closing,
      row.counted ?? 0,
      {
        open: row.counted === null,
      },
    ),
  ];
}

/** Ribbons stand in the equation like spoiled cards (domain-rules 10.4): by their moves on the left, by themselves on the right. */
function ribbonChecks(inputs: DayInputs): IdentityCheck[] {
  if (inputs.ribbons.length === 0 && inputs.ribbonMoves.length === 0) return [];
  const { received, gone, unused, inPrinter, used } = ribbonFigures(inputs);
  return [
    check(
      '10.4',
      '色带：入库 − 上缴销毁 = 未用 + 在机 + 用过待销毁',
      'Ribbons: received − sent up or destroyed = unused + in a printer + spent',
      received - gone,
      unused + inPrinter + used,
    ),
  ];
}

function cardChecks(inputs: DayInputs): IdentityCheck[] {
  const { jobs } = inputs;
  const made = jobs.filter((job) => job.visualOkAt !== null);
  const handedOver = made.filter((job) => job.handedOverAt !== null);
  const destroyed = made.filter((job) => job.state === 'wasted');
  const retained = made.filter(isPulledBack);
  const held = made.filter(
    (job) => job.handedOverAt === null && job.state !== 'wasted' && job.state !== 'retained',
  );
  const ended = jobs.filter((job) => inDay(inputs, job.endedAt));
  const open = jobs.filter((job) => job.endedAt === null);
  const started = jobs.filter((job) => inDay(inputs, job.startedAt));
  return [
    check(
      '11.1b',
      '成卡 = 已交付 + 留存 + 吞卡 + 销毁',
      'Cards made = handed over + held + retained + destroyed',
      made.length,
      handedOver.length + held.length + retained.length + destroyed.length,
    ),
    check(
      '11.2',
      '进卡 = 使用 + 废卡 + 未定（一卡一任务）',
      'Blanks fed = used + wasted + unresolved (one job each)',
      inputs.feeds.filter((feed) => inDay(inputs, feed.at)).length,
      blanksWithOutcome(inputs),
    ),
    check(
      '11.3',
      '顺序颠倒的卡（交付 ⊆ 启用 ⊆ 回盘 ⊆ 目检）',
      'Cards out of order (handed over ⊆ enabled ⊆ reported ⊆ checked)',
      jobs.filter(outOfOrder).length,
      0,
    ),
    check(
      '11.4',
      '日初在制 + 新开 = 交付 + 废卡 + 失败 + 日末在制',
      'Open at start + started = handed over + wasted + failed + open',
      inputs.openJobsAtStart + started.length,
      ended.filter(
        (job) => job.state === 'handedOver' || job.state === 'wasted' || failedStates.has(job.state),
      ).length + open.length,
    ),
  ];
}

/** States of a blank that was fed: with an outcome, or unresolved. */
const fedStates: ReadonlySet<string> = new Set(['used', 'wasted', 'hopper']);

/**
 * The right side of 11.2, from the blanks themselves: those that belong to a job of the day, without what its journal bound on days
 * before. The left side comes from the journals, so that neither can hide an error of the other.
 */
function blanksWithOutcome(inputs: DayInputs): number {
  const name = (jobId: string, tail: string): string => `${jobId} ${tail}`;
  const jobs = new Set<string>(inputs.jobs.map((job) => job.id));
  const before = inputs.feeds
    .filter((feed) => feed.at < inputs.from)
    .map((feed) => name(feed.jobId, feed.unitTail));
  let count = 0;
  for (const { jobId, tail, state } of inputs.units) {
    if (jobId === null || !jobs.has(jobId) || !fedStates.has(state)) continue;
    const known = before.indexOf(name(jobId, tail));
    if (known < 0) count += 1;
    else before.splice(known, 1);
  }
  return count;
}

function outOfOrder(job: DayJob): boolean {
  return (
    (job.handedOverAt !== null && job.enabledAt === null) ||
    (job.enabledAt !== null && job.reportedAt === null) ||
    (job.reportedAt !== null && job.visualOkAt === null)
  );
}

function upstreamChecks(inputs: DayInputs): IdentityCheck[] {
  const sides = [
    { zh: '回盘：本站 = 上级', en: 'Reported: here = upstream', at: 'reportedAt', theirs: 'reported' },
    { zh: '启用：本站 = 上级', en: 'Enabled: here = upstream', at: 'enabledAt', theirs: 'enabled' },
  ] as const;
  return sides.map(({ zh, en, at, theirs }) => {
    const ours = cardNumbersAt(inputs, at);
    const books = inputs.upstream?.[theirs] ?? [];
    return check('11.5', zh, en, ours.length, books.length, {
      open: inputs.upstream === null,
      holds: onlyIn(ours, books).length === 0 && onlyIn(books, ours).length === 0,
    });
  });
}

/** Card numbers that reached a stage on the calendar date. A card that is waste has left the set, here as upstream (11.3). */
export function cardNumbersAt(inputs: DayInputs, at: 'reportedAt' | 'enabledAt'): string[] {
  return inputs.jobs.flatMap((job) =>
    inDay(inputs.calendar, job[at]) && job.cardNumber !== null && job.state !== 'wasted'
      ? [job.cardNumber]
      : [],
  );
}

/** Members of `left` that `right` lacks. */
export function onlyIn(left: readonly string[], right: readonly string[]): string[] {
  const known = new Set(right);
  return left.filter((each) => !known.has(each));
}

function caseCheck(inputs: DayInputs): IdentityCheck {
  const received = inputs.cases.filter((each) => inDay(inputs, each.openedAt)).length;
  const ended = inputs.cases.filter((each) => inDay(inputs, each.endedAt)).length;
  const open = inputs.cases.filter((each) => each.endedAt === null).length;
  return check(
    '11.7',
    '办件：结转 + 新收 = 办结 + 待补正 + 在办',
    'Cases: carried + received = ended + waiting for supplement + open',
    inputs.openCasesAtStart + received,
    ended + open,
  );
}

/** How many numbers are missing below the highest one, over all series. The serial is what follows the last hyphen. */
export function gaps(numbers: readonly string[]): number {
  const series = new Map<string, Set<number>>();
  for (const number of numbers) {
    const cut = number.lastIndexOf('-');
    const name = number.slice(0, cut);
    series.set(name, (series.get(name) ?? new Set()).add(Number(number.slice(cut + 1))));
  }
  let missing = 0;
  for (const serials of series.values()) missing += Math.max(...serials) - serials.size;
  return missing;
}
