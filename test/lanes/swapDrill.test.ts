import { generateKeyPairSync, publicEncrypt, constants } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { keyFileName } from '../../main/contract/hosts.ts';
import { runInline, type InlineStation, type StationClient } from '../../main/hosts/runInline.ts';
import { unwrapRecoveryKey } from '../../tools/recovery/unwrapRecoveryKey.ts';
import { station } from '../main/app/carry/stations.ts';
import { nativeBinding, stubUpstream, temporaryFolder, testKey } from '../main/helpers/index.ts';
import { deskWork, value } from './support/deskWork.ts';
import { fontsDir, resourcesDir } from './support/repoFolders.ts';

/** A station that a test ends in the middle: closed once, and not before its start is over. */
async function inlineStation(options: {
  readonly directory: string;
  readonly databaseKey: Uint8Array;
}): Promise<InlineStation> {
  const station = await runInline({
    resourcesDir,
    fontsDir,
    sqliteNativeBinding: nativeBinding ?? null,
    ...options,
  });
  let closed: Promise<void> | null = null;
  const close = (): Promise<void> => {
    closed ??= station.core().looked.then(() => station.close());
    return closed;
  };
  onTestFinished(close);
  return { ...station, close };
}

const second = { userName: 'sunlei', password: 'zhengka-6' };

async function eventually(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + 30_000;
  while (Date.now() < end) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`waited 30 s for ${what}`);
}

const openRows = async (client: StationClient): Promise<number> =>
  value(await client.methods.queueRows({ openOnly: true })).length;
const dataOf = (directory: string): string => join(directory, 'data');
const secondPlaceOf = (directory: string): string => join(directory, 'sim', 'second-place');
const newestCopy = (directory: string): string => {
  const file = readdirSync(secondPlaceOf(directory))
    .filter((name) => name.endsWith('.db'))
    .toSorted()
    .at(-1);
  if (file === undefined) throw new Error('no copy in the second place');
  return file;
};

/** What a technician does: the copy and its manifest into `restore/` of an empty data folder. */
function putIntoRestore(directory: string): void {
  const file = newestCopy(directory);
  const restore = join(dataOf(directory), 'restore');
  mkdirSync(restore, { recursive: true });
  for (const name of [file, file.replace(/\.db$/, '.json')])
    copyFileSync(join(secondPlaceOf(directory), name), join(restore, name));
}

/** What a supervisor of another training station carried out: one case with a picture. */
async function carriedFile() {
  const other = station('SZ60', { upstream: stubUpstream() });
  const { caseId, rowIds } = other.queueCase(['case.opened', 'case.decided']);
  const [, decided] = rowIds;
  if (decided === undefined) throw new Error('no row');
  await other.addPicture(caseId, decided, new Uint8Array(20_000).fill(7));
  return { ...(await other.carryOut()), rowIds };
}

async function lockedCode(station: InlineStation): Promise<string> {
  const lock = station.core().deps.stores.records.lock();
  return Promise.resolve(lock === null ? 'none' : `${lock.cause} ${lock.told}`);
}

