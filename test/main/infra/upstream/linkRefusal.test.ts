import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkRefusalCodes } from '../../../../main/contract/stationIdentity.ts';
import { isProven } from '../../../../main/infra/upstream/httpUpstream.ts';
import { readLinkRefusal } from '../../../../main/infra/upstream/readAnswer.ts';

const received = (text: string, changes: object = {}) => ({
  status: 403,
  mediaType: 'application/json',
  text,
  tooLong: false,
  ...changes,
});
const revoked = JSON.stringify({ error: 'stationRevoked' });

describe('I7 why upstream does not listen to a station', () => {
  it.each(linkRefusalCodes)('reads %s from whoever is known to be upstream', (error) => {
    for (const status of [401, 403])
      expect(readLinkRefusal(received(JSON.stringify({ error }), { status }), true)).toEqual({ error });
  });

  it('believes nobody who could be anybody: a network’s sign-in page can write the same', () => {
    expect(readLinkRefusal(received(revoked), false)).toBeNull();
  });

  it.each([
    ['https://upstream.invalid/base', true],
    ['http://127.0.0.1:8080', true],
    ['http://[::1]:8080', true],
    ['http://localhost:8080', true],
    ['http://upstream.invalid', false],
    ['http://127.0.0.1.upstream.invalid', false],
    ['http://localhost.upstream.invalid', false],
    ['http://10.0.0.1', false],
  ])('%s is known to be upstream: %s', (address, proven) => {
    expect(isProven(address)).toBe(proven);
  });

  it('is no other status, type or length', () => {
    for (const changes of [
      { status: 200 },
      { status: 409 },
      { status: 500 },
      { mediaType: 'text/html' },
      { tooLong: true },
    ])
      expect(readLinkRefusal(received(revoked, changes), true)).toBeNull();
  });

  it('reads nothing into rubbish, and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.record({ error: fc.anything(), time: fc.anything() }).map((value) => safeJson(value)),
          fc.constantFrom('["stationRevoked"]', '{"error":["stationRevoked"]}', '{"error":"StationRevoked"}'),
          fc.constant('{"error":"clockOutside","time":"yesterday"}'),
        ),
        (text) => {
          expect(readLinkRefusal(received(text), true)).toBeNull();
        },
      ),
      { seed: 20261128, numRuns: 500 },
    );
  });
});

const safeJson = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
};
