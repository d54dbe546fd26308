import type { IdentityCheck, StockIdentity } from '../../contract/day.ts';
import { cardFindings } from './cardIdentities.ts';
import { caseFindings } from './caseIdentities.ts';
import { inDay, type DayInputs } from './dayInputs.ts';
import { feeSides } from './feesOfDay.ts';
import { finding, type Finding } from './finding.ts';
import { handOverDifferences, ratingDifferences } from './proofsOfDay.ts';
import { ribbonFigures } from './ribbonFigures.ts';
import { classLabel, expectedClosing } from './stockIdentity.ts';
import { unitDifferences } from './unitDifferences.ts';
import { bookSides } from './upstreamBooks.ts';

/**
 * The identities of domain-rules 11 with both sides and the members that differ, in their order. Both sides come from different records, so
 * that neither can hide an error of the other. An identity that cannot be proven now is `open`, never left out.
 */
export function identityFindings(inputs: DayInputs, stock: readonly StockIdentity[]): Finding[] {
  return [
    ...stock.flatMap((row) => stockFindings(row)),
    unitFinding(inputs),
    ...ribbonFindings(inputs),
    ...cardFindings(inputs),
    ...upstreamFindings(inputs),
    queueFinding(inputs),
    ...caseFindings(inputs),
    finding(
      '11.10',
      '领卡签收记录 = 当日交付卡片',
      'Hand-over receipts = cards handed over',
      inputs.rows.handOvers.length,
      inputs.jobs.filter((job) => inDay(inputs, job.handedOverAt)).length,
      { names: handOverDifferences(inputs).map(({ caseNumber }) => caseNumber) },
    ),
    ratingFinding(inputs),
    ...feeFindings(inputs),
  ];
}

/** The identities alone, as reports have them. */
export function identityChecks(inputs: DayInputs, stock: readonly StockIdentity[]): IdentityCheck[] {
  return identityFindings(inputs, stock).map(({ check }) => check);
}

/**
 * The left side comes from the ratings, the right side from the queue, so that neither can hide an error of the other. What upstream sent
 * back is not sent: it is pending until somebody has settled it.
 */
function ratingFinding(inputs: DayInputs): Finding {
  const rows = inputs.rows.ratings;
  const sent = rows.filter(({ state }) => state === 'acked').length;
  const pending = rows.filter(({ state }) => state !== 'acked').length;
  return finding(
    '11.10b',
    '评价：已收 = 已上报 + 待上报（一件至多一次）',
    'Ratings: taken = sent + pending (at most one per case)',
    inputs.ratings.length,
    sent + pending,
    { names: ratingDifferences(inputs).map(({ caseNumber }) => caseNumber) },
  );
}

/** The two lists of D12 are exceptions of their own; here only whether they are empty and both sides agree. */
function feeFindings(inputs: DayInputs): Finding[] {
  const sides = feeSides(inputs);
  return sides === null
    ? []
    : [
        finding(
          '11.11',
          '工本费：已收 = 补换卡制成 + 已退 + 已收未制',
          'Fees: paid = replacement cards made + refunded + paid, not made',
          sides.left,
          sides.right,
        ),
      ];
}

function stockFindings(row: StockIdentity): Finding[] {
  const label = classLabel(row);
  return [
    finding(
      '11.1',
      `库存 ${label}：日初 + 入库 − 使用 − 废卡 − 退回 = 日末`,
      `Stock ${label}: opening + received − used − wasted − returned = closing`,
      expectedClosing(row),
      row.closing,
    ),
    finding(
      '11.1',
      `库存 ${label}：日末 = 盲点实数`,
      `Stock ${label}: closing = counted blind`,
      row.closing,
      row.counted ?? 0,
      { open: row.counted === null },
    ),
  ];
}

/** The equation of 11.1 counts; this one looks at each blank, so that two errors cannot make up for one another, and each has its name. */
function unitFinding(inputs: DayInputs): Finding {
  const differing = unitDifferences(inputs);
  return finding(
    '11.1c',
    '空白卡：逐张状态 = 末次流转',
    'Blanks: state of each = its last movement',
    inputs.lastMoves.length,
    inputs.units.length,
    { names: differing.map(({ name }) => name) },
  );
}

/** Ribbons stand in the equation like spoiled cards (domain-rules 10.4): by their moves on the left, by themselves on the right. */
function ribbonFindings(inputs: DayInputs): Finding[] {
  if (inputs.ribbons.length === 0 && inputs.ribbonMoves.length === 0) return [];
  const { received, gone, unused, inPrinter, used } = ribbonFigures(inputs);
  return [
    finding(
      '10.4',
      '色带：入库 − 上缴销毁 = 未用 + 在机 + 用过待销毁',
      'Ribbons: received − sent up or destroyed = unused + in a printer + spent',
      received - gone,
      unused + inPrinter + used,
    ),
  ];
}

/** By batch, card number and chip, in both directions (11.5); each difference has its own exception. */
function upstreamFindings(inputs: DayInputs): Finding[] {
  const sides = bookSides(inputs);
  const labels = [
    { zh: '回盘：本站 = 上级', en: 'Reported: here = upstream' },
    { zh: '启用：本站 = 上级', en: 'Enabled: here = upstream' },
  ];
  return labels.map(({ zh, en }, index) => {
    const side = sides?.[index];
    if (side === undefined) return finding('11.5', zh, en, 0, 0, { open: true });
    return finding('11.5', zh, en, side.ours.length, side.theirs.length, {
      names: [
        ...side.localOnly.map(({ cardNumber }) => cardNumber ?? ''),
        ...side.upstreamOnly.map(({ cardNumber }) => cardNumber),
        ...side.otherwise.map(({ card }) => card.cardNumber),
      ],
    });
  });
}

/** What was created is told by the places in the queue, not by the rows that are there: a row that is gone leaves its place (11.6, G3). */
function queueFinding(inputs: DayInputs): Finding {
  const { created, acknowledged, open, missing, withoutReceipt } = inputs.rows;
  return finding(
    '11.6',
    '队列：日初未确认 + 新增 = 已确认 + 日末未确认',
    'Queue: open at start + created = acknowledged + open',
    inputs.openRowsAtStart + created + missing.length,
    acknowledged + open.length,
    {
      names: [
        ...missing.map((place) => `№ ${place}`),
        ...withoutReceipt.map(({ id, kind }) => `${kind} ${id}`),
      ],
    },
  );
}
