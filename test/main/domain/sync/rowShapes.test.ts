import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowKind } from '../../../../main/contract/sync.ts';
import { newestShape, newestVersion } from '../../../../main/domain/sync/rowShapes.ts';
import { samplePayload } from '../../helpers/index.ts';

/** Payloads as builds before versions wrote them, word for word with all that they held. */
const asEarlierBuildsWrote = {
  'case.opened': {
    permitNumber: 'TEST00000001',
    businessType: 'newPermit',
    channel: 'window',
    openedAt: '2026-09-01T02:00:00.000Z',
    packVersion: '2026-07',
    snapshotDigest: 'ab'.repeat(32),
    verification: 'pendingOnline',
  },
  'case.decided': {
    outcome: 'supplement',
    permitNumber: 'TEST00000001',
    at: '2026-09-01T02:10:00.000Z',
    officer: 'limin',
    items: ['passport'],
    reasons: ['x'],
  },
  'card.handOver': {
    jobKey: 'SZ50:job_1',
    permitNumber: 'TEST00000001',
    batch: 'P1',
    cardNumber: 'T00000001',
    cardIdentifier: 'B'.repeat(32),
    recipient: 'holder',
    at: '2026-09-01T03:00:00.000Z',
  },
  'stock.moved': { to: 'vault', at: '2026-09-01T03:00:00.000Z', units: [] },
} as const;

describe('G1 the shape of a row', () => {
  it.each(rowKind.options)('%s: what the first build wrote fits the newest shape', (kind) => {
    const shaped = newestShape(kind, 1, samplePayload(kind));
    expect(shaped).toMatchObject({ fits: true, version: newestVersion(kind), payload: samplePayload(kind) });
  });

  it.each(Object.entries(asEarlierBuildsWrote))(
    '%s of an old build: nothing of it is lost',
    (kind, payload) => {
      const shaped = newestShape(rowKind.parse(kind), 1, payload);
      if (!shaped.fits) throw new Error(shaped.field);
      expect(shaped.payload).toMatchObject(payload);
    },
  );

  it.each(['case.decided', 'card.handOver'] as const)(
    '%s: the second version names pictures; an old row names none',
    (kind) => {
      expect(newestVersion(kind)).toBe(2);
      expect(newestShape(kind, 1, samplePayload(kind))).toMatchObject({ payload: { attachments: [] } });
      expect(newestShape(kind, 2, samplePayload(kind))).toEqual({ fits: false, field: 'attachments' });
      const attachments = [{ kind: 'photo', digest: 'a'.repeat(64), size: 3 }];
      const now = { ...samplePayload(kind), attachments };
      expect(newestShape(kind, 2, now)).toEqual({ fits: true, version: 2, payload: now });
    },
  );

  it.each([0, -1, 1.5, 3, 99])('a version that no build wrote does not fit: %s', (version) => {
    expect(newestShape('case.decided', version, samplePayload('case.decided'))).toEqual({
      fits: false,
      field: 'version',
    });
  });

  it('anything at all: a judgement, never an exception, and never a value in it', () => {
    const anything = fc.dictionary(fc.string(), fc.anything());
    fc.assert(
      fc.property(
        fc.constantFrom(...rowKind.options),
        fc.integer({ min: -2, max: 4 }),
        anything,
        (kind, version, payload) => {
          const shaped = newestShape(kind, version, payload);
          expect(typeof shaped.fits).toBe('boolean');
          if (!shaped.fits) expect(shaped.field.length).toBeLessThanOrEqual(80);
        },
      ),
      { numRuns: 500 },
    );
  });
});
