import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IntegrityReport, KnownHead } from '../../../main/app/ports/integrity.ts';
import { examineRecords } from '../../../main/infra/db/seals/examineRecords.ts';
import { seededRandom } from '../../../main/training/seededRandom.ts';
import { acts, behindTheBack, changeByte, type Act, type Expected } from './acts.ts';
import { copyImage, openImage, work, type Image } from './fill.ts';

export interface Outcome {
  readonly seed: number;
  readonly family: string;
  readonly words: string;
  /** Did the examination of the files say so, with the name of what was done? */
  readonly named: boolean;
  /** Did a station that is started on these files say so by itself, or refuse them? */
  readonly noticed: boolean;
  readonly said: string;
}

/** The files of a station at work: after `cases` cases, with a log that was not written back yet, and an older state of the same. */
export interface Stage {
  readonly now: Image;
  readonly earlier: Image;
  readonly paper: KnownHead;
}

export function prepareStage(
  folder: string,
  key: Uint8Array,
  nativeBinding: string | undefined,
  cases: number,
): Stage {
  const live: Image = { path: join(folder, 'live.db'), key, nativeBinding };
  const opened = openImage(live);
  if (!opened.ok) throw new Error(opened.error.code);
  const stores = opened.value;
  work(stores, 0, Math.ceil(cases * 0.8));
  const earlier = copyImage(live, folder, 'earlier.db');
  work(stores, Math.ceil(cases * 0.8), Math.floor(cases * 0.2));
  // As much in the log as one that was not written back for a while: a checkpoint may just have begun it anew.
  for (let next = cases; statSync(`${live.path}-wal`).size < 400_000; next += 1) work(stores, next, 1);
  const now = copyImage(live, folder, 'now.db');
  const paper: KnownHead = { sequence: stores.audit.sequence(), head: stores.audit.head(), where: 'paper' };
  stores.close();
  return { now, earlier, paper };
}

export function examine(image: Image, knownHeads: readonly KnownHead[] = []): IntegrityReport {
  const walk = examineRecords({ ...image, knownHeads });
  for (;;) {
    const step = walk.next();
    if (step.done === true) return step.value;
  }
}

/** One seed, one deed: done to a copy, then looked at in two ways. */
export async function proveOne(
  stage: Stage,
  family: 'byte' | 'row' | 'copy',
  seed: number,
  folder: string,
): Promise<Outcome> {
  const place = join(folder, `${family}-${seed}`);
  const [first, second] = ['examined', 'started'].map((name) => {
    mkdirSync(join(place, name), { recursive: true });
    return join(place, name);
  }) as [string, string];
  try {
    const { image, act, knownHeads } = commit(stage, family, seed, first);
    const started = copyImage(image, second);
    const report = examine(image, knownHeads);
    const said = report.problems
      .slice(0, 4)
      .map(
        ({ kind, table, row, detail }) =>
          `${kind} ${table} ${row ?? '*'}${detail === '' ? '' : ` (${detail})`}`,
      )
      .join('; ');
    return {
      seed,
      family,
      words: act.words,
      said,
      named: act.expected.every((expected) => says(report, expected)) && !report.intact,
      noticed: await stationNotices(started, knownHeads),
    };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function commit(
  stage: Stage,
  family: 'byte' | 'row' | 'copy',
  seed: number,
  folder: string,
): { readonly image: Image; readonly act: Act; readonly knownHeads: readonly KnownHead[] } {
  const random = seededRandom(seed);
  if (family === 'byte') {
    const image = copyImage(stage.now, folder);
    return { image, act: { words: changeByte(image, random), expected: [] }, knownHeads: [] };
  }
  if (family === 'row') {
    const image = copyImage(stage.now, folder);
    // In turn, so that a few seeds already do each of them.
    const [name, deed] = Object.entries(acts)[seed % Object.keys(acts).length] as [
      string,
      (typeof acts)[string],
    ];
    const act = behindTheBack(image, (database) => deed(database, random));
    return { image, act: { ...act, words: `${name}: ${act.words}` }, knownHeads: [] };
  }
  const expected = [{ kind: 'rolledBack', table: 'audit', row: null }] as const;
  // With the file beside it, only what others know tells: the paper, upstream.
  if (seed % 2 === 0)
    return {
      image: copyImage(stage.earlier, folder),
      act: { words: 'database and head file of earlier; the paper is known', expected },
      knownHeads: [stage.paper],
    };
  const image = copyImage(stage.now, folder);
  copyImage({ ...stage.earlier }, folder);
  copyHead(stage.now, image);
  return {
    image,
    act: { words: 'database of earlier beside the head file of now', expected },
    knownHeads: [],
  };
}

function copyHead(from: Image, to: Image): void {
  writeFileSync(`${to.path}.head`, readFileSync(`${from.path}.head`));
}

const says = (report: IntegrityReport, expected: Expected): boolean =>
  report.problems.some(
    ({ kind, table, row }) =>
      kind === expected.kind && table === expected.table && (expected.row === null || row === expected.row),
  );

async function stationNotices(image: Image, knownHeads: readonly KnownHead[]): Promise<boolean> {
  const opened = openImage(image);
  if (!opened.ok) return true;
  try {
    return (
      !opened.value.integrity.opening().intact ||
      !(await opened.value.integrity.verify({ knownHeads })).intact
    );
  } finally {
    opened.value.close();
  }
}
