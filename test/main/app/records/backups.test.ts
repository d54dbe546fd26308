import { describe, expect, it } from 'vitest';
import type { Copies, FoundCopy } from '../../../../main/app/ports/records.ts';
import { createBackups } from '../../../../main/app/records/backups.ts';
import type { CopyManifest, CopyOutcome } from '../../../../main/contract/records.ts';
import { testDeps, testProfile, sampleDay, type TestDeps } from '../../helpers/index.ts';

const hour = 3_600_000;

interface Place extends Copies {
  outcome: CopyOutcome;
  readonly copies: FoundCopy[];
  readonly removed: string[];
}

/** A second place in memory. */
function place(deps: TestDeps): Place {
  const copies: FoundCopy[] = [];
  const removed: string[] = [];
  return {
    folder: '/second',
    outcome: 'done',
    copies,
    removed,
    make(takenAt) {
      if (this.outcome !== 'done') return Promise.resolve({ outcome: this.outcome, detail: 'test' });
      const file = `cases-SZ50-${takenAt.replace(/[-:.]/g, '')}.db`;
      const manifest: CopyManifest = {
        version: 1,
        stationId: 'SZ50',
        mode: 'training',
        program: '0',
        takenAt,
        file,
        bytes: 1,
        sha256: 'a'.repeat(64),
        place: {
          line: deps.stores.records.line(),
          sequence: deps.stores.audit.sequence(),
          head: deps.stores.audit.head(),
        },
        rows: {},
        counters: {},
        recoveryKey: null,
      };
      copies.unshift({ file, takenAt, manifest });
      return Promise.resolve({ outcome: 'done', manifest });
    },
    list: () => Promise.resolve(copies),
    prove: ({ manifest }) =>
      Promise.resolve({
        steps: [{ step: 'rows', ok: true, figure: '1' }],
        failed: null,
        place: manifest?.place ?? null,
        rows: 1,
      }),
    remove: (files) => {
      removed.push(...files);
      for (const file of files)
        copies.splice(
          copies.findIndex((each) => each.file === file),
          1,
        );
      return Promise.resolve();
    },
  };
}

function bench() {
  const deps = testDeps({
    profile: { ...testProfile, backup: { folder: '/second', everyHours: 24, keep: 2 } },
  });
  deps.stores.run(() =>
    deps.stores.audit.append({
      at: deps.clock.iso(),
      actor: 'a',
      surface: 'system',
      event: 'test.x',
      subject: 'x',
      detail: {},
    }),
  );
  const second = place(deps);
  const backups = createBackups(deps, second);
  /** Lets the clock run and what it starts end. */
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= hour / 60) {
      deps.clock.advance(Math.min(left, hour / 60));
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { deps, second, backups, pass };
}

describe('G7 J1 copies by themselves', () => {
  it('the first soon after the start, then daily', async () => {
    const { second, backups, pass } = bench();
    backups.start();
    await pass(2 * 60_000);
    expect(second.copies).toHaveLength(1);
    await pass(23 * hour);
    expect(second.copies).toHaveLength(1);
    await pass(1.1 * hour);
    expect(second.copies).toHaveLength(2);
    await backups.stop();
  });

  it('one after each close of a day', async () => {
    const { deps, second, backups, pass } = bench();
    backups.start();
    await pass(2 * 60_000);
    const latestClosed = () => ({
      ...sampleDay(),
      closed: { closedAt: '2026-11-25T02:00:00.000Z' } as never,
    });
    Object.assign(deps.stores.days, { latestClosed });
    await pass(hour);
    expect(second.copies).toHaveLength(2);
    await pass(hour);
    expect(second.copies).toHaveLength(2);
    await backups.stop();
  });

  it('a place that is away is named, does not stop work, is not asked every minute, and heals by itself', async () => {
    const { deps, second, backups, pass } = bench();
    second.outcome = 'folderAway';
    backups.start();
    await pass(5 * 60_000);
    const tries = () => deps.log.lines.filter(({ event }) => event === 'backup.failed').length;
    expect(tries()).toBe(1);
    expect((await backups.status()).lastTry?.outcome).toBe('folderAway');
    expect(await backups.now('chief')).toMatchObject({ ok: false, error: { code: 'backupFolderAway' } });
    second.outcome = 'done';
    await pass(15 * 60_000);
    expect(second.copies).toHaveLength(1);
    await backups.stop();
  });

  it.each([
    ['folderFull', 'backupFolderFull'],
    ['folderReadOnly', 'backupFolderReadOnly'],
    ['failed', 'backupFailed'],
  ] as const)('%s is told as %s', async (outcome, code) => {
    const { second, backups } = bench();
    second.outcome = outcome;
    expect(await backups.now('chief')).toMatchObject({ ok: false, error: { code } });
  });

  it('old copies go, the newest proven one stays', async () => {
    const { deps, second, backups } = bench();
    await backups.now('chief');
    const proven = await backups.drill('chief');
    expect(proven).toMatchObject({ ok: true, value: { proven: true } });
    const first = second.copies[0]?.file;
    for (let turn = 0; turn < 4; turn += 1) {
      deps.clock.advance(hour);
      await backups.now('chief');
    }
    expect(second.copies).toHaveLength(3);
    expect(second.copies.at(-1)?.file).toBe(first);
    expect(second.removed).toHaveLength(2);
  });
});

describe('G7 the drill', () => {
  it('a copy of another history is not ours, whatever it says of itself', async () => {
    const { second, backups } = bench();
    await backups.now('chief');
    const [copy] = second.copies;
    if (!copy?.manifest) throw new Error('no copy');
    second.copies[0] = {
      ...copy,
      manifest: { ...copy.manifest, place: { ...copy.manifest.place, head: 'b'.repeat(64) } },
    };
    expect(await backups.drill('chief')).toMatchObject({
      ok: true,
      value: { proven: false, failed: 'ours' },
    });
    expect((await backups.status()).provenAt).toBeNull();
  });

  it('says that there is no copy, no place, or that one is under way', async () => {
    const { backups, second, deps } = bench();
    expect(await backups.drill('chief')).toMatchObject({ ok: false, error: { code: 'copyNone' } });
    const both = await Promise.all([backups.now('chief'), backups.now('other')]);
    expect(both.map((each) => (each.ok ? 'done' : each.error.code))).toEqual(['done', 'backupBusy']);
    const none = createBackups(deps, { ...second, folder: null });
    expect(await none.now('chief')).toMatchObject({ ok: false, error: { code: 'backupNone' } });
  });

  it('copies and drills are audited with who asked', async () => {
    const { deps, backups, second } = bench();
    await backups.now('chief');
    await backups.drill('techie');
    const file = second.copies[0]?.file ?? '';
    expect(deps.stores.audit.tells('backup.copy', file)).toBe(true);
    expect(deps.stores.audit.tells('backup.drill', file)).toBe(true);
  });
});
