import { describe, expect, it } from 'vitest';
import { carryIn } from '../../../../main/app/carry/carryIn.ts';
import { carryOut, type CarriedOut } from '../../../../main/app/carry/carryOut.ts';
import { createCarryFiles } from '../../../../main/infra/carry/createCarryFiles.ts';
import { stubUpstream } from '../../helpers/index.ts';
import { upstreamBench, wireRow } from '../../training/helpers/bench.ts';
import { codeOf, station, valueOf } from './stations.ts';

const files = createCarryFiles(null);
const picture = (seed: number, size = 5000): Uint8Array =>
  new Uint8Array(size).map((_, at) => (at * seed) & 255);

/** SZ50 has no network; SZ60 has, and knows the key of SZ50. One upstream. */
async function twoStations(knows: readonly string[] = ['SZ50']) {
  const bench = await upstreamBench();
  const offline = station('SZ50', { upstream: stubUpstream(), knows: ['SZ60'] });
  const other = station('SZ60', { upstream: bench.upstream, knows });
  return { ...bench, offline, other };
}

describe('G6 the queue carried by hand', () => {
  it('every case arrives once upstream, in its order, under its own station, with its pictures before it', async () => {
    const { offline, other, embedded, upstream } = await twoStations();
    const first = offline.queueCase(['case.opened', 'notice.issued', 'case.decided']);
    const second = offline.queueCase(['case.opened']);
    const kept = await offline.addPicture(first.caseId, first.rowIds[2]!, picture(3));
    // The chain of the first station has an entry before the file that is brought.
    await offline.carryOut();
    const made = await offline.carryOut();
    expect(made).toMatchObject({ rows: 4, cases: 2, next: null });
    expect(made.file.fileName).toBe('queue-SZ50-20261125T0120.zkq');

    const report = valueOf(await other.carryIn(made));
    expect(report).toMatchObject({
      stationId: 'SZ50',
      verified: true,
      rows: 4,
      taken: 4,
      known: 0,
      pictures: 1,
    });
    expect(report.cases).toEqual([
      { caseNumber: first.caseNumber, rows: 3, outcome: 'taken' },
      { caseNumber: second.caseNumber, rows: 1, outcome: 'taken' },
    ]);
    await other.send();
    const rows = embedded.books().rows;
    expect(rows.map(({ id }) => id).filter((id) => id.startsWith('row_1'))).toEqual(first.rowIds);
    expect(rows).toHaveLength(4);
    expect(embedded.books().effects.every(({ times }) => times === 1)).toBe(true);
    const { digest, size } = kept;
    const offer = { stationId: 'SZ60', rowId: first.rowIds[0]!, kind: 'photo', digest, size };
    expect(await upstream.call('attachmentOffer', offer)).toMatchObject({
      value: { received: size, complete: true },
    });
    // I1 they are rows of the first station, which asks for them by the place of its own chain; the second one has none there.
    const lackingOf = async (stationId: string): Promise<unknown> => {
      const asked = await upstream.call('stationHead', { stationId, line: 0, sequence: 0 });
      return asked.kind === 'answer' ? asked.value.rows.map(({ id }) => id) : asked;
    };
    expect(await lackingOf('SZ50')).toHaveLength(4);
    expect(await lackingOf('SZ60')).toEqual([]);
    expect(valueOf(await other.handlers.carryStanding({}, other.caller))).toEqual({
      exported: null,
      carried: { waiting: 0, problems: 0, acked: 4 },
    });
    // Nothing of people whom it never served stays at the second station, and none of its own books knows of them.
    for (const { id } of rows) expect(other.deps.stores.carried.get(id as never)?.payload).toBeNull();
    expect(other.deps.stores.carried.picture(kept.digest)).toBeNull();
    expect(other.deps.stores.outbox.list(10)).toEqual([]);
  });

  it('the rows stay at the first station; sent from there too, upstream has one effect and both have one receipt', async () => {
    const { offline, other, embedded, upstream } = await twoStations();
    const { rowIds } = offline.queueCase(['case.opened', 'notice.issued']);
    const made = await offline.carryOut();
    valueOf(await other.carryIn(made));
    await other.send();
    expect(offline.deps.stores.outbox.open()).toHaveLength(2);
    expect(valueOf(await offline.handlers.carryStanding({}, offline.caller)).exported).toMatchObject({
      rows: 2,
    });
    // The network is back.
    const again = station('SZ50', { upstream });
    for (const id of rowIds) {
      const row = offline.deps.stores.outbox.get(id);
      if (row !== null)
        again.deps.stores.run(() => again.deps.stores.outbox.insert({ ...row, caseId: null }));
    }
    await again.send();
    for (const id of rowIds)
      expect(again.deps.stores.outbox.get(id)?.receipt).toEqual(other.deps.stores.carried.get(id)?.receipt);
    expect(embedded.books().effects.map(({ times }) => times)).toEqual([1, 1]);
    expect(embedded.books().rows).toMatchObject([{ times: 2 }, { times: 2 }]);
  });

  it('rows that upstream had before are shown as such, with the receipt that they were given', async () => {
    const { offline, other, upstream } = await twoStations();
    const { rowIds } = offline.queueCase(['case.opened']);
    const made = await offline.carryOut();
    const third = station('SZ70', { upstream });
    valueOf(await third.carryIn(made));
    await third.send();
    // Upstream's clock says 02:00.
    other.deps.clock.set('2026-11-25T03:00:00.000Z');
    valueOf(await other.carryIn(made));
    await other.send();
    const mine = valueOf(await other.handlers.carriedRows({}, other.caller));
    const theirs = valueOf(await third.handlers.carriedRows({}, third.caller));
    expect(mine.map(({ receipt }) => receipt)).toEqual(theirs.map(({ receipt }) => receipt));
    expect(mine).toMatchObject([{ id: rowIds[0], knownUpstream: true }]);
    expect(theirs).toMatchObject([{ id: rowIds[0], knownUpstream: false }]);
  });

  it('brought a second time everything is known, and why; at its own station too', async () => {
    const { offline, other } = await twoStations();
    offline.queueCase(['case.opened', 'notice.issued']);
    const made = await offline.carryOut();
    valueOf(await other.carryIn(made));
    const before = other.deps.stores.carried.list(10);
    expect(valueOf(await other.carryIn(made))).toMatchObject({
      taken: 0,
      known: 2,
      cases: [{ outcome: 'knownHere', rows: 2 }],
    });
    expect(other.deps.stores.carried.list(10)).toEqual(before);
    expect(valueOf(await offline.carryIn(made))).toMatchObject({
      taken: 0,
      cases: [{ outcome: 'knownHere' }],
    });
    await other.send();
    expect(valueOf(await other.carryIn(made)).cases).toMatchObject([{ outcome: 'knownUpstream' }]);
    // A later file has the old rows and a new one of the same case.
    const [row] = offline.deps.stores.outbox.open();
    if (row === undefined) throw new Error('no row');
    offline.deps.stores.run(() =>
      offline.deps.stores.outbox.insert({ ...row, id: 'row_later' as never, businessKey: 'row_later' }),
    );
    const report = valueOf(await other.carryIn(await offline.carryOut()));
    expect(report).toMatchObject({ taken: 1, known: 2, cases: [{ outcome: 'partlyKnown', rows: 3 }] });
  });

  it('a refused row comes as refused, stays visible, and stops its own case only', async () => {
    const { offline, other, embedded } = await twoStations();
    const bad = offline.queueCase(['case.opened', 'notice.issued'], 'refused');
    const good = offline.queueCase(['case.opened']);
    valueOf(await other.carryIn(await offline.carryOut()));
    await other.send();
    expect(embedded.books().rows.map(({ id }) => id)).toEqual(good.rowIds);
    const rows = valueOf(await other.handlers.carriedRows({}, other.caller));
    expect(rows.find(({ id }) => id === bad.rowIds[0])).toMatchObject({
      state: 'refused',
      refusal: 'conflict: 示例',
    });
    expect(other.deps.stores.carried.counts()).toEqual({ waiting: 1, problems: 1, acked: 1 });
  });

  it('G5 a picture that is not as it was, or did not come, stops its own row, with the reason', async () => {
    const { offline, other, embedded } = await twoStations();
    const bad = offline.queueCase(['case.decided']);
    const good = offline.queueCase(['case.decided']);
    const [badRow, goodRow] = [bad.rowIds[0]!, good.rowIds[0]!];
    const damaged = await offline.addPicture(bad.caseId, badRow, picture(3));
    await offline.addPicture(good.caseId, goodRow, picture(5));
    offline.deps.stores.run(() =>
      offline.deps.stores.attachments.purge(damaged.id, offline.deps.clock.iso()),
    );
    const report = valueOf(await other.carryIn(await offline.carryOut()));
    expect(report.pictures).toBe(1);
    await other.send();
    expect(embedded.books().rows.map(({ id }) => id)).toEqual([goodRow]);
    expect(other.deps.stores.carried.get(badRow)).toMatchObject({
      state: 'refused',
      refusal: 'pictureGone: photo',
    });
  });

  it('a file that is damaged, opened with another code or of another mode changes nothing', async () => {
    const { offline, other } = await twoStations();
    offline.queueCase(['case.opened']);
    const made = await offline.carryOut();
    const second = await offline.carryOut();
    const cut = { ...made, file: { bytes: made.file.bytes.slice(0, -1) } };
    const signed = Uint8Array.from(made.file.bytes);
    signed[signed.length - 1] = signed.at(-1) === 0x30 ? 0x31 : 0x30;
    const before = other.deps.stores.audit.sequence();
    expect(codeOf(await other.carryIn(cut))).toBe('carryFileDamaged');
    expect(codeOf(await other.carryIn({ ...made, code: second.code }))).toBe('carryCodeWrong');
    expect(codeOf(await other.carryIn({ ...made, file: { bytes: signed } }))).toBe('carrySignature');
    const production = station('SZ80', { upstream: stubUpstream(), mode: 'production' });
    expect(codeOf(await production.carryIn(made))).toBe('carryMode');
    expect(other.deps.stores.carried.list(10)).toEqual([]);
    expect(other.deps.stores.audit.sequence()).toBe(before);
  });

  it('a station whose key is not known is said to be unknown; one whose key differs is refused', async () => {
    const { offline, other } = await twoStations([]);
    offline.queueCase(['case.opened']);
    const made = await offline.carryOut();
    expect(valueOf(await other.carryIn(made))).toMatchObject({ verified: false, taken: 1 });
    const strict = station('SZ90', { upstream: stubUpstream(), knows: ['SZ50'] });
    const impostor = station('SZ50', { upstream: stubUpstream() });
    const crypto = station('SZ66', { upstream: stubUpstream() }).deps.crypto;
    impostor.queueCase(['case.opened']);
    const forged = valueOf(
      await carryOut({ ...impostor.deps, crypto }, files, impostor.caller, { reason: '示例' }),
    );
    expect(codeOf(await strict.carryIn(forged))).toBe('carrySignature');
  });

  it('H6 upstream takes a row of another station only from the one that says it was carried there', async () => {
    const { upstream } = await twoStations();
    const place = { line: 0, sequence: 7, head: 'a'.repeat(64) };
    const rows = [
      wireRow('plain', 'case.opened', {}, { stationId: 'SZ50' }),
      wireRow('other', 'case.opened', {}, { stationId: 'SZ50', carried: { by: 'SZ70', ...place } }),
      wireRow('mine', 'case.opened', {}, { stationId: 'SZ50', carried: { by: 'SZ60', ...place } }),
    ];
    const answer = await upstream.call('outbox', { stationId: 'SZ60', chainHead: 'b'.repeat(64), rows });
    expect(answer.kind === 'answer' && answer.value.results.map(({ outcome }) => outcome)).toEqual([
      'refused',
      'refused',
      'accepted',
    ]);
  });

  it('G7 a station that lost its rows with its disk takes them out of its own file, and sends them once', async () => {
    const { offline, embedded, upstream } = await twoStations();
    const { rowIds } = offline.queueCase(['case.opened', 'notice.issued']);
    const made = await offline.carryOut();
    const again = station('SZ50', { upstream });
    expect(valueOf(await again.carryIn(made))).toMatchObject({ verified: true, taken: 2 });
    await again.send();
    expect(embedded.books().rows).toMatchObject(rowIds.map((id) => ({ id, times: 1 })));
    expect(again.deps.stores.carried.counts()).toEqual({ waiting: 0, problems: 0, acked: 2 });
  });

  it('nothing in the queue is nothing to carry', async () => {
    const { offline } = await twoStations();
    expect(codeOf(await offline.handlers.carryOut({ reason: '示例' }, offline.caller))).toBe('carryNothing');
  });

  it('what does not fit goes into a next file, cases whole, and together they are everything', async () => {
    const { offline, other } = await twoStations();
    const cases = [1, 2, 3, 4, 5].map(() => offline.queueCase(['case.opened', 'notice.issued']));
    let after: number | null = 0;
    let made = 0;
    while (after !== null) {
      const out: CarriedOut = valueOf(
        await carryOut(
          offline.deps,
          files,
          offline.caller,
          { reason: '示例', after },
          { rows: 4, pictureBytes: 1 },
        ),
      );
      made += 1;
      const report = valueOf(
        await carryIn(other.deps, files, other.caller, { file: out.file.bytes, code: out.code }),
      );
      expect(report.cases.every(({ rows }) => rows === 2)).toBe(true);
      after = out.next;
    }
    expect(made).toBe(3);
    expect(new Set(other.deps.stores.carried.list(20).map(({ id }) => id))).toEqual(
      new Set(cases.flatMap(({ rowIds }) => rowIds)),
    );
  });

  it('I1 who carried how much and why stands in the chain; neither code nor person does', async () => {
    const { offline, other } = await twoStations();
    const { caseId, rowIds } = offline.queueCase(['case.decided']);
    await offline.addPicture(caseId, rowIds[0]!, picture(7));
    const made = await offline.carryOut('网络中断');
    valueOf(await other.carryIn(made));
    expect(offline.audit('carry.out')).toMatchObject([
      {
        actor: 'supervisor',
        subject: 'SZ50',
        detail: { rows: 1, cases: 1, pictures: 1, reason: '网络中断' },
      },
    ]);
    expect(other.audit('carry.in')).toMatchObject([
      { subject: 'SZ50', detail: { rows: 1, known: 0, pictures: 1, verified: true } },
    ]);
    for (const each of [offline, other]) {
      const told = JSON.stringify([each.deps.stores.audit.page({ limit: 100 }).entries, each.deps.log.lines]);
      expect(told).not.toContain(made.code);
      expect(told).not.toContain(made.code.slice(0, 5));
      expect(told).not.toContain('EXAMPLE');
    }
  });
});

