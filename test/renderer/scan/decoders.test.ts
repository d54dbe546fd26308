import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import qrcode from 'qrcode';
import { describe, expect, it } from 'vitest';
import {
  boxBlur,
  enlarge,
  localThreshold,
  sharpen,
  toLuminance,
  toPicture,
} from '../../../renderer/scan/decoders/luminance.ts';
import type { Picture, QrDecoder } from '../../../renderer/scan/decoders/qrDecoder.ts';
import { createZxingLibrary } from '../../../renderer/scan/decoders/zxingLibrary.ts';
import { createZxingWasm } from '../../../renderer/scan/decoders/zxingWasm.ts';
import { readPicture } from '../../../renderer/scan/readPicture.ts';

const wasmFile = join(import.meta.dirname, '../../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm');
const decoders: readonly (readonly [string, QrDecoder])[] = [
  ['zxing-wasm', createZxingWasm(new Uint8Array(readFileSync(wasmFile)).buffer)],
  ['@zxing/library', createZxingLibrary()],
];

/** Codes beside each other, black on white or the other way round. */
function pictureOf(payloads: readonly Uint8Array[], options: { readonly inverted?: boolean } = {}): Picture {
  const codes = payloads.map((data) => qrcode.create([{ data: Buffer.from(data), mode: 'byte' }]).modules);
  const scale = 4;
  const cell = (Math.max(0, ...codes.map(({ size }) => size)) + 12) * scale;
  const width = Math.max(cell * codes.length, 60);
  const height = Math.max(cell, 60);
  const data = new Uint8ClampedArray(width * height * 4).fill(options.inverted === true ? 20 : 255);
  for (const [index, code] of codes.entries())
    for (let y = 0; y < code.size * scale; y += 1)
      for (let x = 0; x < code.size * scale; x += 1) {
        const dark = code.get(Math.floor(y / scale), Math.floor(x / scale)) !== 0;
        const at = 4 * ((y + 6 * scale) * width + index * cell + x + 6 * scale);
        data.fill(dark === (options.inverted === true) ? 255 : 20, at, at + 3);
      }
  for (let at = 3; at < data.length; at += 4) data[at] = 255;
  return { data, width, height };
}
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe.each(decoders)('A1 %s', (_name, decoder) => {
  it.each([
    ['plain text', 'ZKT1:TRN440300000901:1A2B', 'utf-8'],
    ['UTF-8 Chinese, though it is GB18030 as well', '许可', 'utf-8'],
    ['GB18030 Chinese, as many printers write it', '外国人工作许可通知', 'gb18030'],
    ['control characters of an ISO 15434 envelope', '[)>\u001e06\u001dABC\u001e\u0004', 'utf-8'],
  ])('reads %s, bytes and text', async (_what, text, encoding) => {
    const bytes = new Uint8Array(iconv.encode(text, encoding));
    expect(await decoder.decode(pictureOf([bytes]))).toEqual([{ symbology: 'qrCode', text, bytes }]);
  });

  it("reads a picture whose fields are its class's, as those of a real ImageData are", async () => {
    const plain = pictureOf([utf8('ZKT1:CANVAS')]);
    const real = Object.create({
      get data() {
        return plain.data;
      },
      get width() {
        return plain.width;
      },
      get height() {
        return plain.height;
      },
    }) as Picture;
    expect((await decoder.decode(real)).map(({ text }) => text)).toEqual(['ZKT1:CANVAS']);
  });

  it('reads white on black', async () => {
    const found = await decoder.decode(pictureOf([utf8('ZKT1:INVERTED')], { inverted: true }));
    expect(found.map(({ text }) => text)).toEqual(['ZKT1:INVERTED']);
  });

  it('finds nothing in an empty picture, and nothing in bytes that are no text', async () => {
    expect(await decoder.decode(pictureOf([]))).toEqual([]);
    expect(await decoder.decode(pictureOf([new Uint8Array([0xff, 0xff, 0xfe, 0x81])]))).toEqual([]);
  });

  it('never rejects, whatever the pixels', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 48 }),
        fc.integer({ min: 1, max: 48 }),
        fc.uint8Array({ minLength: 64, maxLength: 64 }),
        async (width, height, seed) => {
          const data = Uint8ClampedArray.from(
            { length: width * height * 4 },
            (_, at) => seed[(at * 7 + (at >> 5)) % 64] ?? 0,
          );
          expect(await decoder.decode({ data, width, height })).toBeInstanceOf(Array);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('A1 the code of a picture', () => {
  const [, decoder] = decoders[0] ?? ['', createZxingLibrary()];
  it('is named when there is none, or when there are two that differ', async () => {
    expect(await readPicture(decoder, pictureOf([]))).toMatchObject({
      error: { code: 'pictureWithoutCode' },
    });
    expect(await readPicture(decoder, pictureOf([utf8('ZKT1:A'), utf8('ZKT1:B')]))).toMatchObject({
      error: { code: 'pictureSeveralCodes', detail: { count: 2 } },
    });
    expect(await readPicture(decoder, pictureOf([utf8('ZKT1:A'), utf8('ZKT1:A')]))).toEqual({
      ok: true,
      value: 'ZKT1:A',
    });
  });
});

describe('brightness', () => {
  const random = fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 15 }))
    .chain(([width, height, radius]) =>
      fc.record({
        source: fc
          .uint8Array({ minLength: width * height, maxLength: width * height })
          .map((data) => ({ data: new Uint8ClampedArray(data), width, height })),
        radius: fc.constant(radius),
      }),
    );

  it('is blurred as the plain mean of the surroundings', () => {
    fc.assert(
      fc.property(random, ({ source, radius }) => {
        const { data, width, height } = boxBlur(source, radius);
        for (let y = 0; y < height; y += 1)
          for (let x = 0; x < width; x += 1) {
            const near: number[] = [];
            for (let v = Math.max(y - radius, 0); v <= Math.min(y + radius, height - 1); v += 1)
              for (let u = Math.max(x - radius, 0); u <= Math.min(x + radius, width - 1); u += 1)
                near.push(source.data[v * width + u] ?? 0);
            const mean = near.reduce((sum, value) => sum + value, 0) / near.length;
            // Two roundings, one a direction.
            expect(Math.abs((data[y * width + x] ?? 0) - mean)).toBeLessThanOrEqual(1.01);
          }
      }),
    );
  });

  it('comes back from a picture, and transparent is white', () => {
    fc.assert(
      fc.property(random, ({ source }) => {
        expect(toLuminance(toPicture(source))).toEqual(source);
      }),
    );
    const clear = { data: new Uint8ClampedArray([0, 0, 0, 0]), width: 1, height: 1 };
    expect([...toLuminance(clear).data]).toEqual([255]);
  });

  it('of an even page stays even, whatever is made of it', () => {
    const even = { data: new Uint8ClampedArray(30).fill(90), width: 6, height: 5 };
    for (const made of [boxBlur(even, 2), sharpen(even, 2, 3), enlarge(even)])
      expect(new Set(made.data)).toEqual(new Set([90]));
    expect(new Set(localThreshold(even, 2, 4).data)).toEqual(new Set([255]));
    expect(enlarge(even)).toMatchObject({ width: 12, height: 10 });
  });
});
