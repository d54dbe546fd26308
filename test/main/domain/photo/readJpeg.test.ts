import { beforeAll, describe, expect, it } from 'vitest';
import { readJpeg, withoutMetadata } from '../../../../main/domain/photo/readJpeg.ts';
import { drawPhoto, exifBody, withSegment } from '../../infra/photo/drawnPhotos.ts';

let good: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  good = await drawPhoto({ width: 358, height: 472 });
});

const codeOf = (bytes: Uint8Array): string => {
  const result = readJpeg(bytes);
  return result.ok ? 'ok' : result.error.code;
};
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const joined = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
/** Where the frame header lies. */
const frameAt = (bytes: Uint8Array): number =>
  bytes.findIndex((value, index) => value === 0xff && bytes[index + 1] === 0xc0);
const edited = (change: (copy: Uint8Array, frame: number) => void): Uint8Array => {
  const copy = good.slice();
  change(copy, frameAt(copy));
  return copy;
};

describe('A6 a real JPEG', () => {
  it('says its size, colours and coding', () => {
    expect(readJpeg(good)).toMatchObject({
      ok: true,
      value: {
        file: {
          bytes: good.length,
          width: 358,
          height: 472,
          components: 3,
          process: 'baseline',
          orientation: null,
          capturedOn: null,
        },
      },
    });
  });

  it.each([true, false])('says orientation and day of capture from EXIF, little endian %s', (little) => {
    const body = exifBody({ orientation: 6, captured: '2026:09:30 23:59:59' }, little);
    expect(readJpeg(withSegment(good, 0xe1, body))).toMatchObject({
      ok: true,
      // Lying on its side: a person sees the sides swapped.
      value: { file: { width: 472, height: 358, orientation: 6, capturedOn: '2026-09-30' } },
    });
  });

  it.each(['0000:00:00 00:00:00', '2026:02:30 10:00:00', '2026-09-30 10:00:00', 'yesterday at noon  '])(
    'takes %s for no date',
    (captured) => {
      expect(readJpeg(withSegment(good, 0xe1, exifBody({ captured })))).toMatchObject({
        ok: true,
        value: { file: { capturedOn: null } },
      });
    },
  );

  it.each([
    ['nothing', () => new Uint8Array()],
    ['a PNG', () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])],
    ['text with the name .jpg', () => ascii('this is not a picture')],
    ['a PDF with a JPEG inside', () => joined(ascii('%PDF-1.7\n'), good)],
  ])('%s is none', (_name, make) => {
    expect(codeOf(make())).toBe('pictureNotJpeg');
  });

  it('is complete: every cut of it is refused', () => {
    for (let length = 3; length < good.length; length += 97)
      expect(codeOf(good.subarray(0, length))).toBe('pictureTruncated');
    expect(codeOf(good.subarray(0, good.length - 1))).toBe('pictureTruncated');
    expect(codeOf(good.subarray(0, good.length - 2))).toBe('pictureTruncated');
  });

  it.each([
    ['a ZIP behind it', () => joined(good, ascii('PK\u0003\u0004 and more'))],
    ['one byte behind it', () => joined(good, new Uint8Array([0]))],
    ['a second picture behind it', () => joined(good, good)],
    ['a PDF in a comment', () => withSegment(good, 0xfe, ascii('%PDF-1.4 1 0 obj'))],
    ['a page in application data', () => withSegment(good, 0xed, ascii('<HTML><body onload=x>'))],
    ['a script in application data', () => withSegment(good, 0xe4, ascii('..<script>1</script>'))],
    ['a ZIP in a comment', () => withSegment(good, 0xfe, ascii('PK\u0003\u0004'))],
  ])('carries nothing else: %s', (_name, make) => {
    expect(codeOf(make())).toBe('pictureForeignContent');
  });

  it('may have a comment of its camera', () => {
    expect(codeOf(withSegment(good, 0xfe, ascii('Made by a camera')))).toBe('ok');
  });

  it.each([
    ['lossless', (copy: Uint8Array, frame: number) => void (copy[frame + 1] = 0xc3)],
    ['arithmetic', (copy: Uint8Array, frame: number) => void (copy[frame + 1] = 0xc9)],
    ['12 bit', (copy: Uint8Array, frame: number) => void (copy[frame + 4] = 12)],
  ])('of a kind that nothing of ours decodes is refused by name: %s', (_name, change) => {
    expect(codeOf(edited(change))).toBe('pictureJpegKind');
  });

  it('with more pixels than may be decoded is refused before it is', () => {
    const bomb = edited((copy, frame) => copy.set([0xff, 0xff, 0xff, 0xff], frame + 5));
    expect(readJpeg(bomb)).toMatchObject({
      ok: false,
      error: { code: 'pictureTooManyPixels', detail: { width: 65_535, height: 65_535, million: 50 } },
    });
    expect(codeOf(edited((copy, frame) => copy.set([0, 0], frame + 5)))).toBe('pictureTruncated');
  });

  it('without a scan holds no picture', () => {
    const scanAt = good.findIndex((value, index) => value === 0xff && good[index + 1] === 0xda);
    expect(codeOf(joined(good.subarray(0, scanAt), new Uint8Array([0xff, 0xd9])))).toBe('pictureTruncated');
    expect(codeOf(new Uint8Array([0xff, 0xd8, 0xff, 0xd9]))).toBe('pictureTruncated');
  });

  it('of more segments than any camera writes is refused', () => {
    const comments = Array.from({ length: 600 }, () => new Uint8Array([0xff, 0xfe, 0, 2]));
    expect(codeOf(joined(good.subarray(0, 2), ...comments, good.subarray(2)))).toBe('pictureTruncated');
    expect(codeOf(joined(good.subarray(0, 2), ...comments.slice(0, 300), good.subarray(2)))).toBe('ok');
  });

  it('of more than 8 MiB is not even walked', () => {
    const large = new Uint8Array(8 * 1024 * 1024 + 1);
    large.set(good);
    expect(codeOf(large)).toBe('pictureTooLarge');
    // One byte less is walked, and refused for what is behind the picture.
    expect(codeOf(large.subarray(0, 8 * 1024 * 1024))).toBe('pictureForeignContent');
  });

  it('of a thousand scans only keeps a decoder busy', () => {
    const scanAt = good.findIndex((value, index) => value === 0xff && good[index + 1] === 0xda);
    const scan = good.subarray(scanAt, scanAt + 2 + (good[scanAt + 2] ?? 0) * 256 + (good[scanAt + 3] ?? 0));
    const scans = Array.from({ length: 100 }, () => scan);
    expect(codeOf(joined(good.subarray(0, scanAt), ...scans, good.subarray(scanAt)))).toBe('pictureJpegKind');
  });
});

