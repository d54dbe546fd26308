import { readFile } from 'node:fs/promises';
import { readBarcodes } from 'zxing-wasm/reader';
import { decodeText } from '../../../main/contract/devices/decodeText.ts';
import type { QrDecoder } from '../../../renderer/scan/decoders/qrDecoder.ts';
import { createZxingLibrary } from '../../../renderer/scan/decoders/zxingLibrary.ts';
import { createZxingWasm } from '../../../renderer/scan/decoders/zxingWasm.ts';
import { kinds, makePicture, type MadePicture } from './qrPictures.ts';
import { percentile, type Table } from './table.ts';

/** What a decoder has done so far. */
interface Score {
  readonly name: string;
  readonly decoder: QrDecoder;
  read: number;
  wrong: number;
  readonly times: number[];
  readonly byKind: number[];
}

const newScore = (name: string, decoder: QrDecoder): Score => ({
  name,
  decoder,
  read: 0,
  wrong: 0,
  times: [],
  byKind: kinds.map(() => 0),
});

async function mark(score: Score, picture: MadePicture): Promise<void> {
  const start = performance.now();
  const found = await score.decoder.decode(picture);
  score.times.push(performance.now() - start);
  if (found.some(({ text }) => text !== picture.expected)) score.wrong += 1;
  else if (found.length > 0) {
    score.read += 1;
    const kind = kinds.indexOf(picture.kind);
    score.byKind[kind] = (score.byKind[kind] ?? 0) + 1;
  }
}

/** The peer: what the library does when it is simply called. Shares the WebAssembly that `createZxingWasm` has set. */
const plainZxing: QrDecoder = {
  decode: async ({ data, width, height }) => {
    const given = { data, width, height, colorSpace: 'srgb' } as ImageData;
    const found = await readBarcodes(given, { formats: ['QRCode'] });
    return found.flatMap(({ bytes }) => {
      const text = decodeText(bytes);
      return text === null ? [] : [{ symbology: 'qrCode' as const, text, bytes }];
    });
  },
};

/** Reads the same pictures with both decoders and the peer. */
export async function benchQr(count: number, seed: number): Promise<readonly Table[]> {
  const file = new URL('../../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm', import.meta.url);
  const wasm = new Uint8Array(await readFile(file));
  const scores = [
    newScore('zxing-wasm, several looks (default)', createZxingWasm(wasm.buffer)),
    newScore('zxing-wasm as it comes (peer)', plainZxing),
    newScore('@zxing/library, three looks', createZxingLibrary()),
  ];
  const perKind = kinds.map(() => 0);
  for (let index = 0; index < count; index += 1) {
    const picture = await makePicture(seed, index);
    const kind = kinds.indexOf(picture.kind);
    perKind[kind] = (perKind[kind] ?? 0) + 1;
    // The first call of each compiles; a station pays that once.
    if (index === 0) for (const { decoder } of scores) await decoder.decode(picture);
    for (const score of scores) await mark(score, picture);
  }
  const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
  const peer = scores[1]?.times ?? [];
  return [
    {
      title: `QR in pictures: ${count} of 640 × 480, seed ${seed}`,
      head: ['decoder', 'read', 'wrong', 'median ms', 'p95 ms', 'median, of peer', 'p95, of peer'],
      rows: scores.map(({ name, read, wrong, times }) => [
        name,
        share(read, count),
        String(wrong),
        percentile(times, 0.5).toFixed(1),
        percentile(times, 0.95).toFixed(1),
        `${(percentile(times, 0.5) / percentile(peer, 0.5)).toFixed(2)} ×`,
        `${(percentile(times, 0.95) / percentile(peer, 0.95)).toFixed(2)} ×`,
      ]),
    },
    {
      title: 'QR read, by kind of picture',
      head: ['decoder', ...kinds],
      rows: scores.map(({ name, byKind }) => [
        name,
        ...byKind.map((read, kind) => share(read, perKind[kind] ?? 0)),
      ]),
    },
  ];
}
