import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { byteMatcher } from '../lib/byteMatcher.ts';
import { allowedPlaces, type AllowedPlace } from './allowed.ts';

export interface RunTrace {
  /** `<label of the root>/<path below it>`. */
  readonly file: string;
  readonly what: string;
  readonly as: 'name' | 'bytes' | 'utf16le' | 'utf16be';
}
export interface RunScan {
  readonly files: number;
  readonly bytes: number;
  /** Bytes of files that none before had: each content is searched once. */
  readonly different: number;
  readonly traces: readonly RunTrace[];
  /** Traces in places that are meant to hold a person, by the reason. */
  readonly allowed: ReadonlyMap<string, number>;
  /** Files that were there and could not be read: a scan that skipped them silently would prove less than it says. */
  readonly unread: readonly string[];
}

/** Largest piece that is read at once; a file may be larger. */
const mostBytes = 512 * 1024 * 1024;

/**
 * Where in these folders one of the identities stands in clear: in names and bytes of every file, as UTF-8, as UTF-16 in both orders, letters in
 * either case (I6, E2). Encrypted databases are bytes like any other.
 */
export function scanRun(
  roots: Readonly<Record<string, string>>,
  identities: ReadonlyMap<string, Uint8Array>,
  allowed: readonly AllowedPlace[] = allowedPlaces,
): RunScan {
  const needles = [...identities].flatMap(
    ([what, value]): { what: string; as: RunTrace['as']; bytes: Uint8Array }[] => {
      const text = Buffer.from(value).toString('utf8');
      const plain = { what, as: 'bytes' as const, bytes: value };
      // A piece of a picture is no text, and has no other way to be written.
      if (!Buffer.from(text, 'utf8').equals(Buffer.from(value))) return [plain];
      const utf16le = Buffer.from(text, 'utf16le');
      const small = Buffer.from(text.toLowerCase(), 'utf8');
      return [
        plain,
        ...(small.equals(Buffer.from(value)) ? [] : [{ what, as: 'bytes' as const, bytes: small }]),
        { what, as: 'utf16le', bytes: utf16le },
        { what, as: 'utf16be', bytes: Buffer.from(utf16le).swap16() },
      ];
    },
  );
  const matcher = byteMatcher(needles.map(({ bytes }) => bytes));
  const traces: RunTrace[] = [];
  const reasons = new Map<string, number>();
  const unread: string[] = [];
  let [files, bytes, different] = [0, 0, 0];
  // Each terminal of the tests leaves the same caches behind: what was found in a content is known when it comes again.
  const known = new Map<string, readonly number[]>();
  const foundIn = (content: Uint8Array): readonly number[] => {
    const digest = createHash('sha256').update(content).digest('base64');
    const before = known.get(digest);
    if (before !== undefined) return before;
    const indices: number[] = [];
    matcher.search(content, (index) => indices.push(index));
    known.set(digest, indices);
    different += content.length;
    return indices;
  };
  for (const [label, root] of Object.entries(roots))
    for (const path of filesIn(root, unread)) {
      const file = `${label}/${path}`;
      const found = new Map<string, RunTrace>();
      const note = (trace: RunTrace): void => void found.set(`${trace.what} ${trace.as}`, trace);
      matcher.search(Buffer.from(file, 'utf8'), (index) => {
        const needle = needles[index];
        if (needle !== undefined) note({ file, what: needle.what, as: 'name' });
      });
      try {
        const content = readFileSync(join(root, path)).subarray(0, mostBytes);
        files += 1;
        bytes += content.length;
        for (const index of foundIn(content)) {
          const needle = needles[index];
          if (needle !== undefined) note({ file, what: needle.what, as: needle.as });
        }
      } catch (error) {
        // Gone in the meantime is nothing; kept from us is.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') unread.push(file);
      }
      if (found.size === 0) continue;
      const place = allowed.find((each) => each.path.test(file));
      if (place === undefined) traces.push(...found.values());
      else reasons.set(place.why, (reasons.get(place.why) ?? 0) + 1);
    }
  return { files, bytes, different, traces, allowed: reasons, unread };
}

/** Ordinary files only: sockets and terminals of the tests hold nothing. */
function filesIn(root: string, unread: string[], below = ''): string[] {
  try {
    return readdirSync(join(root, below), { withFileTypes: true }).flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) return filesIn(root, unread, path);
      return entry.isFile() ? [path] : [];
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') unread.push(`${root}/${below}`);
    return [];
  }
}
