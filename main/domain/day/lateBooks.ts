import { bookSides, type BookInputs } from './upstreamBooks.ts';

const agreed = 'agree';

/** Does a correction of kind `books` say that both books are the same? */
export const booksAgree = (outcome: string): boolean => outcome.startsWith(agreed);

/**
 * What upstream's books of a closed day came to when it could be asked at last (11.5, domain-rules 13.10), in one line: how many cards agree, or
 * which are only here, only upstream, or other ones. Card numbers, nothing personal.
 */
export function lateBooksOutcome(inputs: BookInputs): string {
  const sides = bookSides(inputs) ?? [];
  const parts = sides.flatMap(({ at, localOnly, upstreamOnly, otherwise }) => {
    const stage = at === 'reportedAt' ? 'report' : 'enable';
    const list = (word: string, numbers: readonly (string | null)[]): string[] =>
      numbers.length === 0 ? [] : [`${stage} ${word}: ${numbers.join(' ')}`];
    return [
      ...list(
        'localOnly',
        localOnly.map(({ cardNumber }) => cardNumber),
      ),
      ...list(
        'upstreamOnly',
        upstreamOnly.map(({ cardNumber }) => cardNumber),
      ),
      ...list(
        'otherCard',
        otherwise.map(({ card }) => card.cardNumber),
      ),
    ];
  });
  if (parts.length > 0) return parts.join('; ');
  return `${agreed} ${sides.map(({ ours }) => ours.length).join('/')}`;
}
