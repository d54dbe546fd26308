import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkState } from '../../../main/contract/station.ts';
import { linkRefusalCodes } from '../../../main/contract/stationIdentity.ts';
import { rowKind, rowState } from '../../../main/contract/sync.ts';
import { rowKindWords } from '../../../main/domain/papers/rowKindWords.ts';
import { codeGroups } from '../../../renderer/features/queue/carry/codeGroups.ts';
import { stationsOf } from '../../../renderer/features/queue/carry/ReceiptsOut.tsx';
import { caseLine, nextKey, pausedBy, rowsFor } from '../../../renderer/features/queue/rowWords.ts';
import {
  commonCause,
  limitTone,
  linkCause,
  standingWords,
} from '../../../renderer/features/queue/standingWords.ts';
import { createI18n } from '../../../renderer/i18n/createI18n.ts';
import { windowTexts } from '../../../renderer/i18n/windowTexts.ts';
import { roundRate, timeLeft } from '../../../renderer/ui/progressWords.ts';
import { carriedRows, carryCode, overviews, rows } from '../fixtures/queueFixtures.ts';

const texts = { zh: createI18n(windowTexts, 'zh'), en: createI18n(windowTexts, 'en') };

describe('G11 why an answer is not believed', () => {
  it.each([
    ['mediaType text/html', 'signInPage'],
    ['notJson', 'signInPage'],
    ['HTTP 302', 'signInPage'],
    ['HTTP 404', 'signInPage'],
    ['HTTP 401', 'notAdmitted'],
    ['HTTP 403', 'notAdmitted'],
    ['stationUnknown', 'notAdmitted'],
    ['signatureBad', 'notAdmitted'],
    ['clockOutside', 'clock'],
    ['stationRevoked', 'revoked'],
    ['tls:wrongAuthority', 'certificate'],
    ['tls:other ERR_X', 'certificate'],
    ['schema at rows', 'other'],
    [undefined, 'other'],
  ])('%s is %s, with a remedy in both languages', (detail, cause) => {
    const found = linkCause(detail);
    expect(found.cause).toBe(cause);
    for (const language of ['zh', 'en'] as const)
      expect(texts[language].exists(`queue.cause.${found.cause}`)).toBe(true);
  });

  it('every code of a refused link is no riddle', () => {
    for (const code of linkRefusalCodes) {
      if (code === 'replayed') continue;
      const { cause, fault } = linkCause(code);
      expect(cause).not.toBe('other');
      if (cause === 'notAdmitted') expect(texts.zh.exists(`queue.causeWord.${fault}`)).toBe(true);
    }
  });

  it('never fails, whatever the detail', () => {
    fc.assert(
      fc.property(fc.string(), (detail) => texts.zh.exists(`queue.cause.${linkCause(detail).cause}`)),
    );
  });

  it('one cause of all is said once; one that is not of all is not', () => {
    expect(commonCause(overviews.signInPage)?.cause).toBe('signInPage');
    expect(commonCause(overviews.wrongAuthority)).toBeNull();
    expect(commonCause(overviews.well)).toBeNull();
  });
});

describe('G1 G11 every standing of a service has its sentence', () => {
  const words = { offlineByHand: null, revokedAt: null, drain: null } as const;
  const hand = { by: '王主管', at: '2026-11-24T02:42:00.000Z', reason: 'x' };
  it.each(linkState.shape.state.options)('%s', (state) => {
    for (const waits of [0, 3])
      for (const overview of [
        words,
        { ...words, offlineByHand: hand },
        { ...words, revokedAt: hand.at },
        { ...words, drain: { done: 1, total: null, perSecond: 0, secondsLeft: null } },
      ]) {
        const service = {
          service: 'cards',
          state,
          since: hand.at,
          cases: waits,
          rows: waits,
          oldestAt: waits === 0 ? null : '2026-11-24T01:00:00.000Z',
        } as const;
        const { key, at, what } = standingWords(service, overview);
        for (const language of ['zh', 'en'] as const)
          expect([key, texts[language].exists(`queue.standing.${key}`)]).toEqual([key, true]);
        expect(what?.count ?? 0).toBe(waits);
        // What waits says since when it waits; what is only down says since when it is down.
        expect(at).toBe(waits === 0 ? service.since : service.oldestAt);
      }
  });
});

describe('G4 a limit is quiet below four fifths', () => {
  it.each([
    [{ used: 79, limit: 100, reached: false }, 'good'],
    [{ used: 80, limit: 100, reached: false }, 'warn'],
    [{ used: 100, limit: 100, reached: true }, 'bad'],
    [{ used: 0, limit: 0, reached: true }, 'bad'],
  ] as const)('%o: %s', (limit, tone) => expect(limitTone(limit)).toBe(tone));
});

