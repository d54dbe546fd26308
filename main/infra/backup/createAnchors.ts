import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Anchors, FoundAnchor } from '../../app/ports/records.ts';
import { recordsAnchor, type RecordsAnchor } from '../../contract/records.ts';
import { writeWholeFile } from './wholeFile.ts';

const sealed = z.object({ anchor: z.unknown(), seal: z.string().regex(/^[0-9a-f]{64}$/) });

/** Beside the data. */
export const anchorFileName = 'records-anchor.json';
const secondPlaceName = (stationId: string): string => `anchor-${stationId}.json`;

/** A share that hangs must not keep the station from starting. */
const answersWithinMs = 3_000;

/** The marks that say how far the records had come, outside of the database: one beside it, one in the second place. */
export function createAnchors(options: {
  readonly dataDir: string;
  /** Null = the profile names no second place. */
  readonly folder: string | null;
  readonly stationId: string;
  readonly databaseKey: Uint8Array;
}): Anchors {
  const { stationId } = options;
  const key = createHmac('sha256', options.databaseKey).update('zhengka records anchor').digest();
  const sealOf = (anchor: unknown): Buffer =>
    createHmac('sha256', key).update(JSON.stringify(anchor)).digest();
  const beside = join(options.dataDir, anchorFileName);
  const away = options.folder === null ? null : join(options.folder, secondPlaceName(stationId));
  /** One write at a time; what comes meanwhile waits for the next mark. */
  let writingAway = false;

  async function read(path: string | null): Promise<RecordsAnchor | null> {
    if (path === null) return null;
    try {
      const found = sealed.parse(JSON.parse(await readFile(path, 'utf8')));
      const seal = Buffer.from(found.seal, 'hex');
      // Somebody else's mark, or one that was edited: it says nothing.
      if (!timingSafeEqual(seal, sealOf(found.anchor))) return null;
      const anchor = recordsAnchor.parse(found.anchor);
      return anchor.stationId === stationId ? anchor : null;
    } catch {
      return null;
    }
  }

  return {
    async read() {
      const [here, there] = await Promise.all([read(beside), limited(read(away))]);
      return [
        ...(here === null ? [] : [{ told: 'beside', anchor: here } as const]),
        ...(there === null ? [] : [{ told: 'secondPlace', anchor: there } as const]),
      ] satisfies readonly FoundAnchor[];
    },
    async write(anchor, durable) {
      const text = `${JSON.stringify({ anchor, seal: sealOf(anchor).toString('hex') })}\n`;
      await writeWholeFile(beside, text, durable).catch(() => undefined);
      if (away === null || writingAway) return;
      writingAway = true;
      const there = writeWholeFile(away, text, durable)
        .catch(() => undefined)
        .finally(() => {
          writingAway = false;
        });
      await limited(there);
    },
  };
}

async function limited<Value>(work: Promise<Value>): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), answersWithinMs);
    timer.unref();
  });
  const value = await Promise.race([work, limit]);
  clearTimeout(timer);
  return value;
}
