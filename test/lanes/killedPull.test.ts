import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PermitRecord } from '../../main/contract/permit.ts';
import { killedPull } from '../bench/queue/killedPull.ts';
import { nativeBinding } from '../main/helpers/index.ts';
import { feedPermit } from '../main/app/sync/feedModel.ts';
import { builtThreads } from '../main/infra/permits/threadBench.ts';

const records = 50_000;
const pageSize = 2500;
let threads: Awaited<ReturnType<typeof builtThreads>>;
beforeAll(async () => {
  threads = await builtThreads();
}, 60_000);
afterAll(() => threads.remove());

const permitOf = (number: number): PermitRecord =>
  feedPermit(number, { status: number % 7 === 0 ? 'cancelled' : 'valid' });
const pages = Array.from({ length: records / pageSize }, (_, page) =>
  Array.from({ length: pageSize }, (__, at) => permitOf(page * pageSize + at)),
);
const bodies = pages.map((permits, page) =>
  Buffer.from(
    JSON.stringify({
      permits,
      gone: [],
      feed: 'bench',
      total: records,
      cursor: `p${page + 1}`,
      more: page + 1 < pages.length,
    }),
  ),
);
const ended = pages.map((permits) =>
  permits.filter(({ status }) => status !== 'valid').map(({ permitNumber }) => permitNumber),
);

describe('G8 G9 a pull whose process is killed', () => {
  it.each([1, 2])(
    'ends with exactly what the feed has, and nothing that ended was missed (seed %i)',
    async (seed) => {
      const { folder, workersDir } = threads;
      const result = await killedPull(
        { bodies, ended, folder, workersDir, seed, kills: 4, nativeBinding },
        (number) => JSON.stringify(permitOf(Number(number.slice(4)))),
      );
      expect(result).toMatchObject({ wrong: null, kills: 4, records });
      // It went on from where it was, and did not begin anew.
      expect(result.reached).toEqual(result.reached.toSorted((a, b) => a - b));
    },
    180_000,
  );
});