describe('A6 what a camera tells stays out of the copies', () => {
  it('drops EXIF and comments, keeps the picture data and the colours', () => {
    const body = exifBody({ captured: '2026:09:30 10:00:00' });
    const told = withSegment(withSegment(good, 0xe1, body), 0xfe, ascii('owner: nobody'));
    const structure = readJpeg(told);
    if (!structure.ok) throw new Error(structure.error.code);
    expect(withoutMetadata(told, structure.value.header)).toEqual(good);
    const plain = readJpeg(good);
    if (!plain.ok) throw new Error(plain.error.code);
    expect(plain.value.header.some(({ marker }) => marker === 0xe2)).toBe(true);
    const bare = withoutMetadata(good, plain.value.header, { dropProfile: true });
    expect(bare.length).toBeLessThan(good.length);
    expect(codeOf(bare)).toBe('ok');
  });
});

describe('A6 B5 the reader of files survives anything', () => {
  /** The same numbers every time. */
  const random = (seed: number): (() => number) => {
    let state = seed >>> 0;
    return () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
  };

  it('10,000 random and mutated files: a named answer each, in bounded time', () => {
    const next = random(20_261_128);
    const seeds = [
      good,
      withSegment(good, 0xe1, exifBody({ orientation: 3, captured: '2026:01:01 00:00:00' })),
      withSegment(good, 0xfe, ascii('x'.repeat(60_000))),
    ];
    const outcomes = new Map<string, number>();
    let slowest = 0;
    for (let run = 0; run < 10_000; run += 1) {
      let bytes: Uint8Array;
      if (run % 4 === 0) {
        bytes = Uint8Array.from({ length: Math.floor(next() * 4000) }, () => Math.floor(next() * 256));
        if (run % 8 === 0) bytes.set([0xff, 0xd8, 0xff].slice(0, bytes.length));
      } else {
        bytes = (seeds[run % seeds.length] ?? good).slice();
        // Most damage into the headers, where lengths and counts are.
        const reach = run % 3 === 0 ? bytes.length : 900;
        if (run % 7 === 0) for (const at of [5, 7]) bytes[frameAt(good) + at] = Math.floor(next() * 256);
        for (let changes = 1 + Math.floor(next() * 8); changes > 0; changes -= 1)
          bytes[Math.floor(next() * reach)] = next() < 0.3 ? 0xff : Math.floor(next() * 256);
        if (run % 5 === 0) bytes = bytes.subarray(0, Math.floor(next() * bytes.length));
      }
      const began = performance.now();
      const code = codeOf(bytes);
      slowest = Math.max(slowest, performance.now() - began);
      outcomes.set(code, (outcomes.get(code) ?? 0) + 1);
    }
    expect([...outcomes.values()].reduce((sum, count) => sum + count, 0)).toBe(10_000);
    // The corpus reaches every answer but the one for size, which has its own test.
    expect([...outcomes.keys()].toSorted()).toEqual([
      'ok',
      'pictureForeignContent',
      'pictureJpegKind',
      'pictureNotJpeg',
      'pictureTooManyPixels',
      'pictureTruncated',
    ]);
    // Linear in the file: a second would be a hundred times too long, also on a busy machine.
    expect(slowest).toBeLessThan(1000);
  }, 60_000);

  it('the largest file that is all markers, all segments or all scan data ends as quickly', () => {
    const size = 8 * 1024 * 1024;
    const worst = [
      new Uint8Array(size).fill(0xff),
      Uint8Array.from({ length: size }, (_, index) => [0xff, 0xe1, 0, 2][(index + 2) % 4] ?? 0),
      Uint8Array.from({ length: size }, (_, index) => (index % 2 === 0 ? 0xff : 0)),
    ];
    for (const bytes of worst) {
      bytes.set([0xff, 0xd8, 0xff]);
      const began = performance.now();
      expect(codeOf(bytes)).not.toBe('ok');
      expect(performance.now() - began).toBeLessThan(2000);
    }
    const segments = Array.from({ length: 120 }, () => ({
      marker: 0xef,
      body: new Uint8Array(65_533).fill(0x3c),
    }));
    const full = segments.reduce(
      (bytes, { marker, body }) => withSegment(bytes, marker, body),
      good as Uint8Array,
    );
    const began = performance.now();
    expect(codeOf(full)).toBe('ok');
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
