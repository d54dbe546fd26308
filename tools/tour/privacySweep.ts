import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * Looks for words in the bytes (UTF-8 and UTF-16) and names of every file below a folder. Answers where one was found, as
 * `file: word`; the folders named in `except` are not the station's own.
 */
export function privacySweep(
  folder: string,
  words: readonly string[],
  except: readonly string[],
): { readonly found: readonly string[]; readonly files: number } {
  const needles = words.flatMap((word) => [
    { word, bytes: Buffer.from(word, 'utf8') },
    { word, bytes: Buffer.from(word, 'utf16le') },
  ]);
  const found: string[] = [];
  let files = 0;
  const walk = (at: string): void => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const path = join(at, entry.name);
      const name = relative(folder, path);
      if (except.includes(name)) continue;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile() && statSync(path).size < 256 * 1024 * 1024) {
        files += 1;
        const content = readFileSync(path);
        for (const { word, bytes } of needles) {
          if (content.includes(bytes) || name.includes(word)) found.push(`${name}: ${word.slice(0, 2)}…`);
        }
      }
    }
  };
  walk(folder);
  return { found, files };
}
