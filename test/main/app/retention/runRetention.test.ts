import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DecisionRecord } from '../../../../main/app/ports/outcomeStores.ts';
import type { CaseId, CustodyActId, DecisionId, RowId, StaffId } from '../../../../main/contract/ids.ts';
import { cardHandlers } from '../../../../main/app/cards/cardHandlers.ts';
import type { CardExecutor } from '../../../../main/app/cards/cardExecutor.ts';
import { runRetention } from '../../../../main/app/retention/runRetention.ts';
import type { CaseRecord } from '../../../../main/app/ports/stores.ts';
import type { CardDeps } from '../../../../main/app/cards/cardDeps.ts';
import { photoHandlers } from '../../../../main/app/photos/photoHandlers.ts';
import { retentionHandlers } from '../../../../main/app/retention/retentionHandlers.ts';
import { retentionPolicy } from '../../../../main/contract/retention.ts';
import { openDatabase } from '../../../../main/infra/db/database.ts';
import {
  inspect,
  nativeBinding,
  sampleCase,
  sampleRow,
  sampleStaff,
  testCaller,
  testProfile,
} from '../../helpers/index.ts';
import { closedAt, dayMs, retentionBench } from './retentionBench.ts';

const since = Date.parse(closedAt);
const at = (days: number, less = 0): string => new Date(since + days * dayMs - less).toISOString();

