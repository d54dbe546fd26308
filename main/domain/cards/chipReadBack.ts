import type { CardData } from '../../contract/cards.ts';
import { chipRecord, nameOnChip, type ChipFacts, type ChipRecord } from '../../contract/devices.ts';
import { success, type Result } from '../../contract/result.ts';

/** What a read-back compares (D6). */
export type ChipField =
  'cardIdentifier' | 'cardNumber' | 'socialSecurityNumber' | 'holderName' | 'issuedOn' | 'expiresOn';

/**
 * Fields of the chip that are not as the record wants them, in a fixed order; empty = the chip is right (D6). Names only, never values.
 * `cardIdentifier`: the one read from this card before it was written, so that a swapped card shows; null = was not on the chip.
 * Throws nothing: a chip that was not read differs in everything.
 */
export function chipDifferences(
  record: ChipRecord & { readonly cardIdentifier: string | null },
  facts: ChipFacts,
): readonly ChipField[] {
  const wanted: Readonly<Record<ChipField, string | null>> = {
    cardIdentifier: record.cardIdentifier,
    cardNumber: record.cardNumber,
    socialSecurityNumber: record.socialSecurityNumber,
    holderName: nameAsRead(record.holderName),
    issuedOn: record.issuedOn,
    expiresOn: record.expiresOn,
  };
  const fields: readonly ChipField[] = [
    'cardIdentifier',
    'cardNumber',
    'socialSecurityNumber',
    'holderName',
    'issuedOn',
    'expiresOn',
  ];
  if (facts.completion.code !== 'success') return fields;
  return fields.filter((field) => facts[field] !== wanted[field]);
}

/** A name as it comes back: what does not fit on the chip is not missed. One that cannot be written at all never comes back. */
function nameAsRead(name: string): string {
  return nameOnChip(name)?.text ?? name.trim();
}

/** What is to be written for this card. Error: cardNotAllowed with the first field that no chip can hold. */
export function chipRecordOf(data: CardData): Result<ChipRecord> {
  const parsed = chipRecord.safeParse({
    cardNumber: data.cardNumber,
    socialSecurityNumber: data.socialSecurityNumber,
    holderName: data.name,
    issuedOn: data.issueDate,
    expiresOn: data.validUntil,
  });
  const field = parsed.success
    ? nameOnChip(parsed.data.holderName) === null
      ? 'name'
      : null
    : String(parsed.error.issues[0]?.path[0]);
  return parsed.success && field === null
    ? success(parsed.data)
    : { ok: false, error: { code: 'cardNotAllowed', detail: { reason: field ?? 'chip' } } };
}

/** A chip that was read and holds nothing of any record: it is a blank, and may be written. */
export function isChipEmpty(facts: ChipFacts): boolean {
  const { cardNumber, socialSecurityNumber, holderName, issuedOn, expiresOn } = facts;
  return [cardNumber, socialSecurityNumber, holderName, issuedOn, expiresOn].every((value) => value === null);
}
