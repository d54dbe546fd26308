import { createHash, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signatureHeaders, signatureWindowMs } from '../../../main/contract/stationIdentity.ts';
import { createRequestSigner } from '../../../main/infra/upstream/requestSigner.ts';
import { publicHalf } from '../../../main/infra/upstream/stationKey.ts';
import { stationBook, type IncomingRequest } from '../../../main/training/upstream/stationBook.ts';

const start = Date.parse('2026-11-28T01:00:00.000Z');
const der = (): Uint8Array =>
  new Uint8Array(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }));

/** A station that signs, and the upstream's book that knows it; both clocks by hand. */
function bench(enrolled: readonly string[] = ['SZ50']) {
  const clock = { upstream: start, station: start };
  const revoked = new Set<string>();
  const privateKey = der();
  const book = stationBook(
    enrolled.map((stationId) => ({ stationId, publicKey: publicHalf(privateKey).publicKey })),
    () => clock.upstream,
    (stationId) => revoked.has(stationId),
  );
  const signer = createRequestSigner({ stationId: 'SZ50', privateKey }, () => clock.station);
  const post = (body = '{"rows":[]}', key = 'row_1'): IncomingRequest => ({
    method: 'POST',
    target: '/v1/outbox',
    headers: {
      'idempotency-key': key,
      ...signer.headersFor({
        method: 'POST',
        url: 'https://upstream.invalid:8443/v1/outbox',
        idempotencyKey: key,
        body,
      }),
    },
    body: Buffer.from(body),
  });
  return { book, clock, revoked, signer, post };
}