describe('G3 the receipts of carried rows on their way home', () => {
  async function carried() {
    const both = await twoStations();
    const sent = both.offline.queueCase(['case.opened', 'notice.issued']);
    valueOf(await both.other.carryIn(await both.offline.carryOut()));
    await both.other.send();
    const { caller } = both.other;
    const file = valueOf(await both.other.handlers.carryReceiptsOut({ from: 'SZ50' }, caller));
    return { ...both, sent, file };
  }

  it('each row leaves the queue with its receipt, as if upstream had answered; a second time all is known', async () => {
    const { offline, other, sent, file } = await carried();
    expect(file.fileName).toBe('receipts-SZ50-from-SZ60-20261125T0120.json');
    const give = async () => offline.handlers.carryReceiptsIn({ file: file.bytes }, offline.caller);
    expect(valueOf(await give())).toEqual({ rows: 2, known: 0 });
    for (const id of sent.rowIds) {
      const row = offline.deps.stores.outbox.get(id);
      expect(row).toMatchObject({ state: 'acked', receipt: other.deps.stores.carried.get(id)?.receipt });
    }
    expect(offline.settled).toEqual(sent.rowIds);
    expect(offline.deps.stores.cases.get(sent.caseId)?.upstreamNumber).toMatch(/^WGR2026/);
    expect(valueOf(await offline.handlers.carryStanding({}, offline.caller)).exported).toBeNull();
    expect(valueOf(await give())).toEqual({ rows: 0, known: 2 });
    expect(offline.audit('carry.receiptsIn')).toHaveLength(2);
    expect(Buffer.from(file.bytes).toString()).not.toMatch(/EXAMPLE|case_/);
  });

  it('nothing to give back before anything was taken upstream', async () => {
    const { offline, other } = await twoStations();
    offline.queueCase(['case.opened']);
    valueOf(await other.carryIn(await offline.carryOut()));
    const out = await other.handlers.carryReceiptsOut({ from: 'SZ50' }, other.caller);
    expect(codeOf(out)).toBe('carryNoReceipts');
  });

  it('an altered file, rubbish, another station, an unknown sender, a row that never left: refused by name, nothing changed', async () => {
    const { offline, other, file, upstream } = await carried();
    const before = offline.deps.stores.audit.sequence();
    const give = async (bytes: Uint8Array, to = offline) =>
      codeOf(await to.handlers.carryReceiptsIn({ file: bytes }, to.caller));
    const text = Buffer.from(file.bytes).toString();
    expect(await give(Buffer.from(text.replace(/"number":"TR2/, '"number":"TR3')))).toBe('carrySignature');
    expect(await give(Buffer.from(text.replace(/row_1x0/, 'row_9x9')))).toBe('carrySignature');
    expect(await give(Buffer.from(text.slice(1)))).toBe('receiptsForeign');
    expect(await give(new Uint8Array(0))).toBe('receiptsForeign');
    expect(await give(file.bytes, other)).toBe('receiptsOfOther');
    const unknowing = station('SZ50', { upstream });
    expect(await give(file.bytes, unknowing)).toBe('receiptsUnknownStation');
    const forgetful = station('SZ50', { upstream, knows: ['SZ60'] });
    expect(await give(file.bytes, forgetful)).toBe('receiptsNotExported');
    // It has the rows, and never carried them out.
    forgetful.queueCase(['case.opened', 'notice.issued']);
    expect(await give(file.bytes, forgetful)).toBe('receiptsNotExported');
    expect(offline.deps.stores.audit.sequence()).toBe(before);
    expect(offline.deps.stores.outbox.open()).toHaveLength(2);
  });
});
