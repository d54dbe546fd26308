import { describe, expect, it } from 'vitest';
import { paperProblem } from '../../../../main/app/cases/verifyPaper.ts';
import type { PaperCheck, WithdrawnPaper } from '../../../../main/contract/outcomes.ts';
import { paperQr, paperText } from '../../../../main/domain/papers/paperCode.ts';
import { createCrypto } from '../../../../main/infra/crypto/createCrypto.ts';
import { inspect, testProfile } from '../../helpers/index.ts';
import { act, acceptedDesk, boss, lastPaper, revoke } from './afterwards.ts';
import { codeOf, must, openDesk, type Desk, secondPerson } from './desk.ts';

const check = async (desk: Desk, text: string): Promise<PaperCheck> =>
  must(await desk.handlers.noticeVerify({ text }, desk.caller));
const codeOfPaper = (desk: Desk): string => lastPaper(desk).qr ?? '';

/** Another station of the city, with a key of its own and what its profile says about ours. */
async function otherStation(desk: Desk, changes: Partial<typeof testProfile> = {}): Promise<Desk> {
  const key = must(await desk.handlers.noticeKey({}, desk.caller));
  return openDesk({
    crypto: createCrypto({ databaseKey: new Uint8Array(32).fill(9) }),
    profile: { ...testProfile, stationId: 'SZ51', paperKeys: [key], ...changes },
  });
}

const hourMs = 3_600_000;
/** The station has pulled the list to its end just now; answers when that was. */
function synced(desk: Desk, papers: readonly WithdrawnPaper[] = []): string {
  const { stores, clock } = desk.deps;
  stores.run(() => stores.withdrawnPapers.savePage({ papers, cursor: 's1', asOf: clock.iso() }));
  return clock.iso();
}

