import fc from 'fast-check';
import { concatBytes } from '../../../drivers/framing/bytes.ts';

type Mutation = (bytes: Uint8Array) => Uint8Array;

const at = fc.double({ min: 0, max: 0.999, noNaN: true });
const place = (bytes: Uint8Array, share: number): number => Math.floor(share * bytes.length);

/** Damage done to a valid frame: flipped bits, bytes lost, put in, doubled, or cut off. */
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(at, fc.integer({ min: 1, max: 255 })).map(([share, flip]): Mutation => (bytes) => {
    const wrong = bytes.slice();
    const index = place(bytes, share);
    wrong[index] = (wrong[index] ?? 0) ^ flip;
    return wrong;
  }),
  fc.tuple(at, fc.integer({ min: 1, max: 8 })).map(([share, count]): Mutation => (bytes) => {
    const index = place(bytes, share);
    return concatBytes([bytes.slice(0, index), bytes.slice(index + count)]);
  }),
  fc.tuple(at, fc.uint8Array({ minLength: 1, maxLength: 8 })).map(([share, added]): Mutation => (bytes) => {
    const index = place(bytes, share);
    return concatBytes([bytes.slice(0, index), added, bytes.slice(index)]);
  }),
  at.map(
    (share): Mutation =>
      (bytes) =>
        bytes.slice(0, place(bytes, share)),
  ),
  at.map(
    (share): Mutation =>
      (bytes) =>
        bytes.slice(place(bytes, share)),
  ),
  fc.constant<Mutation>((bytes) => concatBytes([bytes, bytes])),
);

/** One to three mutations, one after the other. */
export const mutated: fc.Arbitrary<Mutation> = fc
  .array(mutation, { minLength: 1, maxLength: 3 })
  .map((mutations) => (bytes) => mutations.reduce((current, mutate) => mutate(current), bytes));
