import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { apduFramer } from '../../../drivers/framing/apduFrames.ts';
import { asciiBytes, concatBytes, hexBytes } from '../../../drivers/framing/bytes.ts';
import { evolisCommandFramer } from '../../../drivers/framing/evolisCommands.ts';
import { evolisReplyReader } from '../../../drivers/framing/evolisReplies.ts';
import { commonLayout } from '../../../drivers/framing/hidPosLayout.ts';
import { hidPosFramer } from '../../../drivers/framing/hidPosReports.ts';
import { lineSplitter } from '../../../drivers/framing/lineSplitter.ts';
import { mrzDelimitedFramer } from '../../../drivers/framing/mrzDelimited.ts';
import { elyctisFramer } from '../../../drivers/framing/mrzElyctis.ts';
import { mrzRteFramer } from '../../../drivers/framing/mrzRte.ts';
import { mrzTextFramer } from '../../../drivers/framing/mrzText.ts';
import { newlandFramer } from '../../../drivers/framing/newlandCommands.ts';
import { samVFramer } from '../../../drivers/framing/samVFrames.ts';
import { ssiFramer, ssiSource } from '../../../drivers/framing/ssiFrames.ts';

/**
 * Every file of drivers/framing: the fuzz test that gives it 10,000 random byte strings and 10,000 mutations of valid ones, by itself or
 * `through` the codec that it is a part of; or why there is nothing in it that bytes from outside could break.
 */
type Role = { readonly fuzz: string; readonly through?: string } | { readonly noCodec: string };
const roles: Readonly<Record<string, Role>> = {
  'aimSymbologies.ts': { fuzz: 'scanners' },
  'apduFrames.ts': { fuzz: 'apduFrames' },
  'apduMask.ts': { fuzz: 'apduFrames' },
  'bytes.ts': { noCodec: 'arithmetic of byte arrays' },
  'dconFrames.ts': { fuzz: 'contacts' },
  'decodeText.ts': { fuzz: 'scanners' },
  'escposCommands.ts': { fuzz: 'printers' },
  'escposStatus.ts': { fuzz: 'printers' },
  'evolisCommands.ts': { fuzz: 'printers' },
  'evolisReplies.ts': { fuzz: 'printers' },
  'framedHandle.ts': {
    noCodec: 'joins a framer to a transport; every driver with one is in the contract suite',
  },
  'frames.ts': { noCodec: 'types' },
  'hidPosDescriptor.ts': { fuzz: 'scanners', through: 'hidPosLayout.ts' },
  'hidPosLayout.ts': { fuzz: 'scanners' },
  'hidPosReports.ts': { fuzz: 'scanners' },
  'honeywellCommands.ts': { fuzz: 'scanners' },
  'huntingFramer.ts': { fuzz: 'samV', through: 'samVFrames.ts' },
  'lineSplitter.ts': { fuzz: 'scanners' },
  'mrzDelimited.ts': { fuzz: 'mrz' },
  'mrzElyctis.ts': { fuzz: 'mrz' },
  'mrzMask.ts': { fuzz: 'mrz' },
  'mrzRte.ts': { fuzz: 'mrz' },
  'mrzText.ts': { fuzz: 'mrz' },
  'mrzZone.ts': { fuzz: 'mrz', through: 'mrzText.ts' },
  'newlandCommands.ts': { fuzz: 'scanners' },
  'samVFrames.ts': { fuzz: 'samV' },
  'samVMask.ts': { fuzz: 'samV' },
  'samVReplies.ts': { fuzz: 'samV' },
  'samVText.ts': { fuzz: 'samV' },
  'ssiFrames.ts': { fuzz: 'scanners' },
  'trainingChipCommands.ts': {
    noCodec: 'only builds commands; the chip that reads them is fuzzed with the APDU frames',
  },
};

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const source = (path: string): string => readFileSync(folder(path), 'utf8');
const imports = (path: string, file: string): boolean =>
  new RegExp(`from '[./a-z]*/${file.replace('.', '\\.')}'`, 'i').test(source(path));

