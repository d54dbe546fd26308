import { inflateSync } from 'node:zlib';
import { latin1 } from './exportToken.ts';

/** A page as it can be compared: its drawing, and the text of it in lines from top to bottom. */
export interface ReadPage {
  readonly drawing: string;
  readonly lines: readonly string[];
}

export interface ReadPdf {
  readonly pages: readonly ReadPage[];
  /** Every object by number, streams unpacked; a stream that cannot be unpacked says so. */
  readonly objects: ReadonlyMap<number, string>;
}

/** No stream of ours is nearly as long. */
const longestStream = 64 << 20;
const mostObjects = 100_000;
const damaged = '\u0000damaged';

/** Reads what our own PDFs are made of. Never throws; of a broken file it reads what can be read. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const objects = readObjects(bytes);
  const kids = [...objects.values()].find((body) => /\/Type \/Pages\b/.test(body));
  const order = Array.from(
    (/\/Kids \[([^\]]*)\]/.exec(kids ?? '')?.[1] ?? '').matchAll(/(\d+) 0 R/g),
    ([, id]) => Number(id),
  );
  const maps = fontMaps(objects);
  return { objects, pages: order.map((id) => readPage(objects, id, maps)) };
}

function readObjects(bytes: Uint8Array): Map<number, string> {
  const text = latin1(bytes);
  const objects = new Map<number, string>();
  const start = /(?:^|\n)(\d{1,7}) 0 obj\n/g;
  let mark = 0;
  for (let found = start.exec(text); found !== null && objects.size < mostObjects; found = start.exec(text)) {
    const from = found.index + found[0].length;
    // Looked for once until it is passed: a file of a million small objects must not be read a million times.
    if (mark >= 0 && mark < from - 1) mark = text.indexOf('\nstream\n', from - 1);
    const plainEnd = text.indexOf('\nendobj', from);
    const id = Number(found[1]);
    if (mark < 0 || (plainEnd >= 0 && plainEnd < mark)) {
      objects.set(id, text.slice(from, plainEnd < 0 ? undefined : plainEnd));
      continue;
    }
    const head = text.slice(from, mark);
    const length = Number(/\/Length (\d{1,9})\b/.exec(head)?.[1] ?? 0);
    const data = bytes.subarray(mark + 8, mark + 8 + length);
    objects.set(id, `${head}\n${head.includes('/FlateDecode') ? unpacked(data) : latin1(data)}`);
    start.lastIndex = mark + 8 + length;
  }
  return objects;
}

function unpacked(data: Uint8Array): string {
  try {
    return latin1(inflateSync(data, { maxOutputLength: longestStream }));
  } catch {
    return damaged;
  }
}

export const isDamaged = (body: string): boolean => body.endsWith(damaged);

type GlyphMap = ReadonlyMap<string, string>;

/** For each font by the number of its object: what its glyphs stand for, by the map that is in the file for readers. */
function fontMaps(objects: ReadonlyMap<number, string>): Map<number, GlyphMap> {
  const maps = new Map<number, GlyphMap>();
  for (const [id, body] of objects) {
    const unicode = /\/ToUnicode (\d+) 0 R/.exec(body)?.[1];
    if (unicode !== undefined) maps.set(id, glyphMap(objects.get(Number(unicode)) ?? ''));
  }
  return maps;
}

function glyphMap(cmap: string): GlyphMap {
  const map = new Map<string, string>();
  for (const [, from = '', listed = ''] of cmap.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)) {
    const first = Number.parseInt(from, 16);
    Array.from(listed.matchAll(/<([0-9a-f ]*)>/gi)).forEach(([, code = ''], index) =>
      map.set((first + index).toString(16).padStart(4, '0'), utf16(code)),
    );
  }
  return map;
}

const utf16 = (hex: string): string =>
  (hex.match(/[0-9a-f]{4}/gi) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('');

function readPage(objects: ReadonlyMap<number, string>, id: number, maps: Map<number, GlyphMap>): ReadPage {
  const page = objects.get(id) ?? '';
  const contents = Number(/\/Contents (\d+) 0 R/.exec(page)?.[1] ?? -1);
  const resources = objects.get(Number(/\/Resources (\d+) 0 R/.exec(page)?.[1] ?? -1)) ?? page;
  const fonts = new Map(
    Array.from(resources.matchAll(/\/(F\d+) (\d+) 0 R/g), ([, name = '', font]) => [
      name,
      maps.get(Number(font)) ?? new Map<string, string>(),
    ]),
  );
  const drawing = objects.get(contents) ?? '';
  return { drawing, lines: textLines(drawing, fonts) };
}

const textOperator =
  /1 0 0 1 (-?[\d.]+) (-?[\d.]+) Tm|\/(F\d+) [\d.]+ Tf|\[((?:<[0-9a-f]*>|[ \d.-])*)\] TJ/gi;

function textLines(drawing: string, fonts: ReadonlyMap<string, GlyphMap>): string[] {
  const lines = new Map<number, TextPart[]>();
  let [x, y, font]: [number, number, GlyphMap | undefined] = [0, 0, undefined];
  for (const [, atX, atY, name, shown] of drawing.matchAll(textOperator)) {
    if (atX !== undefined) [x, y] = [Number(atX), Math.round(Number(atY) * 2)];
    if (name !== undefined) font = fonts.get(name);
    if (shown === undefined) continue;
    const glyphs = Array.from(shown.matchAll(/<([0-9a-f]*)>/gi), ([, hex = '']) => hex.toLowerCase()).join(
      '',
    );
    const text = (glyphs.match(/.{4}/g) ?? []).map((glyph) => font?.get(glyph) ?? '\uFFFD').join('');
    const line = lines.get(y);
    if (line === undefined) lines.set(y, [{ x, text }]);
    else line.push({ x, text });
  }
  return [...lines].toSorted(([one], [other]) => other - one).map(([, parts]) => joined(parts));
}

interface TextPart {
  readonly x: number;
  readonly text: string;
}

function joined(parts: readonly TextPart[]): string {
  return parts
    .toSorted((one, other) => one.x - other.x)
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}
