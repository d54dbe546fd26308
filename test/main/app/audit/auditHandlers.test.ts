import { describe, expect, it } from 'vitest';
import { auditHandlers, exportLimit } from '../../../../main/app/audit/auditHandlers.ts';
import { alteredRecords, tellOpening, verifyRecords } from '../../../../main/app/audit/watchRecords.ts';
import { behindTheBack } from '../../../proofs/tamper/acts.ts';
import {
  nativeBinding,
  openTestStores,
  sampleCase,
  sampleJob,
  sampleSnapshot,
  sampleStaff,
  testCaller,
  testDeps,
} from '../../helpers/index.ts';

const auditor = sampleStaff(['auditor'], 'lookingon');
const clerk = sampleStaff(['clerk'], 'nameofaclerk');

function journal() {
  const deps = testDeps();
  const { stores } = deps;
  const append = (at: string, actor: string, event: string, subject: string, detail = {}) =>
    stores.audit.append({ at, actor, surface: 'window', event, subject, detail });
  stores.run(() => {
    for (const each of [auditor, clerk]) stores.staff.save(each);
    stores.snapshots.insert(sampleSnapshot());
    stores.cases.save(sampleCase());
    stores.jobs.save(sampleJob());
    append('2026-11-24T15:59:59.999Z', 'nameofaclerk', 'case.opened', 'case_1');
    append('2026-11-24T16:00:00.000Z', 'nameofaclerk', 'card.start', 'job_1', {
      '=1+1': 'x',
      second: 'nameofaclerk',
    });
    append('2026-11-25T15:59:59.999Z', 'system', 'row.acked', 'row_other');
    append('2026-11-25T16:00:00.000Z', 'lookingon', 'read.caseGet', 'case_1');
  });
  const handlers = auditHandlers(deps);
  const caller = testCaller(auditor);
  const list = async (filter: Parameters<typeof handlers.auditList>[0]) => {
    const result = await handlers.auditList(filter, caller);
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  };
  const numbers = async (filter: Omit<Parameters<typeof handlers.auditList>[0], 'limit'>) =>
    (await list({ ...filter, limit: 50 })).entries
      .map(({ sequence }) => sequence)
      .filter((each) => each <= 4);
  return { deps, stores, handlers, caller, list, numbers };
}

describe('I1 the audit journal is read', () => {
  it('by days of Shanghai, person, kind of event, and case with its cards', async () => {
    const { numbers } = journal();
    expect(await numbers({})).toEqual([4, 3, 2, 1]);
    const date = '2026-11-25' as never;
    expect(await numbers({ from: date, to: date })).toEqual([3, 2]);
    expect(await numbers({ actor: 'nameofaclerk' })).toEqual([2, 1]);
    expect(await numbers({ group: 'reads' })).toEqual([4]);
    expect(await numbers({ group: 'cards' })).toEqual([2]);
    expect(await numbers({ subject: sampleCase().number })).toEqual([4, 2, 1]);
    expect(await numbers({ subject: 'row_other' })).toEqual([3]);
  });

  it('newest first and in pages, each entry with its number on the chain and its case', async () => {
    const { list } = journal();
    const first = await list({ limit: 2 });
    // The look itself is the newest entry, and is there before the answer.
    expect(first.entries.map(({ event }) => event)).toEqual(['read.audit', 'read.caseGet']);
    const second = await list({ limit: 2, before: first.next ?? 0 });
    expect(second.entries.map(({ sequence }) => sequence)).toEqual([3, 2]);
    expect(second.entries[1]).toMatchObject({ caseNumber: sampleCase().number, subject: 'job_1' });
    expect((await list({ limit: 2, before: second.next ?? 0 })).next).toBeNull();
  });

  it('the look tells what was asked, but not whom or what', async () => {
    const { list, stores } = journal();
    await list({ limit: 5, actor: 'nameofaclerk', subject: 'EXAMPLE', group: 'cases' });
    const [look] = stores.audit.page({ limit: 1 }).entries;
    expect(look).toMatchObject({
      event: 'read.audit',
      actor: 'lookingon',
      subject: '.. cases actor subject',
    });
  });
});