describe('G1 rows', () => {
  const all = { filter: 'all', caseNumber: '', kind: 'any' } as const;
  it('open, those that need a hand, all; by case and by kind', () => {
    expect(rowsFor(rows, all)).toHaveLength(rows.length);
    expect(rowsFor(rows, { ...all, filter: 'open' }).map(({ state }) => state)).not.toContain('acked');
    expect(rowsFor(rows, { ...all, filter: 'problems' }).map(({ state }) => state)).toEqual([
      'refused',
      'conflict',
    ]);
    expect(rowsFor(rows, { ...all, caseNumber: ' sz50-20261124-0010 ' })).toHaveLength(2);
    expect(rowsFor(rows, { ...all, kind: 'stock.moved' })).toHaveLength(1);
  });

  it('every state and kind has its words on screen and on paper, and they are the same', () => {
    for (const language of ['zh', 'en'] as const)
      for (const state of rowState.options) expect(texts[language].exists(`queue.state.${state}`)).toBe(true);
    const shown = { zh: windowTexts.zh, en: windowTexts.en } as unknown as Record<
      'zh' | 'en',
      { queue: { kind: Record<string, string> } }
    >;
    for (const kind of rowKind.options)
      expect(rowKindWords[kind]).toEqual({ zh: shown.zh.queue.kind[kind], en: shown.en.queue.kind[kind] });
    for (const row of rows)
      for (const paused of [null, 'byHand', 'stationRevoked'] as const)
        for (const language of ['zh', 'en'] as const)
          expect(texts[language].exists(nextKey(row, paused))).toBe(true);
  });

  it('G11 I7 what waits is not promised to go by itself while somebody, or upstream, keeps everything', () => {
    const link = { service: 'queue', state: 'offline', since: '2026-11-28T01:00:00.000Z' } as const;
    const [revoked, byHand] = [
      { ...link, detail: 'stationRevoked' },
      { ...link, detail: 'byHand' },
    ];
    expect([pausedBy([]), pausedBy([link]), pausedBy([revoked, link])]).toEqual([null, null, null]);
    expect(pausedBy([revoked, revoked])).toBe('stationRevoked');
    expect(pausedBy([byHand])).toBe('byHand');
    const row = rows.find(({ state, waitsFor }) => state === 'waiting' && (waitsFor ?? null) === null);
    if (row === undefined) throw new Error('no row waits');
    expect(nextKey(row, null)).toBe('queue.next.waitForNetwork');
    expect(nextKey(row, 'stationRevoked')).toBe('queue.next.stationRevoked');
    const refused = rows.filter(({ state }) => state === 'refused');
    expect(refused.map((each) => nextKey(each, 'stationRevoked'))).toEqual(['queue.next.correct']);
  });

  it('a case says its worst first', () => {
    expect(caseLine([], null)).toMatchObject({ key: 'none' });
    expect(caseLine(rows, null)).toMatchObject({ key: 'problems', count: 2, tone: 'bad' });
    const waiting = rows.filter(({ state }) => state === 'waiting');
    expect(caseLine(waiting, null)).toMatchObject({
      key: 'waiting',
      count: 3,
      at: '2026-11-23T02:20:00.000Z',
    });
    expect(caseLine(waiting, 'stationRevoked')).toMatchObject({ key: 'paused', count: 3 });
    expect(
      caseLine(
        rows.filter(({ state }) => state === 'acked' || state === 'superseded'),
        null,
      ),
    ).toMatchObject({
      key: 'all',
      count: 2,
      tone: 'good',
    });
  });
});

describe('G6 carried', () => {
  it('a code stands in its own groups, or in fours', () => {
    expect(codeGroups(carryCode)).toHaveLength(7);
    expect(codeGroups('ABCDEFGHIJ')).toEqual(['ABCD', 'EFGH', 'IJ']);
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z2-9]{1,40}$/), (code) => codeGroups(code).join('') === code),
    );
  });

  it('receipts go back to the stations that the rows come from', () => {
    expect(stationsOf(carriedRows)).toEqual([{ id: 'SZ51', receipts: 1 }]);
  });
});

describe('G5 a progress is read, not watched', () => {
  it.each([
    [0.2, 'seconds', 5],
    [16.3, 'seconds', 20],
    [89, 'seconds', 90],
    [90, 'minutes', 2],
    [3599, 'minutes', 60],
    [7200, 'hours', 2],
  ] as const)('%d s: %s %d', (seconds, unit, n) => expect(timeLeft(seconds)).toEqual({ unit, n }));

  it.each([
    [0, 0],
    [3.14, 3.1],
    [421.4, 421],
    [38_214, 38_200],
  ])('%d per second is shown as %d', (rate, shown) => expect(roundRate(rate)).toBe(shown));
});