describe('G6 G7 I2 the swap to a new PC', () => {
  it('every row of the lost station arrives upstream once, and issuing waits for two people', async () => {
    const directory = temporaryFolder();
    const officer = generateKeyPairSync('rsa', { modulusLength: 3072 });
    const databaseKey = testKey();
    const a = await inlineStation({ directory, databaseKey });
    // As the shell wraps it at the first start.
    writeFileSync(
      join(dataOf(directory), keyFileName),
      JSON.stringify({
        recovery: publicEncrypt(
          { key: officer.publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
          databaseKey,
        ).toString('base64'),
      }),
    );
    const clientA = a.open('window');
    const deskA = deskWork(a.training, clientA);
    const [first, other] = a.training.people;
    if (first === undefined || other === undefined) throw new Error('no people');
    await deskA.signIn('zhaoqiang');
    await deskA.openDay();
    await deskA.signIn('limin');
    await deskA.acceptPerson(first);
    await eventually('the empty queue', async () => (await openRows(clientA)) === 0);

    // Offline from here on: these rows lie in the database only.
    a.training.upstream.setNetwork(false);
    const accepted = await deskA.acceptPerson(other);
    const queued = value(await clientA.methods.queueRows({ openOnly: true })).map(({ id }) => id);
    expect(queued.length).toBeGreaterThanOrEqual(3);
    await deskA.signIn('zhaoqiang');
    // And a queue that was brought here by hand from another station, with a picture (G6).
    const brought = await carriedFile();
    const report = value(await clientA.methods.carryIn({ file: brought.file.bytes, code: brought.code }));
    expect(report).toMatchObject({ stationId: 'SZ60', verified: false, taken: 2, pictures: 1 });
    const status = value(await clientA.methods.backupNow({}));
    expect(status.lastTry?.outcome).toBe('done');
    const drill = value(await clientA.methods.backupDrill({}));
    expect(drill.failed).toBeNull();
    expect(drill.proven).toBe(true);
    await a.close();

    // The disk is gone with everything in it; the copy and the officer's private key are not.
    const began = performance.now();
    rmSync(dataOf(directory), { recursive: true });
    putIntoRestore(directory);
    const manifest = join(secondPlaceOf(directory), newestCopy(directory).replace(/\.db$/, '.json'));
    const recovered = unwrapRecoveryKey(
      manifest,
      officer.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    );
    expect(recovered.ok).toBe(true);
    if (!recovered.ok) return;
    const b = await inlineStation({ directory, databaseKey: new Uint8Array(recovered.key) });
    const clientB = b.open('window');
    const deskB = deskWork(b.training, clientB);
    await deskB.signIn('zhaoqiang');

    // Nothing is issued before upstream was asked and two people said yes. The queue goes on all the same.
    expect(await lockedCode(b)).toMatch(/^(restored|older) /);
    await eventually('the empty queue', async () => (await openRows(clientB)) === 0);
    const refused = await clientB.methods.cardStart({ caseId: accepted.id });
    expect(refused).toMatchObject({ ok: false, error: { code: 'recordsBehind' } });
    expect(await clientB.methods.recordsAccept({ reason: '换机', countersignature: second })).toMatchObject({
      ok: false,
      error: { code: 'recordsNotAsked' },
    });
    const asked = value(await clientB.methods.recordsAsk({}));
    expect(asked.lock?.asked?.lacking).toEqual([]);
    const standing = value(await clientB.methods.recordsAccept({ reason: '换机', countersignature: second }));
    expect(standing.lock).toBeNull();
    const milliseconds = Math.round(performance.now() - began);
    process.stdout.write(
      `G7 swap: from the lost disk to issuing again in ${milliseconds} ms of machine time\n`,
    );
    expect(milliseconds).toBeLessThan(60_000);

    const books = b.training.upstream.books();
    expect(books.rows.filter(({ id }) => queued.some((each) => each === id))).toHaveLength(queued.length);
    expect(books.effects.filter(({ times }) => times !== 1)).toEqual([]);
    await eventually('the carried rows', async () => {
      const rows = value(await clientB.methods.carriedRows({}));
      return rows.length === 2 && rows.every(({ state }) => state === 'acked');
    });
    expect(
      b.training.upstream.books().rows.filter(({ id }) => brought.rowIds.some((each) => each === id)),
    ).toEqual(brought.rowIds.map((id) => expect.objectContaining({ id, times: 1 }) as unknown));

    // No number of A comes again.
    await deskB.signIn('limin');
    const [, , third] = b.training.people;
    if (third === undefined) throw new Error('no third person');
    const next = await deskB.scanNotice(third);
    expect(Number(next.number.slice(-4))).toBeGreaterThan(Number(accepted.number.slice(-4)));
    expect((await clientB.methods.cardStart({ caseId: accepted.id })).ok).toBe(true);
  }, 120_000);
});

/** A file as somebody copied it away earlier. */
function keepCopy(directory: string, names: readonly string[]): () => void {
  const kept = temporaryFolder();
  for (const name of names) copyFileSync(join(dataOf(directory), name), join(kept, name));
  return () => {
    for (const part of ['cases.db-wal', 'cases.db-shm'])
      rmSync(join(dataOf(directory), part), { force: true });
    for (const name of names) copyFileSync(join(kept, name), join(dataOf(directory), name));
  };
}

describe('I1 G7 an old copy of the whole database put back', () => {
  it.each([
    ['the mark beside the data', ['cases.db'], /^older (beside|secondPlace)$/],
    ['upstream, when every mark was put back too', ['cases.db', 'records-anchor.json'], /^older upstream$/],
  ])(
    'is noticed by %s',
    async (_what, files, expected) => {
      const directory = temporaryFolder();
      const databaseKey = testKey();
      const before = await inlineStation({ directory, databaseKey });
      const client = before.open('window');
      const desk = deskWork(before.training, client);
      const [first, other] = before.training.people;
      if (first === undefined || other === undefined) throw new Error('no people');
      await desk.signIn('zhaoqiang');
      await desk.openDay();
      await desk.signIn('limin');
      const early = await desk.acceptPerson(first);
      await eventually('the empty queue', async () => (await openRows(client)) === 0);
      await before.close();
      const putBack = keepCopy(directory, files);

      const then = await inlineStation({ directory, databaseKey });
      const clientThen = then.open('window');
      const deskThen = deskWork(then.training, clientThen);
      await deskThen.signIn('limin');
      const late = await deskThen.acceptPerson(other);
      await eventually('the empty queue', async () => (await openRows(clientThen)) === 0);
      await then.close();

      putBack();
      if (files.length > 1) rmSync(join(secondPlaceOf(directory), 'anchor-SZ50.json'), { force: true });
      const after = await inlineStation({ directory, databaseKey });
      const clientAfter = after.open('window');
      const deskAfter = deskWork(after.training, clientAfter);
      await deskAfter.signIn('zhaoqiang');
      await eventually('the lock', async () => (await lockedCode(after)) !== 'none');
      expect(await lockedCode(after)).toMatch(expected);
      expect(await clientAfter.methods.cardStart({ caseId: early.id })).toMatchObject({
        ok: false,
        error: { code: 'recordsBehind' },
      });
      const asked = value(await clientAfter.methods.recordsAsk({}));
      expect(asked.lock?.asked?.lacking.map(({ caseNumber }) => caseNumber)).toContain(late.number);
      // The act is the supervisor's, the second signature somebody else's.
      expect(
        await clientAfter.methods.recordsAccept({
          reason: '误换旧文件',
          countersignature: { userName: 'zhaoqiang', password: 'zhengka-3' },
        }),
      ).toMatchObject({ ok: false, error: { code: 'samePerson' } });
      value(await clientAfter.methods.recordsAccept({ reason: '误换旧文件', countersignature: second }));
      await deskAfter.signIn('limin');
      const [, , third] = after.training.people;
      if (third === undefined) throw new Error('no third person');
      const next = await deskAfter.acceptPerson(third);
      expect(Number(next.number.slice(-4))).toBeGreaterThan(Number(late.number.slice(-4)));
      // What was skipped is no gap of the day (11.7, 11.9).
      await deskAfter.signIn('zhaoqiang');
      const classes = value(await clientAfter.methods.dayClasses({}));
      const counts = classes.map((each) => ({ ...each, counted: 0 }));
      value(await clientAfter.methods.dayCount({ counts }));
      const { identities } = value(await clientAfter.methods.dayFigures({}));
      for (const id of ['11.7', '11.9'])
        expect(identities.find((each) => each.id === id)).toMatchObject({ id, holds: true });
      await after.close();

      // Accepted once is accepted: the next start and contact say nothing.
      const again = await inlineStation({ directory, databaseKey });
      const clientAgain = again.open('window');
      await deskWork(again.training, clientAgain).signIn('zhaoqiang');
      await eventually('the comparison with upstream', async () => {
        const { comparedAt, lock } = value(await clientAgain.methods.recordsStanding({}));
        return comparedAt !== null || lock !== null;
      });
      expect(await lockedCode(again)).toBe('none');
    },
    120_000,
  );
});

describe('J1 a training station whose data were emptied', () => {
  it.each([
    ['with the marks outside left', false],
    ['with every mark gone, so that only upstream knows', true],
  ])(
    'goes on by itself %s: nobody is locked out for ever',
    async (_what, marksToo) => {
      const directory = temporaryFolder();
      const databaseKey = testKey();
      const before = await inlineStation({ directory, databaseKey });
      const client = before.open('window');
      const desk = deskWork(before.training, client);
      const [first] = before.training.people;
      if (first === undefined) throw new Error('no people');
      await desk.signIn('limin');
      await desk.scanNotice(first);
      await eventually('the empty queue', async () => (await openRows(client)) === 0);
      await before.close();
      for (const name of readdirSync(dataOf(directory)).filter((each) => each.startsWith('cases.db')))
        rmSync(join(dataOf(directory), name), { recursive: true });
      if (marksToo) {
        rmSync(join(dataOf(directory), 'records-anchor.json'));
        rmSync(join(secondPlaceOf(directory), 'anchor-SZ50.json'));
      }
      const after = await inlineStation({ directory, databaseKey });
      await eventually('the next line', async () => {
        const { records } = after.core().deps.stores;
        return records.line() > 0 || (await lockedCode(after)) !== 'none';
      });
      expect(await lockedCode(after)).toBe('none');
      expect(after.core().deps.stores.records.line()).toBeGreaterThan(0);
    },
    60_000,
  );
});
