import { apduFramer, encodeApduFrame } from '../../../drivers/framing/apduFrames.ts';
import { asciiBytes, concatBytes } from '../../../drivers/framing/bytes.ts';
import { encodeCommand, evolisCommandFramer } from '../../../drivers/framing/evolisCommands.ts';
import { commonLayout } from '../../../drivers/framing/hidPosLayout.ts';
import { encodeScan, hidPosFramer } from '../../../drivers/framing/hidPosReports.ts';
import { lineSplitter } from '../../../drivers/framing/lineSplitter.ts';
import { mrzDelimitedFramer } from '../../../drivers/framing/mrzDelimited.ts';
import { elyctisFramer, encodeElyctisZone } from '../../../drivers/framing/mrzElyctis.ts';
import { encodeRteBlock, mrzRteFramer } from '../../../drivers/framing/mrzRte.ts';
import { mrzTextFramer } from '../../../drivers/framing/mrzText.ts';
import { newlandFramer } from '../../../drivers/framing/newlandCommands.ts';
import { encodeSamVFrame, samVFramer } from '../../../drivers/framing/samVFrames.ts';
import { encodeSsi, ssiFramer, ssiOpcodes, ssiSource } from '../../../drivers/framing/ssiFrames.ts';
import type { Table } from './table.ts';

/** As much as a codec shows when it is measured: bytes in, the number of outcomes out. */
interface Codec {
  readonly name: string;
  readonly push: (chunk: Uint8Array) => readonly { readonly kind: 'frame' | 'error' }[];
  /** The bytes of one frame, cut as its line cuts them. */
  readonly chunks: readonly Uint8Array[];
}

const silenceMs = 80;
/** The specimen passport of ICAO 9303. */
const zone = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];
const scan = asciiBytes('ZKT1:TRN440300000901:1A2B\r');
/** A USB serial line hands over at most so many bytes at once. */
const packet = 64;
const cut = (bytes: Uint8Array): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / packet) }, (_, at) =>
    bytes.slice(at * packet, (at + 1) * packet),
  );
const lines = () => lineSplitter({ maxBytes: 8192, silenceMs, suffix: 'required' });

function codecs(): readonly Codec[] {
  const carriageReturn = Uint8Array.of(0x0d);
  const delimiters = { start: Uint8Array.of(0x02), end: Uint8Array.of(0x03), separator: carriageReturn };
  const delimited = concatBytes([delimiters.start, asciiBytes(zone.join('\r')), delimiters.end]);
  const read = concatBytes([Uint8Array.of(0, 0, 0x90), new Uint8Array(256 + 1024 + 4)]);
  const reports = encodeScan({ aim: ']Q1', data: scan });
  return [
    { name: 'lines of a scanner', ...lines(), chunks: cut(scan) },
    { name: 'Newland', ...newlandFramer(lines()), chunks: cut(scan) },
    { name: 'HID POS', ...hidPosFramer(commonLayout.scan), chunks: reports },
    {
      name: 'Zebra SSI',
      ...ssiFramer(ssiSource.decoder, silenceMs),
      chunks: cut(encodeSsi(ssiOpcodes.decodeData, ssiSource.decoder, scan)),
    },
    { name: 'MRZ text', ...mrzTextFramer({ silenceMs }), chunks: cut(asciiBytes(`${zone.join('\r')}\r`)) },
    { name: 'MRZ delimited', ...mrzDelimitedFramer(delimiters, { silenceMs }), chunks: cut(delimited) },
    { name: 'MRZ Elyctis', ...elyctisFramer({ silenceMs }), chunks: cut(encodeElyctisZone(zone)) },
    { name: 'MRZ 3M RTE', ...mrzRteFramer({ silenceMs }), chunks: cut(encodeRteBlock(zone)) },
    { name: 'SAM_V with photo', ...samVFramer(), chunks: cut(encodeSamVFrame(read)) },
    { name: 'APDU', ...apduFramer({ silenceMs }), chunks: cut(encodeApduFrame(new Uint8Array(258))) },
    {
      name: 'Evolis commands',
      ...evolisCommandFramer({ silenceMs }),
      chunks: cut(encodeCommand('Pr;ymcko')),
    },
  ];
}

/** Calls a second, by running for about this long. */
function rate(durationMs: number, work: () => void): number {
  const warm = performance.now() + durationMs / 5;
  while (performance.now() < warm) work();
  const start = performance.now();
  let done = 0;
  while (performance.now() - start < durationMs) {
    for (let turn = 0; turn < 50; turn += 1) work();
    done += 50;
  }
  return (1000 * done) / (performance.now() - start);
}

/** Frames a second of each codec against a plain copy of the same bytes in the same pieces. */
export function benchCodecs(durationMs: number): Table {
  const rows = codecs().map((codec) => {
    const frames = codec.chunks.flatMap((chunk) => codec.push(chunk)).filter(({ kind }) => kind === 'frame');
    if (frames.length !== 1) throw new Error(`${codec.name}: ${frames.length} frames instead of one`);
    const framed = rate(durationMs, () => codec.chunks.forEach((chunk) => codec.push(chunk)));
    let copied = 0;
    const copies = rate(durationMs, () =>
      codec.chunks.forEach((chunk) => {
        copied += Buffer.from(chunk).length;
      }),
    );
    if (copied === 0) throw new Error('nothing was copied');
    const bytes = codec.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    return [
      codec.name,
      String(bytes),
      Math.round(framed).toLocaleString('en'),
      ((framed * bytes) / 1e6).toFixed(1),
      (framed / copies).toFixed(3),
    ];
  });
  return {
    title: 'Codecs, in packets of 64 bytes',
    head: ['codec', 'bytes a frame', 'frames/s', 'MB/s', 'of a plain copy'],
    rows,
  };
}
