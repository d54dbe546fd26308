import type { CardData } from '../../contract/cards.ts';
import type { PermitRecord } from '../../contract/permit.ts';
import type { Failure } from '../../contract/result.ts';

/** Fields without which no card is started (domain-rules 9.10). */
const needed = [
  'documentNumber',
  'name',
  'socialSecurityNumber',
  'photo',
  'validUntil',
  'birthDate',
  'issueDate',
  'cardNumber',
] as const satisfies readonly (keyof CardData)[];

/**
 * Why these data cannot become a card: an empty field (9.10), or data of somebody else than the case is about. Null when
 * they can. `record` is the permit record the originals were checked against.
 */
export function cardDataProblem(data: CardData, record: PermitRecord): Failure | null {
  const empty = needed.filter((field) => data[field].trim() === '');
  if (empty.length > 0) return { code: 'cardNotAllowed', detail: { reason: empty.join(', ') } };
  const { holder } = record;
  const differs =
    data.permitNumber !== record.permitNumber
      ? 'permitNumber'
      : data.documentNumber !== holder.passportNumber
        ? 'passportNumber'
        : data.birthDate !== holder.birthDate
          ? 'birthDate'
          : data.nationality !== holder.nationality
            ? 'nationality'
            : null;
  return differs === null ? null : { code: 'passportDiffers', detail: { field: differs } };
}
