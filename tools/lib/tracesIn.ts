import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Trace {
  readonly file: string;
  readonly what: string;
  readonly as: 'name' | 'utf8' | 'utf16le' | 'utf16be';
}

/**
 * Where in a folder, in names and bytes of every file, one of the secrets stands in clear; letters in either case. `secrets` are values by
 * what they are; folders named in `except` are left out.
 */
export function tracesIn(
  folder: string,
  secrets: Readonly<Record<string, string>>,
  except: readonly string[] = [],
): readonly Trace[] {
  const needles = Object.entries(secrets).flatMap(([what, value]) =>
    [...new Set([value, value.toLowerCase(), value.toUpperCase()])].map((text) => {
      const utf16le = Buffer.from(text, 'utf16le');
      return {
        what,
        text,
        bytes: {
          utf8: Buffer.from(text, 'utf8'),
          utf16le,
          utf16be: Buffer.from(utf16le).swap16(),
        } as const,
      };
    }),
  );
  const files = filesBelow(folder).filter((file) => !except.some((each) => file.startsWith(`${each}/`)));
  return files.flatMap((file) => {
    const content = readFileSync(join(folder, file));
    return needles.flatMap(({ what, text, bytes }): Trace[] => [
      ...(file.includes(text) ? [{ file, what, as: 'name' as const }] : []),
      ...(['utf8', 'utf16le', 'utf16be'] as const)
        .filter((as) => content.includes(bytes[as]))
        .map((as) => ({ file, what, as })),
    ]);
  });
}

/** Paths of all files below a folder, relative to it. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