describe('C5 the code of a paper is checked without a network', () => {
  it('at the station that issued it: valid, and its case can be opened', async () => {
    const desk = await acceptedDesk();
    const paper = lastPaper(desk);
    expect(await check(desk, codeOfPaper(desk))).toEqual({
      verdict: 'valid',
      paper: {
        stationId: 'SZ50',
        kind: 'acceptance',
        number: paper.number,
        issuedOn: '2026-11-25',
        permitTail: '0001',
        code: paper.code,
      },
      withdrawnBy: null,
      withdrawnAt: null,
      list: { source: 'own', asOf: desk.deps.clock.iso(), tooOld: false, limitHours: 24 },
      caseId: desk.current(),
      noticeId: desk.view().notices[0]?.id,
      checkedAt: desk.deps.clock.iso(),
    });
  });

  it('no name and no whole number is in it', async () => {
    const desk = await acceptedDesk();
    const { holder, permitNumber } = desk.view().snapshot.record;
    for (const part of [holder.familyName, holder.givenNames, holder.passportNumber, permitNumber])
      expect(codeOfPaper(desk)).not.toContain(part);
  });

  it('at another station that knows the key: valid, but not its case', async () => {
    const desk = await acceptedDesk();
    const other = await otherStation(desk);
    synced(other);
    const seen = await check(other, codeOfPaper(desk));
    expect(seen).toMatchObject({ verdict: 'valid', caseId: null, noticeId: null });
    expect(paperProblem(seen)).toBeNull();
  });

  it('at a station without the key nothing can be said', async () => {
    const desk = await acceptedDesk();
    const other = await otherStation(desk, { paperKeys: [] });
    expect((await check(other, codeOfPaper(desk))).verdict).toBe('unknownStation');
    const wrong = await otherStation(desk, {
      paperKeys: [{ stationId: 'SZ52', publicKey: desk.deps.crypto.paperPublicKey() }],
    });
    expect((await check(wrong, codeOfPaper(desk))).verdict).toBe('unknownStation');
  });

  it('any change of what it says is seen, and opens no case', async () => {
    const desk = await acceptedDesk();
    const good = codeOfPaper(desk);
    const parts = good.split(':');
    const otherFirst = (text = ''): string => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
    const changes: readonly (readonly [number, string])[] = [
      [1, 'SZ50-SL-2026-000002'],
      [2, 'REF'],
      [3, '20261124'],
      [4, '0002'],
      [5, otherFirst(parts[5])],
      [6, otherFirst(parts[6])],
    ];
    for (const [at, text] of changes) {
      const altered = parts.with(at, text).join(':');
      expect(altered).not.toBe(good);
      expect(await check(desk, altered)).toMatchObject({ verdict: 'altered', caseId: null, noticeId: null });
    }
  });

  it('a key that belongs to another station signs nothing for this one', async () => {
    const desk = await acceptedDesk();
    const thief = createCrypto({ databaseKey: new Uint8Array(32).fill(3) });
    const forged = codeOfPaper(desk).split(':').slice(0, 6).join(':');
    expect((await check(desk, paperQr(forged, thief.signPaper(forged)))).verdict).toBe('altered');
  });

  it('our own signature over another paper than the one in the books is no proof', async () => {
    const desk = await acceptedDesk();
    const text = paperText(lastPaper(desk), '0'.repeat(64));
    expect((await check(desk, paperQr(text, desk.deps.crypto.signPaper(text)))).verdict).toBe('altered');
  });

  it('a revoked or corrected paper says so at once, and by which paper', async () => {
    const desk = await acceptedDesk();
    const good = codeOfPaper(desk);
    const [paper] = desk.view().notices;
    const wish = { noticeId: paper?.id, reason: 'x', correction: 'y' } as never;
    must(await act(desk, 'caseCorrect', wish, boss));
    const correction = codeOfPaper(desk);
    expect(await check(desk, good)).toMatchObject({
      verdict: 'superseded',
      withdrawnBy: lastPaper(desk).number,
      caseId: desk.current(),
    });
    expect((await check(desk, correction)).verdict).toBe('valid');
    must(await revoke(desk));
    expect(await check(desk, correction)).toMatchObject({
      verdict: 'revoked',
      withdrawnBy: lastPaper(desk).number,
    });
  });

  it('another station’s papers by the list of the last sync, with its age', async () => {
    const desk = await acceptedDesk();
    const { number } = lastPaper(desk);
    const other = await otherStation(desk);
    const asOf = synced(other);
    other.deps.clock.advance(hourMs);
    expect(await check(other, codeOfPaper(desk))).toMatchObject({
      verdict: 'valid',
      list: { source: 'upstream', asOf, tooOld: false },
    });
    const by = 'SZ50-CX-2026-000009';
    synced(other, [{ number, kind: 'acceptance', how: 'revoked', by, at: asOf }]);
    const seen = await check(other, codeOfPaper(desk));
    expect(seen).toMatchObject({
      verdict: 'revoked',
      withdrawnBy: by,
      withdrawnAt: asOf,
      list: { source: 'upstream', asOf: other.deps.clock.iso() },
    });
    expect(paperProblem(seen)).toEqual({ code: 'paperWithdrawn', detail: { number } });
  });

  it('a list older than the limit, or out of the future, is a warning; what is on it stays withdrawn', async () => {
    const desk = await acceptedDesk();
    const { number } = lastPaper(desk);
    const other = await otherStation(desk, { withdrawnListLimitHours: 48 });
    const asOf = synced(other);
    other.deps.clock.advance(48 * hourMs);
    expect(paperProblem(await check(other, codeOfPaper(desk)))).toBeNull();
    other.deps.clock.advance(1);
    const late = await check(other, codeOfPaper(desk));
    expect(late).toMatchObject({ verdict: 'valid', list: { asOf, tooOld: true, limitHours: 48 } });
    expect(paperProblem(late)).toEqual({ code: 'paperListOld', detail: { hours: 48 } });
    other.deps.clock.set(new Date(Date.parse(asOf) - 49 * hourMs).toISOString());
    expect((await check(other, codeOfPaper(desk))).list?.tooOld).toBe(true);
    synced(other, [{ number, kind: 'acceptance', how: 'superseded', by: null, at: asOf }]);
    other.deps.clock.advance(49 * hourMs);
    expect(paperProblem(await check(other, codeOfPaper(desk)))?.code).toBe('paperWithdrawn');
  });

  it('without any list nothing is said about a withdrawal, and that is said', async () => {
    const desk = await acceptedDesk();
    const other = await otherStation(desk);
    const seen = await check(other, codeOfPaper(desk));
    expect(seen).toMatchObject({ verdict: 'valid', list: { source: 'upstream', asOf: null, tooOld: true } });
    expect(paperProblem(seen)).toEqual({ code: 'paperListMissing' });
  });

  it('a paper of ours that our books do not have, or have as it was before a recovery, by what upstream knows', async () => {
    const desk = await acceptedDesk();
    const { number } = lastPaper(desk);
    const empty = openDesk({ crypto: desk.deps.crypto });
    expect((await check(empty, codeOfPaper(desk))).list).toMatchObject({ source: 'upstream', tooOld: true });
    const at = desk.deps.clock.iso();
    synced(desk, [{ number, kind: 'acceptance', how: 'revoked', by: 'SZ50-CX-2026-000001', at }]);
    expect(await check(desk, codeOfPaper(desk))).toMatchObject({
      verdict: 'revoked',
      list: { source: 'upstream' },
      caseId: desk.current(),
    });
  });

  it('a copy is the same paper', async () => {
    const desk = await acceptedDesk();
    const [paper] = desk.view().notices;
    if (!paper) throw new Error('no paper');
    must(
      await desk.handlers.noticeReprint(
        { noticeId: paper.id, reason: 'smudged', countersignature: await secondPerson(desk) },
        desk.caller,
      ),
    );
    expect((await check(desk, codeOfPaper(desk))).verdict).toBe('valid');
  });

  it('anything else is no paper', async () => {
    const desk = openDesk();
    const verify = async (text: string) => desk.handlers.noticeVerify({ text }, desk.caller);
    expect(codeOf(await verify('https://example.org'))).toBe('qrForeign');
    expect(codeOf(await verify('ZKP1:SZ50'))).toBe('qrDamaged');
  });
});

