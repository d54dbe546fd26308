import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { StepRecord } from '../../main/app/ports/stores.ts';
import { roomForCardBytes } from '../../main/domain/cards/diskRoom.ts';
import type { OpenStores } from '../../main/infra/db/open.ts';
import { temporaryFolder } from '../main/helpers/index.ts';
import { deskWork, devicesReady, value } from './support/deskWork.ts';
import { inlineStation } from './support/inlineStation.ts';

/** A disk of its own in memory: only an administrator may mount one. */
const mayMount = (() => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = temporaryFolder();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', folder]).status === 0;
  if (mounted) spawnSync('umount', [folder]);
  return mounted;
})();

const diskMb = 160;

interface SmallDisk {
  /** Of the station. */
  readonly directory: string;
  /** Of its data: a file system of its own. */
  readonly folder: string;
  /** Leaves nothing free. */
  fill(): void;
  makeRoom(): void;
}

function smallDisk(): SmallDisk {
  // Only the station's own data: the simulated machine keeps its cards elsewhere, as a real one does.
  const directory = temporaryFolder();
  const folder = join(directory, 'data');
  mkdirSync(folder);
  const ballast = join(folder, 'ballast');
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMb}m`, 'none', folder]);
  expect(mounted.status).toBe(0);
  // After the station is closed: hooks run in the opposite order.
  onTestFinished(() => void spawnSync('umount', ['-l', folder]));
  return {
    directory,
    folder,
    fill() {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(ballast, new Uint8Array(bavail * bsize));
    },
    makeRoom: () => rmSync(ballast, { force: true }),
  };
}

/** Fills the disk right after this journal record is durable, once. */
function fillingAfter(disk: SmallDisk, record: string): (stores: OpenStores) => OpenStores {
  let filled = false;
  return (inner) => {
    let appended: StepRecord[] = [];
    const jobs: OpenStores['jobs'] = {
      ...inner.jobs,
      appendStep(step) {
        const saved = inner.jobs.appendStep(step);
        appended.push(saved);
        return saved;
      },
    };
    const run: OpenStores['run'] = (work) => {
      appended = [];
      const done = inner.run(work);
      if (!filled && appended.some(({ step, phase }) => `${step}:${phase}` === record)) {
        filled = true;
        disk.fill();
      }
      return done;
    };
    return new Proxy(inner, {
      get: (target, key, receiver) => {
        if (key === 'jobs') return jobs;
        return key === 'run' ? run : (Reflect.get(target, key, receiver) as unknown);
      },
    });
  };
}

const long = process.env['ZHENGKA_PROOF'] !== undefined;
const records = long
  ? [
      'lock:intent',
      'lock:confirmed',
      'feed:intent',
      'feed:confirmed',
      'readBlank:confirmed',
      'writeChip:intent',
      'print:intent',
      'print:confirmed',
      'report:intent',
    ]
  : ['lock:confirmed', 'print:intent'];

describe.skipIf(!mayMount)('D1 D9 G1 a disk that is really full', () => {
  it.each(records)(
    'after %s: a stop by name, nothing lost, and one card when there is room',
    { timeout: 120_000 },
    async (record) => {
      const disk = smallDisk();
      const station = await inlineStation({
        directory: disk.directory,
        core: { parts: { watchStores: fillingAfter(disk, record) } },
      });
      const client = station.open('window');
      const desk = deskWork(station.training, client);
      const { printer } = station.training.counter;
      const [person] = station.training.people;
      if (person === undefined) throw new Error('no people');
      await desk.signIn('zhaoqiang');
      await desk.openDay();
      await desk.signIn('limin');
      const view = await desk.acceptPerson(person);
      await devicesReady(client, ['cardPrinter', 'chipReader']);
      expect(statfsSync(disk.folder).bavail * statfsSync(disk.folder).bsize).toBeGreaterThan(
        roomForCardBytes,
      );

      /** Goes on as the screen says until the card is handed over or the disk stops it; the name of the stop. */
      const goOn = async (): Promise<string | null> => {
        for (let turn = 0; turn < 200; turn += 1) {
          const [job] = value(await client.methods.cardJobs({}));
          if (job?.state === 'handedOver') return null;
          if (job?.problem?.code.startsWith('disk') === true && turn > 0) return job.problem.code;
          const started = job ?? (await client.methods.cardStart({ caseId: view.id }));
          if ('ok' in started && !started.ok) return started.error.code;
          if (job !== undefined && job.next !== 'wait') {
            const stop = await desk.finishCard(job.id).then(
              () => null,
              (thrown: unknown) =>
                /refused: (disk\w+)/.exec(String(thrown))?.[1] ?? Promise.reject(thrown as Error),
            );
            if (stop !== null) return stop;
          }
          await new Promise((resolve) => setTimeout(resolve, 25));
        }
        throw new Error('no end');
      };

      const stop = await goOn();
      expect(stop).toMatch(/^disk(Full|AlmostFull|Fault)$/);
      const faces = printer.state().printedCards;
      disk.makeRoom();
      expect(await goOn()).toBeNull();
      expect(printer.state()).toMatchObject({ printedCards: 1, inside: null, rejectBin: [] });
      expect(faces).toBeLessThanOrEqual(1);
      for (let turn = 0; turn < 400; turn += 1) {
        if (value(await client.methods.queueRows({ openOnly: true })).length === 0) break;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      const books = station.training.upstream.books();
      expect(books.cards).toEqual([expect.objectContaining({ state: 'handedOver', reports: 1, enables: 1 })]);
      expect(books.effects.filter(({ times }) => times !== 1)).toEqual([]);
      const units = value(await client.methods.stockList({}));
      expect(units.filter(({ state }) => state === 'used')).toHaveLength(1);
      expect(units.filter(({ unresolved }) => unresolved)).toEqual([]);
    },
  );
});