describe('I6 H4 the export is masked, the same each time, and runs nothing', () => {
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  it('holds no user name, says its rows, hash and head, and is itself an entry', async () => {
    const { handlers, caller, stores } = journal();
    const filter = { subject: sampleCase().number };
    const one = await handlers.auditExport(filter, caller);
    const two = await handlers.auditExport({ ...filter, from: '2026-11-24' as never }, caller);
    if (!one.ok || !two.ok) throw new Error('not exported');
    const csv = text(one.value.bytes);
    for (const name of ['nameofaclerk', 'lookingon', 'Test nameofaclerk']) expect(csv).not.toContain(name);
    expect(csv).toContain("'=1+1");
    const masks = new Set(csv.match(/P-[0-9a-z]+/g));
    expect(masks.size).toBe(2);
    expect(one.value.rows).toBe(3);
    expect(csv).toContain(one.value.head);
    const [entry] = stores.audit.page({ limit: 1, events: ['export.audit'] }).entries;
    expect(entry).toMatchObject({ actor: 'lookingon', detail: { rows: 3, hash: two.value.hash } });
    const again = await handlers.auditExport(filter, caller);
    expect(again.ok && text(again.value.bytes)).toBe(csv);
  });

  it('is refused when it is too long to be read', async () => {
    const { handlers, caller, stores, deps } = journal();
    const many = { ...stores.audit, page: () => ({ entries: [], next: 1 }) };
    const long = auditHandlers({ ...deps, stores: { ...stores, audit: many } });
    expect(await long.auditExport({}, caller)).toMatchObject({
      ok: false,
      error: { code: 'auditTooLong', detail: { limit: exportLimit } },
    });
    expect((await handlers.auditExport({}, caller)).ok).toBe(true);
  });
});

const entryOf = (stores: ReturnType<typeof openTestStores>) => {
  const [entry] = stores.audit.page({ limit: 1 }).entries;
  if (entry === undefined) throw new Error('no entry');
  const { at, actor, surface, event, subject, detail } = entry;
  return { at, actor, surface, event, subject, detail };
};

describe('I1 the records are verified', () => {
  it('in words and numbers, with the head of a paper, and each time it is an entry', async () => {
    const { handlers, caller, stores } = journal();
    const head = String(stores.audit.headOf(2));
    const good = await handlers.auditVerify({ paper: { sequence: 2, head: head.slice(0, 16) } }, caller);
    expect(good).toMatchObject({ ok: true, value: { intact: true, rows: 4, firstBad: null, count: 0 } });
    const other = await handlers.auditVerify({ paper: { sequence: 2, head: '0'.repeat(16) } }, caller);
    expect(other).toMatchObject({
      value: { intact: false, firstBad: 2, problems: [{ kind: 'rolledBack', table: 'audit', row: '2' }] },
    });
    // A day report tells its hash alone: it is the entry of a day.
    stores.run(() => stores.audit.append({ ...entryOf(stores), event: 'day.close', subject: '2026-11-24' }));
    const signed = { head: stores.audit.head().slice(0, 16) };
    expect(await handlers.auditVerify({ paper: signed }, caller)).toMatchObject({ value: { intact: true } });
    expect(await handlers.auditVerify({ paper: { head: 'a'.repeat(64) } }, caller)).toMatchObject({
      value: { intact: false },
    });
    const told = stores.audit.page({ limit: 4, events: ['integrity.'] }).entries;
    expect(told.map(({ detail }) => detail['intact'])).toEqual([false, true, false, true]);
  });

  it('what was found when the file was opened goes on the chain at start', () => {
    const { deps, stores } = journal();
    tellOpening(deps);
    expect(stores.audit.sequence()).toBe(4);
    stores.close();
    behindTheBack({ path: stores.path, key: stores.key, nativeBinding }, (database) =>
      database.exec('DELETE FROM audit WHERE sequence = 3'),
    );
    const again = openTestStores({ path: stores.path, key: stores.key });
    tellOpening({ ...deps, stores: again });
    const [entry] = again.audit.page({ limit: 1 }).entries;
    expect(entry).toMatchObject({
      event: 'integrity.problem',
      actor: 'system',
      detail: { kind: 'removed', table: 'audit', row: '3' },
    });
  });

  it('a day that is signed over altered records says so, and needs a reason', async () => {
    const { deps, stores } = journal();
    expect(alteredRecords(deps)).toEqual({});
    behindTheBack({ path: stores.path, key: stores.key, nativeBinding }, (database) =>
      database.prepare('UPDATE jobs SET holderName = ? WHERE id = ?').run('OTHER', 'job_1' satisfies string),
    );
    await verifyRecords(deps, 'chief');
    expect(alteredRecords(deps)).toEqual({ records: { count: 1, first: 'altered jobs job_1' } });
  });
});
