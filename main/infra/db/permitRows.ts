import type { PermitRecord } from '../../contract/permit.ts';
import { nameSearchText } from '../../domain/identifiers/nameSearch.ts';

/**
 * Records on their way into the file: all their texts as UTF-8 in one piece of memory, which one thread hands to another without a copy. A
 * page of ten thousand strings would be copied twice and take four times the memory. `ends`: where each text ends, six for each record.
 */
export interface PermitRows {
  readonly count: number;
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
}

export interface PermitRow {
  readonly permitNumber: string;
  readonly passportNumber: string;
  readonly status: string;
  readonly validFrom: string;
  readonly name: string;
  /** UTF-8 of the JSON. */
  readonly record: Uint8Array;
}

const textsOfRow = 6;
/** What a record takes as a rule; the memory grows with what comes. */
const likelyBytes = 1000;

/** Collects the records of one page or several, about `likely` of them. `take` ends it. */
export function packPermits(likely = 0): { add(permits: readonly PermitRecord[]): void; take(): PermitRows } {
  let bytes = Buffer.alloc(0);
  let [length, count] = [0, 0];
  const ends: number[] = [];
  const text = (value: string): void => {
    // No letter takes more than three bytes for each of its UTF-16 units.
    const most = length + value.length * 3;
    if (most > bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(most, Math.ceil(bytes.length * 1.5)));
      bytes.copy(larger, 0, 0, length);
      bytes = larger;
    }
    length += bytes.write(value, length);
    ends.push(length);
  };
  return {
    add(permits) {
      if (bytes.length === 0)
        bytes = Buffer.allocUnsafeSlow(Math.max(1, permits.length, likely) * likelyBytes);
      for (const permit of permits) {
        const { permitNumber, status, validFrom, holder } = permit;
        text(permitNumber);
        text(holder.passportNumber);
        text(status);
        text(validFrom);
        text(nameSearchText(holder.familyName, holder.givenNames));
        text(JSON.stringify(permit));
        count += 1;
      }
    },
    take: () => ({
      count,
      bytes: new Uint8Array(bytes.buffer, 0, bytes.length),
      ends: Uint32Array.from(ends),
    }),
  };
}

/** The records one after the other; each is good until the next one is asked for. */
export function* unpackPermits({ count, bytes, ends }: PermitRows): Generator<PermitRow> {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let from = 0;
  const end = (index: number): number => ends[index] ?? from;
  const text = (index: number): string => {
    const start = from;
    from = end(index);
    return all.toString('utf8', start, from);
  };
  for (let row = 0; row < count; row += 1) {
    const first = row * textsOfRow;
    const permitNumber = text(first);
    const passportNumber = text(first + 1);
    const status = text(first + 2);
    const validFrom = text(first + 3);
    const name = text(first + 4);
    const start = from;
    from = end(first + 5);
    yield { permitNumber, passportNumber, status, validFrom, name, record: all.subarray(start, from) };
  }
}
