import { unzipSync } from 'fflate';

export interface ReadSheet {
  readonly name: string;
  /** The part it was read from. */
  readonly part: string;
  /** Cells by address, in the order of the file. */
  readonly cells: ReadonlyMap<string, string>;
}

/** Parts of a workbook by name; null = it is there and cannot be unpacked. */
export type ReadParts = ReadonlyMap<string, Uint8Array | null>;

/** No part of ours is nearly as long; a part that unpacks to more is not unpacked. */
const longestPart = 64 << 20;
const mostParts = 200;

/** The parts of a zip file; null = its directory cannot be read. Never throws. */
export function readParts(bytes: Uint8Array): ReadParts | null {
  const names: string[] = [];
  try {
    unzipSync(bytes, {
      filter: ({ name }) => {
        names.push(name);
        return false;
      },
    });
  } catch {
    return null;
  }
  if (names.length === 0 || names.length > mostParts) return null;
  return new Map(names.map((name) => [name, readPart(bytes, name)]));
}

function readPart(bytes: Uint8Array, wanted: string): Uint8Array | null {
  try {
    const found = unzipSync(bytes, {
      filter: ({ name, originalSize }) => name === wanted && originalSize <= longestPart,
    });
    return found[wanted] ?? null;
  } catch {
    return null;
  }
}

const textOf = (parts: ReadParts, name: string): string =>
  new TextDecoder().decode(parts.get(name) ?? new Uint8Array());

/** The sheets of a workbook as we write them, in order. Parts that are broken give empty sheets. */
export function readSheets(parts: ReadParts): ReadSheet[] {
  const strings = Array.from(
    textOf(parts, 'xl/sharedStrings.xml').matchAll(/<si>([\s\S]*?)<\/si>/g),
    ([, item = '']) => plainText(item),
  );
  const names = Array.from(
    textOf(parts, 'xl/workbook.xml').matchAll(/<sheet [^>]*?name="([^"]*)"/g),
    ([, name = '']) => unescaped(name),
  );
  return names.map((name, index) => {
    const part = `xl/worksheets/sheet${index + 1}.xml`;
    const cells = new Map<string, string>();
    for (const [, address = '', attributes = '', inside = ''] of textOf(parts, part).matchAll(
      /<c r="([A-Z]{1,3}\d{1,7})"([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g,
    )) {
      const value = /<v>([\s\S]*?)<\/v>/.exec(inside)?.[1] ?? '';
      const shared = attributes.includes('t="s"') ? strings[Number(value)] : undefined;
      if (inside !== '') cells.set(address, shared ?? plainText(inside));
    }
    return { name, part, cells };
  });
}

/** What stands between the tags. */
const plainText = (markup: string): string => unescaped(markup.replace(/<[^>]*>/g, ''));

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
