import type { DayException } from '../../contract/day.ts';
import { exception } from './exception.ts';
import type { DayInputs, KnownCorrection } from './dayInputs.ts';
import { booksAgree } from './lateBooks.ts';

/**
 * What stands in this day about days before it: overridden days that nobody has signed (H3), what upstream refused or said otherwise about a day
 * that was closed (G9), and that this day's own blanks were not counted.
 */
export function laterExceptions(inputs: DayInputs): DayException[] {
  return [
    ...inputs.earlierUnsigned.map(({ date, at, by }) =>
      exception('dayUnsigned', date, date, by, at, null, null),
    ),
    ...inputs.corrections.flatMap((each) => correctionException(inputs, each)),
    ...(inputs.records === undefined
      ? []
      : [
          exception(
            'recordsAltered',
            'records',
            `${inputs.records.count} (${inputs.records.first})`,
            inputs.stationId,
            inputs.now,
            null,
            null,
          ),
        ]),
    ...(inputs.counts === null
      ? [exception('notCounted', inputs.date, inputs.date, inputs.stationId, inputs.now, null, null)]
      : []),
  ];
}

/** A receipt is good news and needs no word. A row that is still refused or in conflict is on the list of open rows already. */
function correctionException(inputs: DayInputs, correction: KnownCorrection): DayException[] {
  const { date, at, kind, rowId, rowKind, caseId, caseNumber, outcome } = correction;
  if (kind === 'books')
    return booksAgree(outcome)
      ? []
      : [exception('matchDiffers', `books:${date}`, `${date} ${outcome}`, inputs.stationId, at, null, null)];
  if (kind === 'receipt' || inputs.rows.open.some(({ id, state }) => id === rowId && state !== 'waiting'))
    return [];
  const text = [date, rowKind, caseNumber, outcome].filter(Boolean).join(' ');
  return [
    exception(
      kind === 'conflict' ? 'conflict' : 'refusedRow',
      `${date}:${rowId ?? ''}`,
      text,
      inputs.stationId,
      at,
      caseId,
      null,
    ),
  ];
}
