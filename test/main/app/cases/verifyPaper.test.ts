import { describe, expect, it } from 'vitest';
import type { PaperCheck } from '../../../../main/contract/outcomes.ts';
import { paperQr, paperText } from '../../../../main/domain/papers/paperCode.ts';
import { createCrypto } from '../../../../main/infra/crypto/createCrypto.ts';
import { testProfile } from '../../helpers/index.ts';
import { act, acceptedDesk, boss, lastPaper, revoke } from './afterwards.ts';
import { codeOf, must, openDesk, type Desk } from './desk.ts';

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
      withdrawnAsOf: desk.deps.clock.iso(),
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
    expect(await check(other, codeOfPaper(desk))).toMatchObject({
      verdict: 'valid',
      caseId: null,
      noticeId: null,
      withdrawnAsOf: null,
    });
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
    const asOf = '2026-11-24T18:00:00.000Z';
    const list = (papers: { number: string; how: 'revoked'; by: string | null }[]) => ({
      withdrawnPapers: { asOf, papers },
    });
    const listed = await otherStation(desk, list([{ number, how: 'revoked', by: 'SZ50-CX-2026-000009' }]));
    expect(await check(listed, codeOfPaper(desk))).toMatchObject({
      verdict: 'revoked',
      withdrawnBy: 'SZ50-CX-2026-000009',
      withdrawnAsOf: asOf,
    });
    const unlisted = await otherStation(desk, list([]));
    expect(await check(unlisted, codeOfPaper(desk))).toMatchObject({ verdict: 'valid', withdrawnAsOf: asOf });
  });

  it('a copy is the same paper', async () => {
    const desk = await acceptedDesk();
    const [paper] = desk.view().notices;
    if (!paper) throw new Error('no paper');
    must(await desk.handlers.noticeReprint({ noticeId: paper.id, reason: 'smudged' }, desk.caller));
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

  it('with nobody signed in it is refused like any scan', async () => {
    const desk = await acceptedDesk();
    const code = codeOfPaper(desk);
    desk.link.staff = null;
    await desk.scan(code);
    expect(desk.problems()).toEqual(['notSignedIn']);
    expect(must(await desk.handlers.noticeLastScan({}, desk.caller)).check).toBeNull();
  });
});
