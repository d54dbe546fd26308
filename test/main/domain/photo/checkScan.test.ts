import { describe, expect, it } from 'vitest';
import type { ScanFacts } from '../../../../main/contract/photos.ts';
import { checkScan } from '../../../../main/domain/photo/checkScan.ts';

const scan = (
  changes: Partial<Omit<ScanFacts, 'file'>> & { file?: Partial<ScanFacts['file']> } = {},
): ScanFacts => ({
  sharpness: 900,
  ink: 0.1,
  cut: [],
  ...changes,
  file: {
    bytes: 600_000,
    width: 1654,
    height: 2339,
    components: 3,
    process: 'baseline',
    orientation: null,
    capturedOn: null,
    ...changes.file,
  },
});
const codes = (facts: ScanFacts): string[] => checkScan(facts).reasons.map(({ code }) => code);

describe('B5 the scan gate', () => {
  it('lets a whole, sharp page through', () => {
    expect(checkScan(scan())).toEqual({ result: 'ok', reasons: [] });
  });

  it.each([
    [
      'resolution',
      scan({ file: { width: 999, height: 3000 } }),
      scan({ file: { width: 1000, height: 3000 } }),
      'scanTooSmall',
    ],
    [
      'resolution, lying',
      scan({ file: { width: 3000, height: 999 } }),
      scan({ file: { width: 3000, height: 1000 } }),
      'scanTooSmall',
    ],
    ['size', scan({ file: { bytes: 19_999 } }), scan({ file: { bytes: 20_000 } }), 'scanBytesFew'],
    ['blur', scan({ sharpness: 59.9 }), scan({ sharpness: 60 }), 'scanBlurred'],
    ['cut edge', scan({ cut: ['left'] }), scan(), 'scanCut'],
    ['blank', scan({ ink: 0.0019 }), scan({ ink: 0.002 }), 'scanBlank'],
  ])('%s', (_name, bad, good, code) => {
    expect(checkScan(bad).result).toBe('fails');
    expect(codes(bad)).toEqual([code]);
    expect(codes(good)).toEqual([]);
  });

  it('says all reasons at once, and of a blank sheet only that', () => {
    expect(codes(scan({ sharpness: 1, cut: ['top', 'left'], file: { width: 500, bytes: 100 } }))).toEqual([
      'scanTooSmall',
      'scanBytesFew',
      'scanBlurred',
      'scanCut',
    ]);
    expect(codes(scan({ ink: 0, sharpness: 0 }))).toEqual(['scanBlank']);
  });
});
