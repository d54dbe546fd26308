import type { PermitRecord } from '../../contract/permit.ts';
import type { EcardAnswer } from '../../contract/upstream.ts';
import { trainingEcardQr } from '../../domain/rules/readEcardQr.ts';

/** How long a training card shows one code (domain-rules 3.9). */
const lifeMs = 60_000;
/** A training morning needs a few; the oldest are forgotten and then unknown. */
const mostCodes = 500;

/** The codes that the electronic cards of the training mode have shown. In memory: a code outlives no restart. */
export interface EcardBook {
  /** What a card shows now: a new code, good for 60 seconds. Null: a card with no work permit linked to it. */
  show(permit: PermitRecord | null): string;
  /** `permitNumber`: whose case asks; null = nobody's. */
  check(code: string, permitNumber: string | null): EcardAnswer;
}

/** `randomToken` gives 24 letters A-Z and digits, never the same twice. */
export function ecardBook(options: {
  readonly now: () => number;
  readonly randomToken: () => string;
}): EcardBook {
  const shown = new Map<string, { readonly permit: PermitRecord | null; readonly at: number }>();
  return {
    show(permit) {
      const code = trainingEcardQr(options.randomToken());
      shown.set(code, { permit, at: options.now() });
      for (const oldest of shown.keys()) {
        if (shown.size <= mostCodes) break;
        shown.delete(oldest);
      }
      return code;
    },
    check(code, permitNumber) {
      const entry = shown.get(code);
      if (entry === undefined) return { result: 'unknown' };
      if (options.now() - entry.at >= lifeMs) return { result: 'expired' };
      const { permit } = entry;
      if (permitNumber !== null && permit !== null && permit.permitNumber !== permitNumber)
        return { result: 'notYours' };
      return { result: 'valid', holder: permit === null ? null : holderOf(permit) };
    },
  };
}

const holderOf = ({ permitNumber, holder }: PermitRecord) => ({
  permitNumber,
  birthYear: Number(holder.birthDate.slice(0, 4)),
  passportTail: holder.passportNumber.slice(-4),
});