describe('C5 scanned at a window', () => {
  it('shows what it says and opens its case', async () => {
    const desk = await acceptedDesk();
    const caseId = desk.current();
    const code = codeOfPaper(desk);
    desk.intake.current.set(null);
    desk.deps.bus.clear();
    await desk.scan(code);
    expect(desk.current()).toBe(caseId);
    expect(desk.deps.bus.names()).toEqual(['paperScanned', 'caseOpened']);
    const { check: seen } = must(await desk.handlers.noticeLastScan({}, desk.caller));
    expect(seen).toMatchObject({ verdict: 'valid', caseId });
    expect(desk.problems()).toEqual([]);
  });

  it('says aloud that a paper is withdrawn, altered, or of an unknown station', async () => {
    const desk = await acceptedDesk();
    const code = codeOfPaper(desk);
    must(await revoke(desk));
    desk.deps.bus.clear();
    await desk.scan(code);
    await desk.scan(code.replace('ACC', 'REF'));
    await desk.scan(code.replace('SZ50', 'XX99'));
    await desk.scan('ZKP1:half');
    expect(desk.problems()).toEqual(['paperWithdrawn', 'paperAltered', 'paperUnknownStation', 'qrDamaged']);
    const { check: seen } = must(await desk.handlers.noticeLastScan({}, desk.caller));
    expect(seen?.verdict).toBe('unknownStation');
  });

  it('says aloud that the list is too old to call it valid, and the log keeps as of when it was asked', async () => {
    const desk = await acceptedDesk();
    const other = await otherStation(desk);
    await other.scan(codeOfPaper(desk));
    const asOf = synced(other);
    await other.scan(codeOfPaper(desk));
    other.deps.clock.advance(25 * hourMs);
    await other.scan(codeOfPaper(desk));
    expect(other.problems()).toEqual(['paperListMissing', 'paperListOld']);
    const told = inspect(other.deps.stores, (database) =>
      database.prepare(`SELECT detail FROM audit WHERE event = 'paper.scanned'`).pluck().all(),
    );
    expect(told.map((detail) => (JSON.parse(String(detail)) as { asOf: unknown }).asOf)).toEqual([
      null,
      asOf,
      asOf,
    ]);
  });

  it('with nobody signed in it is refused like any scan', async () => {
    const desk = await acceptedDesk();
    const code = codeOfPaper(desk);
    desk.link.staff = null;
    await desk.scan(code);
    expect(desk.problems()).toEqual(['notSignedIn']);
    expect(must(await desk.handlers.noticeLastScan({}, desk.caller)).check).toBeNull();
  });
});