describe('I3 kept pictures and data go at their end, and never before', () => {
  it('one moment before its day nothing goes; at its day each kind goes by its own rule, and the record stays', async () => {
    const bench = retentionBench();
    bench.openDay();
    const id = bench.addCase();
    bench.ack();
    bench.closeDay();
    const before = bench.stores.cases.get(id);
    bench.clock.set(at(7, 1));
    expect(await bench.run()).toEqual({});
    bench.clock.set(at(7));
    expect(await bench.run()).toEqual({ scans: 1 });
    expect(bench.pictureOf(id)).toEqual(['original:PASSPORT', 'photo', 'photo:card', 'signature']);
    bench.clock.set(at(30, 1));
    expect(await bench.run()).toEqual({});
    bench.clock.set(at(30));
    expect(await bench.run()).toEqual({ photos: 2, scans: 1, cardData: 1, payloads: 1 });
    expect(bench.pictureOf(id)).toEqual(['signature']);
    expect(bench.stores.jobs.latestOfCase(id)).toMatchObject({ state: 'handedOver', data: null });
    const [row] = bench.stores.outbox.ofCase(id);
    expect(row).toMatchObject({ kind: 'card.report', state: 'acked', receipt: { number: 'R1' } });
    expect(row?.payload).toEqual({
      batch: 'B1',
      jobKey: 'SZ50:job_1',
      destroyed: { at: at(30), digest: expect.stringMatching(/^[0-9a-f]+$/) },
    });
    bench.clock.set(at(90));
    expect(await bench.run()).toEqual({ signatures: 1, cachedPermits: 1 });
    expect(bench.deps.permits.count()).toBe(0);
    expect(bench.stores.cases.get(id)).toEqual(before);
    expect(bench.stores.attachments.destroyedOfCase(id)).toHaveLength(5);
    // What is done is done once.
    expect(await bench.run()).toEqual({});
    expect(bench.stores.retention.caseIds()).toEqual([]);
  });

  it('a row that upstream has not acknowledged keeps everything, for years', async () => {
    const bench = retentionBench();
    bench.openDay();
    const id = bench.addCase();
    bench.closeDay();
    bench.clock.set(at(1000));
    expect(await bench.run()).toEqual({});
    expect(bench.pictureOf(id)).toHaveLength(5);
    // The receipt comes late: the days count from it.
    bench.ack(at(1000));
    expect(await bench.run()).toEqual({});
    bench.clock.set(at(1030));
    expect(await bench.run()).toMatchObject({ photos: 2, scans: 2 });
  });

  it.each([
    ['the case is open', { state: 'supplement', endedAt: null } as const],
    [
      'the case is held',
      {
        hold: {
          reason: 'x',
          document: 'DEGREE',
          by: 'Test',
          at: closedAt,
          from: 'accepted',
        } as CaseRecord['hold'],
      },
    ],
  ])('nothing goes while %s', async (_why, changes) => {
    const bench = retentionBench();
    bench.openDay();
    bench.addCase(1, changes);
    bench.ack();
    bench.closeDay();
    bench.clock.set(at(400));
    expect(await bench.run()).toEqual({});
  });

  it('nothing goes while a card is being made for the same permit, or the day is open or unsigned', async () => {
    const bench = retentionBench();
    bench.openDay();
    const id = bench.addCase();
    bench.ack();
    bench.clock.set(at(400));
    expect(await bench.run()).toEqual({});
    bench.closeDay();
    const job = bench.stores.jobs.latestOfCase(id);
    if (job === null) throw new Error('no job');
    bench.stores.run(() => bench.stores.jobs.save({ ...job, state: 'pendingEnable', endedAt: null }));
    expect(await bench.run()).toEqual({});
    bench.stores.run(() => bench.stores.jobs.save(job));
    expect(await bench.run()).toMatchObject({ photos: 2 });
  });

  it.each(['row', 'picture', 'job', 'decision'] as const)(
    'a %s of the next day waits for the close of that day',
    async (what) => {
      const bench = retentionBench();
      const { stores } = bench;
      const next = '2026-11-26T02:00:00.000Z';
      bench.openDay();
      const id = bench.addCase();
      bench.ack();
      bench.closeDay();
      bench.openDay({ date: '2026-11-26', openedAt: '2026-11-26T00:30:00.000Z' });
      const job = stores.jobs.latestOfCase(id);
      if (job === null) throw new Error('no job');
      stores.run(() => {
        if (what === 'row')
          stores.outbox.insert(
            sampleRow({ id: 'row_b1' as RowId, kind: 'rating.given', caseId: id, createdAt: next }),
          );
        if (what === 'picture') bench.addPicture(id, 'photo:chip', undefined, next);
        if (what === 'job') stores.jobs.save({ ...job, changedAt: next, endedAt: next });
        if (what === 'decision')
          stores.decisions.insert({
            id: 'decision_1' as DecisionId,
            sequence: 1,
            caseId: id,
            kind: 'accepted',
            at: next,
            by: 'Test',
            byId: null,
            countersignedBy: null,
            reasons: [],
            finding: null,
            noticeNumber: null,
            supersedes: null,
          } as unknown as DecisionRecord);
      });
      bench.ack(next);
      bench.clock.set(at(400));
      expect(await bench.run()).toEqual({});
      bench.closeDay('2026-11-26T10:00:00.000Z');
      expect((await bench.run()).photos).toBeGreaterThan(1);
    },
  );

  it('somebody who is at the desk again keeps the permit in the cache until that case is over too', async () => {
    const bench = retentionBench();
    bench.openDay();
    bench.addCase();
    bench.ack();
    bench.closeDay();
    const again = sampleCase({ id: 'case_9' as CaseId, number: 'SZ50-20270301-0001', openedAt: at(89) });
    bench.stores.run(() => bench.stores.cases.save(again));
    bench.clock.set(at(90));
    expect(await bench.run()).not.toHaveProperty('cachedPermits');
    expect(bench.deps.permits.count()).toBe(1);
    bench.stores.run(() => bench.stores.cases.save({ ...again, state: 'notNeeded', endedAt: at(90) }));
    expect(await bench.run()).toEqual({ cachedPermits: 1 });
  });

  it('a run that is cut off goes on next time with what is left', async () => {
    const bench = retentionBench();
    bench.openDay();
    for (let number = 1; number <= 20; number += 1) bench.addCase(number);
    bench.ack();
    bench.closeDay();
    bench.clock.set(at(30));
    let turns = 0;
    const first = await bench.run({ stopped: () => (turns += 1) > 1 });
    expect(first).toMatchObject({ photos: 4 });
    const second = await bench.run();
    expect(second).toMatchObject({ photos: 36 });
    const counted = bench.stores.retention.purges(100).filter(({ kind }) => kind === 'photos');
    expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(40);
  });

  it('a commit that fails leaves picture, record and journal as they were', async () => {
    const bench = retentionBench();
    bench.openDay();
    const id = bench.addCase();
    bench.ack();
    bench.closeDay();
    bench.clock.set(at(30));
    const { stores } = bench;
    const broken = {
      ...bench.deps,
      stores: new Proxy(stores, {
        get: (target, key) =>
          key === 'audit'
            ? {
                ...stores.audit,
                append: () => {
                  throw new Error('power cut');
                },
              }
            : Reflect.get(target, key),
      }),
    };
    await expect(runRetention(broken, { pause: () => Promise.resolve() })).rejects.toThrow('power cut');
    expect(bench.pictureOf(id)).toHaveLength(5);
    expect(stores.retention.purges(10)).toEqual([]);
    expect(await bench.run()).toMatchObject({ photos: 2 });
  });

  it('counts and rules are journalled, and no name or number', async () => {
    const bench = retentionBench();
    bench.openDay();
    const id = bench.addCase();
    bench.ack();
    bench.closeDay();
    bench.clock.set(at(30));
    await bench.run();
    const rows = inspect(bench.stores, (database) =>
      database.prepare(`SELECT subject, detail FROM audit WHERE event = 'retention.purged'`).all(),
    ) as { subject: string; detail: string }[];
    expect(rows).toHaveLength(1);
    expect(rows[0]?.subject).toBe(id);
    expect(JSON.parse(rows[0]?.detail ?? '')).toEqual({
      photos: '2 12.3+30d',
      scans: '1 12.3+30d, 1 12.3+7d',
      cardData: '1 12.3+30d',
      payloads: '1 10.2+30d',
    });
    expect(JSON.stringify(rows)).not.toMatch(/EXAMPLE|6212/);
    expect(bench.stores.retention.purges(10).map(({ kind, count, days }) => [kind, count, days])).toEqual(
      expect.arrayContaining([
        ['photos', 2, 30],
        ['scans', 1, 7],
      ]),
    );
    expect(bench.stores.audit.verify().intact).toBe(true);
  });

  it('photos of a destruction, loose rows, old drafts and stored answers have an end too', async () => {
    const bench = retentionBench();
    const { stores } = bench;
    bench.openDay();
    const id = bench.addCase(1, { endedAt: null, state: 'supplement' });
    const done = '2026-11-25T04:00:00.000Z';
    stores.run(() => {
      stores.stockBook.insertCustodyAct(
        {
          id: 'custody_1' as CustodyActId,
          kind: 'destroyed',
          at: done,
          by: 'A',
          by2: 'B',
          units: [],
          ribbons: [],
          listNumber: null,
          photos: [{ size: 1, digest: 'd'.repeat(64) }],
        },
        [{ key: Buffer.alloc(16, 3), sealed: Buffer.from('x') }],
      );
      stores.outbox.insert(
        sampleRow({
          id: 'row_stock' as RowId,
          kind: 'stock.moved',
          createdAt: done,
          payload: { to: 'received', bankCardNumbers: ['6212000000000000002'] },
        }),
      );
      stores.staff.save({ ...sampleStaff(['clerk']), id: 'staff_1' as StaffId });
      stores.drafts.save(id, 'staff_1' as StaffId, { note: 'x' } as never, done);
      stores.requests.save('r1', 'caseAccept', { name: 'EXAMPLE' }, done);
    });
    bench.closeDay();
    bench.clock.set(at(400));
    expect(await bench.run()).toEqual({ drafts: 1, answers: 1 });
    expect(stores.requests.get('r1', 'caseAccept')).toBeNull();
    expect(stores.stockBook.custodyPhoto('custody_1' as CustodyActId, 0)).not.toBeNull();
    bench.ack('2026-11-25T05:00:00.000Z');
    expect(await bench.run()).toEqual({ wastePhotos: 1, payloads: 1 });
    expect(stores.stockBook.custodyPhoto('custody_1' as CustodyActId, 0)).toBeNull();
    expect(stores.outbox.get('row_stock' as RowId)?.payload).toMatchObject({ to: 'received', destroyed: {} });
    expect(JSON.stringify(stores.outbox.get('row_stock' as RowId)?.payload)).not.toContain('6212');
  });
});