describe('I7 upstream knows a station by its key', () => {
  it('hears a signed request of a station it enrolled', () => {
    const { book, post } = bench();
    expect(book.hear(post())).toEqual({ stationId: 'SZ50' });
  });

  it('hears no request that was altered on its way, whatever was altered', () => {
    const { book, post } = bench();
    const altered: readonly [string, (request: IncomingRequest) => IncomingRequest][] = [
      ['body', (request) => ({ ...request, body: Buffer.from('{"rows":[1]}') })],
      ['path', (request) => ({ ...request, target: '/v1/cards/lock' })],
      ['query', (request) => ({ ...request, target: '/v1/outbox?again=1' })],
      ['method', (request) => ({ ...request, method: 'PUT' })],
      ['row', (request) => ({ ...request, headers: { ...request.headers, 'idempotency-key': 'row_2' } })],
      ...Object.values(signatureHeaders).map((name): [string, (r: IncomingRequest) => IncomingRequest] => [
        name,
        (request) => {
          const value = String(request.headers[name]);
          const other = name === signatureHeaders.time ? '2026-11-28T01:00:00.001Z' : flip(value);
          return { ...request, headers: { ...request.headers, [name]: other } };
        },
      ]),
    ];
    const answers = altered.map(([what, change]) => [what, book.hear(change(post()))]);
    expect(answers).toEqual(
      altered.map(([what]) => [
        what,
        {
          status: 401,
          refusal: { error: what === signatureHeaders.station ? 'stationUnknown' : 'signatureBad' },
        },
      ]),
    );
    expect(book.hear(post())).toEqual({ stationId: 'SZ50' });
  });

  it('refuses a station it does not know, and the old key of one that has a new one', () => {
    const stranger = bench([]);
    expect(stranger.book.hear(stranger.post())).toEqual({
      status: 401,
      refusal: { error: 'stationUnknown' },
    });
    const { book, post } = bench();
    book.enrol({ stationId: 'SZ50', publicKey: publicHalf(der()).publicKey });
    expect(book.hear(post())).toEqual({ status: 401, refusal: { error: 'signatureBad' } });
  });

  it('the very same bytes count once; the same call signed anew is heard', () => {
    const { book, post, clock } = bench();
    const bytes = post();
    expect(book.hear(bytes)).toEqual({ stationId: 'SZ50' });
    expect(book.hear(bytes)).toEqual({ status: 401, refusal: { error: 'replayed' } });
    expect(book.hear(post())).toEqual({ stationId: 'SZ50' });
    // Kept as long as its time would be taken; after that the time alone refuses it.
    clock.upstream += signatureWindowMs;
    expect(book.hear(bytes)).toEqual({ status: 401, refusal: { error: 'replayed' } });
    clock.upstream += 1;
    expect(book.hear(bytes)).toMatchObject({ refusal: { error: 'clockOutside' } });
  });

  it('a restarted upstream, which has forgotten what it heard, is not taken in by what was sent before', () => {
    const before = bench();
    const bytes = before.post();
    before.book.hear(bytes);
    const restartedAt = start + 60_000;
    const after = stationBook(
      [],
      () => restartedAt,
      () => false,
    );
    const key = generateKeyPairSync('ed25519');
    const privateKey = new Uint8Array(key.privateKey.export({ type: 'pkcs8', format: 'der' }));
    after.enrol({ stationId: 'SZ50', publicKey: publicHalf(privateKey).publicKey });
    const signer = createRequestSigner({ stationId: 'SZ50', privateKey }, () => start);
    const call = { method: 'GET', url: 'http://127.0.0.1/v1/health?service=queue', idempotencyKey: 'k' };
    const hear = () =>
      after.hear({
        method: 'GET',
        target: '/v1/health?service=queue',
        headers: { 'idempotency-key': 'k', ...signer.headersFor(call) },
        body: new Uint8Array(),
      });
    const answer = hear();
    expect(answer).toMatchObject({ status: 401, refusal: { error: 'clockOutside' } });
    signer.learnTime(new Date(restartedAt).toISOString());
    expect(hear()).toEqual({ stationId: 'SZ50' });
  });

  it('a time more than five minutes off is refused with upstream’s time, by which the station signs anew', () => {
    const { book, post, clock, signer } = bench();
    clock.station = start - signatureWindowMs - 1000 + 86_400_000;
    const answer = book.hear(post());
    expect(answer).toEqual({
      status: 401,
      refusal: { error: 'clockOutside', time: new Date(start).toISOString() },
    });
    signer.learnTime(new Date(start).toISOString());
    expect(book.hear(post())).toEqual({ stationId: 'SZ50' });
  });

  it('a revoked station is told so only when it has proven who it is', () => {
    const { book, post, revoked } = bench();
    revoked.add('SZ50');
    expect(book.hear(post())).toEqual({ status: 403, refusal: { error: 'stationRevoked' } });
    const forged = post();
    expect(book.hear({ ...forged, body: Buffer.from('other') })).toMatchObject({ status: 401 });
    revoked.delete('SZ50');
    expect(book.hear(post())).toEqual({ stationId: 'SZ50' });
  });

  it('whatever stands in the headers, it neither throws nor hears it', () => {
    const { book, post } = bench();
    const good = post();
    const odd = fc.oneof(
      fc.string(),
      fc.constantFrom('', 'null', '2026-11-28T01:00:00.000Z', 'SZ50', 'a'.repeat(100_000)),
      fc.string({ unit: fc.constantFrom('0', '1', '7', 'a', 'c', 'f'), minLength: 16, maxLength: 128 }),
      fc.constant(undefined),
      fc.array(fc.string(), { maxLength: 3 }),
    );
    fc.assert(
      fc.property(
        fc.subarray(Object.values(signatureHeaders), { minLength: 1 }),
        fc.array(odd, { minLength: 5, maxLength: 5 }),
        (names, values) => {
          const changed = Object.fromEntries(names.map((name, index) => [name, values[index]]));
          fc.pre(names.some((name) => changed[name] !== good.headers[name]));
          const answer = book.hear({ ...good, headers: { ...good.headers, ...changed } });
          expect('refusal' in answer && answer.status).toBe(401);
        },
      ),
      { seed: 20261128, numRuns: 500 },
    );
    expect(book.hear(good)).toEqual({ stationId: 'SZ50' });
  });

  it('names a key by the first digits of the fingerprint that people compare', () => {
    const { post } = bench();
    const key = der();
    const { fingerprint, publicKey } = publicHalf(key);
    const spki = Buffer.from(publicKey.replaceAll(/-----[A-Z ]+-----|\s/g, ''), 'base64');
    expect(fingerprint).toBe(createHash('sha256').update(spki).digest('hex'));
    expect(String(post().headers[signatureHeaders.key])).toMatch(/^[0-9a-f]{16}$/);
  });
});

/** Another text of the same shape: one digit or letter is another. */
function flip(value: string): string {
  const first = value.charAt(2);
  return `${value.slice(0, 2)}${first === '0' ? '1' : first === 'A' ? 'B' : /[0-9a-f]/.test(first) ? '0' : 'A'}${value.slice(3)}`;
}