describe('F4 the list of codecs', () => {
  it('names every file of drivers/framing', () => {
    expect(Object.keys(roles)).toEqual(readdirSync(folder('../../../drivers/framing')).toSorted());
  });

  it.each(Object.entries(roles))('%s is fuzzed, or there is nothing to fuzz', (file, role) => {
    if ('noCodec' in role) {
      expect(role.noCodec).not.toBe('');
      // What takes bytes apart has a framer or a parser.
      expect(source(`../../../drivers/framing/${file}`)).not.toMatch(
        /export function \w*(Framer|parse|unpack)\w*\(/,
      );
      return;
    }
    const test = `./${role.fuzz}.fuzz.test.ts`;
    expect(imports(test, role.through ?? file)).toBe(true);
    if (role.through !== undefined)
      expect(imports(`../../../drivers/framing/${role.through}`, file)).toBe(true);
    expect(source(test)).toMatch(/= (\{ numRuns: )?10_000/);
  });
});

it('F4 every framer of drivers/framing is fed without an end', () => {
  const framers = Object.keys(roles).flatMap((file) =>
    [
      ...source(`../../../drivers/framing/${file}`).matchAll(
        /export function (\w*(?:Framer|ReplyReader|Splitter))\b/g,
      ),
    ].map(([, name = '']) => name),
  );
  expect(framers.length).toBeGreaterThan(10);
  const own = source('./codecs.test.ts');
  const fed = own.slice(own.lastIndexOf('const codecs:'));
  // The splitter is fed as `lines`, the shell of SAM_V and RTE inside them.
  const unfed = framers.filter((name) => !new RegExp(`\\b${name}\\b`).test(fed));
  expect(unfed.toSorted()).toEqual(['huntingFramer', 'lineSplitter']);
});

interface Endless {
  readonly name: string;
  create(): { readonly held: number; push(chunk: Uint8Array): readonly unknown[]; silence(): unknown };
  /** Most bytes it may keep. */
  readonly most: number;
  /** Beginnings after which it waits for more, the longest there is and one that says it is longer. */
  readonly begun: readonly Uint8Array[];
}
const silenceMs = 1;
const lines = () => lineSplitter({ maxBytes: 60, silenceMs, suffix: 'auto' });
const delimiters = { start: hexBytes('02'), end: hexBytes('03'), separator: hexBytes('0D') };
const longReport = concatBytes([hexBytes('02 38 5D 51 31'), new Uint8Array(58).fill(0x41), hexBytes('01')]);
const codecs: readonly Endless[] = [
  { name: 'lines', create: lines, most: 60, begun: [asciiBytes('A')] },
  {
    name: 'Newland',
    create: () => newlandFramer(lines()),
    most: 108,
    begun: [hexBytes('02 01 30 30 30 30 23')],
  },
  {
    name: 'SSI',
    create: () => ssiFramer(ssiSource.decoder, silenceMs),
    most: 257,
    begun: [hexBytes('FF F3 00 02')],
  },
  { name: 'HID POS', create: () => hidPosFramer(commonLayout.scan), most: 8192, begun: [longReport] },
  {
    name: 'mrz-text',
    create: () => mrzTextFramer({ silenceMs }),
    most: 200 + 44,
    begun: [asciiBytes('P<UTO\rA')],
  },
  {
    name: 'mrz-text with delimiters',
    create: () => mrzDelimitedFramer(delimiters, { silenceMs }),
    most: 256,
    begun: [hexBytes('02 41')],
  },
  {
    name: 'mrz-rte',
    create: () => mrzRteFramer({ silenceMs }),
    most: 3 + 141,
    begun: [hexBytes('01 8D 00 4F 55 02'), hexBytes('01 FF FF 4F 55 02')],
  },
  {
    name: 'mrz-elyctis',
    create: () => elyctisFramer({ silenceMs }),
    most: 203,
    begun: [hexBytes('49 00 C8'), hexBytes('49 FF FF')],
  },
  {
    name: 'SAM_V',
    create: samVFramer,
    most: 7 + 0x0a00,
    begun: [hexBytes('AA AA AA 96 69 0A 00'), hexBytes('AA AA AA 96 69 FF FF')],
  },
  {
    name: 'APDU',
    create: () => apduFramer({ silenceMs }),
    most: 302,
    begun: [hexBytes('01 2C'), hexBytes('FF FF')],
  },
  {
    name: 'Evolis commands',
    create: () => evolisCommandFramer({ silenceMs }),
    most: 128 + 1016 * 648 + 1016 * 2,
    begun: [hexBytes('1B'), asciiBytes('\u001bDbc;k;2;660400;'), asciiBytes('\u001bDbc;k;2;9999999;')],
  },
  { name: 'Evolis answers', create: evolisReplyReader, most: 200, begun: [asciiBytes('OK')] },
];
const fillings = [0x00, 0x01, 0x41, 0xaa, 0xff];

describe.each(codecs)('F4 $name under a stream without an end', ({ create, most, begun }) => {
  it('keeps no more than one frame, and is empty after a silence', () => {
    let filled = 0;
    const feed = (first: Uint8Array, part: Uint8Array, times: number): void => {
      const framer = create();
      framer.push(first);
      for (let time = 0; time < times; time += 1) {
        framer.push(part);
        filled = Math.max(filled, framer.held);
      }
      framer.silence();
      expect(framer.held).toBe(0);
    };
    for (const first of [new Uint8Array(0), ...begun]) {
      feed(first, first, 5000);
      for (const filling of fillings) {
        feed(first, Uint8Array.of(filling), 5000);
        feed(first, new Uint8Array(1024).fill(filling), 500);
      }
    }
    expect(filled).toBeLessThanOrEqual(most);
    // It was filled well up, or the bound above would say nothing.
    expect(filled).toBeGreaterThan(most / 2);
  });
});