describe('I3 what was destroyed is not in the file any more', () => {
  /** Every page as the database has it, free pages too, decrypted with the key. */
  const plainBytes = (stores: { path: string; key: Uint8Array }): Buffer =>
    inspect(stores, (database) => database.serialize());

  it('neither key nor sealed picture lies in a page, a free page or the write-ahead log (domain-rules 12.7)', async () => {
    const bench = retentionBench();
    bench.openDay();
    const id = bench.addCase();
    const key = Buffer.from('0f1e2d3c4b5a69788796a5b4c3d2e1f0', 'hex');
    bench.stores.run(() => bench.addPicture(id, 'photo:chip', key));
    const sealed = bench.stores.attachments.picture(
      bench.stores.attachments.ofCase(id).at(-1)?.id as never,
    )?.sealed;
    bench.ack();
    bench.closeDay();
    bench.stores.retention.settle();
    const before = plainBytes(bench.stores);
    expect(before.includes(key)).toBe(true);
    expect(before.includes('DEU0EXAMPLE01')).toBe(true);
    expect(before.includes('6212000000000000001')).toBe(true);
    bench.clock.set(at(90));
    await bench.run();
    expect(statSync(`${bench.stores.path}-wal`).size).toBe(0);
    const after = plainBytes(bench.stores);
    expect(after.includes(key)).toBe(false);
    expect(after.includes(Buffer.from(sealed ?? []))).toBe(false);
    expect(after.includes('DEU0EXAMPLE01')).toBe(false);
    expect(after.includes('6212000000000000001')).toBe(false);
    // The file on disk is encrypted: the check above means something only because it looks inside.
    expect(readFileSync(bench.stores.path).includes('CREATE TABLE')).toBe(false);
  });

  it('somebody who reads the file is not waited for; the log is emptied by the next run', async () => {
    const bench = retentionBench();
    bench.openDay();
    bench.addCase();
    const reader = openDatabase({ path: bench.stores.path, key: bench.stores.key, nativeBinding });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM cases').get();
    bench.ack();
    let unsettled = 0;
    const began = performance.now();
    await bench.run({ onUnsettled: () => (unsettled += 1) });
    expect(performance.now() - began).toBeLessThan(3000);
    expect(unsettled).toBe(1);
    reader.exec('COMMIT');
    reader.close();
    await bench.run({ onUnsettled: () => (unsettled += 1) });
    expect(unsettled).toBe(1);
    expect(statSync(`${bench.stores.path}-wal`).size).toBe(0);
  });

  it('the file refuses to change a payload that is not acknowledged, or twice', () => {
    const bench = retentionBench();
    bench.openDay();
    bench.addCase();
    const replace = (by = 1): void =>
      bench.stores.run(() => bench.stores.retention.replacePayload('row_a1' as RowId, { by }, closedAt));
    expect(replace).toThrow('never changed');
    bench.ack();
    replace();
    expect(() => replace(2)).toThrow('never changed');
    expect(() =>
      inspect(bench.stores, (database) => database.exec(`UPDATE outbox SET payload = '{"x":1}'`)),
    ).toThrow('never changed');
    bench.stores.run(() => {
      bench.stores.retention.note({ at: closedAt, kind: 'photos', count: 1, days: 30 });
      bench.stores.retention.noteOfCase('case_1' as CaseId, {
        at: closedAt,
        kind: 'photos',
        count: 1,
        days: 30,
      });
    });
    for (const table of ['purges', 'casePurges'])
      expect(() => inspect(bench.stores, (database) => database.exec(`DELETE FROM ${table}`))).toThrow(
        'never deleted',
      );
  });
});

