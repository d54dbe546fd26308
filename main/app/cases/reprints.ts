import type { ReprintLine } from '../../contract/outcomes.ts';
import type { Deps } from '../deps.ts';
import type { MovementRecord } from '../ports/stores.ts';

/**
 * Every copy of a paper, every card that was made again, and every card in the place of an earlier one (4.21), each with its reason and person, from one instant up to another (C4), oldest
 * first. A card counts when its job went on to another blank: a spoilt blank after which nobody went on is waste, not a reprint.
 */
export function reprintsBetween(deps: Pick<Deps, 'stores'>, from: string, to: string): ReprintLine[] {
  const { stores } = deps;
  const within = (at: string): boolean => at >= from && at < to;
  const papers = stores.notices.reprinted().flatMap((notice) =>
    notice.reprints
      .map((reprint, index): ReprintLine => ({
        subject: 'paper',
        number: notice.number,
        noticeKind: notice.kind,
        caseId: notice.caseId,
        caseNumber: notice.content.caseNumber,
        copy: index + 1,
        reason: reprint.reason,
        at: reprint.at,
        by: reprint.by,
      }))
      .filter(({ at }) => within(at)),
  );
  const cards = stores.units
    .movementsBetween(from, to)
    .filter(({ to: state }) => state === 'wasted')
    .flatMap((movement) => cardLine(deps, movement));
  const replaced = stores.earlierCards.between(from, to).flatMap((act): ReprintLine[] => {
    if (act.act !== 'replaced') return [];
    const earlier = stores.earlierCards
      .ofPermit(act.permitNumber)
      .filter((each) => each.act === 'replaced')
      .findIndex(({ id }) => id === act.id);
    return [
      {
        subject: 'replacement',
        number: act.cardNumber?.slice(-4) ?? '',
        noticeKind: null,
        caseId: act.caseId,
        caseNumber: act.caseNumber,
        copy: earlier + 1,
        reason: [act.purpose, act.reason, act.note].filter((word) => word !== null).join(' '),
        at: act.at,
        by: act.by,
      },
    ];
  });
  return [...papers, ...cards, ...replaced].toSorted((a, b) => a.at.localeCompare(b.at));
}

function cardLine({ stores }: Pick<Deps, 'stores'>, movement: MovementRecord): ReprintLine[] {
  const job = movement.jobId === null ? null : stores.jobs.get(movement.jobId);
  if (job === null) return [];
  const spoilt = stores.units
    .list()
    .filter((unit) => unit.jobId === job.id && unit.state === 'wasted')
    .toSorted((a, b) => a.since.localeCompare(b.since));
  const copy = spoilt.findIndex(({ key }) => key === movement.unitKey) + 1;
  if (copy === 0 || job.attempt <= copy) return [];
  return [
    {
      subject: 'card',
      number: stores.units.get(movement.unitKey)?.tail ?? '',
      noticeKind: null,
      caseId: job.caseId,
      caseNumber: job.caseNumber,
      copy,
      reason: movement.note ?? movement.reason ?? '',
      at: movement.at,
      by: movement.by,
    },
  ];
}