describe('I3 what is kept until when is shown', () => {
  const supervisor = testCaller(sampleStaff(['supervisor']));

  it('per rule: how many, what waits and for what, the next day, and what was destroyed', async () => {
    const bench = retentionBench();
    bench.openDay();
    bench.addCase(1);
    bench.ack();
    bench.addCase(2);
    bench.closeDay();
    const handlers = retentionHandlers(bench.deps, { lastRunAt: () => closedAt });
    const view = await handlers.retentionView({}, supervisor);
    if (!view.ok) throw new Error(view.error.code);
    const photos = view.value.rules.find(({ kind }) => kind === 'photos');
    expect(photos).toEqual({
      kind: 'photos',
      document: null,
      title: null,
      keep: 'image',
      days: 30,
      clause: '12.3',
      kept: 4,
      waiting: 2,
      nextDueOn: '2026-12-25',
    });
    expect(view.value.rules.find(({ document }) => document === 'MEDICAL')).toMatchObject({
      days: 7,
      kept: 2,
    });
    expect(view.value.waiting).toEqual([{ reason: 'rowsOpen', cases: 1 }]);
    expect(view.value.forGood.map(({ kind }) => kind)).toEqual(['audit', 'dayCloses', 'caseRecords']);
    bench.clock.set(at(30));
    await bench.run();
    const after = await handlers.retentionView({}, supervisor);
    expect(after.ok && after.value.purges.map(({ kind, count }) => [kind, count])).toEqual(
      expect.arrayContaining([['photos', 2]]),
    );
    expect(JSON.stringify(after)).not.toMatch(/EXAMPLE|TEST0000/);
  });

  it('of a case: until when, and by which rule it went; everything that shows a picture says so', async () => {
    const bench = retentionBench();
    bench.openDay();
    const id = bench.addCase(1);
    bench.ack();
    const handlers = retentionHandlers(bench.deps, { lastRunAt: () => null });
    const look = async () => {
      const answer = await handlers.retentionOfCase({ caseId: id }, supervisor);
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value;
    };
    expect((await look()).waitsFor).toEqual(['dayOpen']);
    expect((await look()).items.every(({ state, until }) => state === 'waiting' && until === null)).toBe(
      true,
    );
    bench.closeDay();
    expect((await look()).items.find(({ document }) => document === 'MEDICAL')).toMatchObject({
      state: 'kept',
      until: '2026-12-02',
    });
    bench.clock.set(at(30));
    expect((await look()).items.find(({ document }) => document === 'MEDICAL')).toMatchObject({
      state: 'due',
    });
    await bench.run();
    const gone = (await look()).items;
    expect(gone.find(({ kind }) => kind === 'photos')).toMatchObject({
      state: 'destroyed',
      destroyedOn: '2026-12-25',
      days: 30,
      digest: 'd'.repeat(64),
    });
    expect(gone.find(({ kind }) => kind === 'signatures')).toMatchObject({ state: 'kept' });
    expect(gone.find(({ kind }) => kind === 'cardData')).toMatchObject({ state: 'destroyed' });

    const card = cardHandlers(
      bench.deps as unknown as CardDeps,
      { stoppedBy: () => null } as unknown as CardExecutor,
    );
    expect(await card.cardPreview({ caseId: id }, supervisor)).toEqual({
      ok: false,
      error: { code: 'attachmentGone', detail: { on: '2026-12-25', rule: '12.3' } },
    });
    const photos = photoHandlers(bench.deps);
    const scan = bench.stores.attachments
      .destroyedOfCase(id)
      .find(({ kind }) => kind === 'original:PASSPORT');
    expect(scan?.purgedAt).toBe(at(30));
    expect(
      await photos.casePhotoPicture({ caseId: id, kind: 'card', digest: 'd'.repeat(64) }, supervisor),
    ).toMatchObject({ ok: false });
  });
});

describe('I3 the rule of a paper says what is kept of its scan', () => {
  it('has bounds: nobody keeps a face for years, and nobody forgets an answer that may be asked for again', () => {
    expect(retentionPolicy.safeParse({ photoDays: 181 }).success).toBe(false);
    expect(retentionPolicy.safeParse({ answerDays: 1 }).success).toBe(false);
    expect(retentionPolicy.safeParse({ photoDays: 0, otherScans: { keep: 'hash' } }).success).toBe(true);
    expect(retentionPolicy.safeParse({ auditDays: 1 }).success).toBe(false);
    expect(testProfile.retention).toBeUndefined();
  });
});
