import { describe, expect, it } from 'vitest';
import { giveRating } from '../../../../main/app/ratings/giveRating.ts';
import { caseToRate } from '../../../../main/app/ratings/ratingCode.ts';
import type { CaseRecord } from '../../../../main/app/ports/stores.ts';
import type { Result } from '../../../../main/contract/result.ts';
import type { RatingRecord } from '../../../../main/app/ports/ratings.ts';
import type { RatingId } from '../../../../main/contract/ids.ts';
import { sheetTimes } from '../../../../main/domain/ratings/ratings.ts';
import { inspect, sampleStaff } from '../../helpers/index.ts';
import { codeOf, must } from '../cases/desk.ts';
import { boss, clerk, openRatings } from './ratingBench.ts';

describe('C6 a rating is given once, by the visitor, after the end of the case', () => {
  it('an open case cannot be rated', async () => {
    const { call, caseId } = await openRatings({ accepted: false });
    expect(must(await call('ratingState', { caseId }))).toEqual({ state: 'notYet' });
    expect(codeOf(await call('ratingAsk', { caseId }))).toBe('ratingNotYet');
    expect(must(await call('ratingSheet', {}))).toEqual({ page: 'closed' });
  });

  it('the sheet asks, thanks and goes away; the desk hears only that it was rated', async () => {
    const { call, as, caseId, deps, view } = await openRatings();
    const asked = must(await call('ratingAsk', { caseId }));
    expect(asked).toEqual({
      page: 'ask',
      caseNumber: view().number,
      endsAt: new Date(deps.clock.now() + sheetTimes.askMs).toISOString(),
    });
    // Whoever stands at the screen answers, also when the clerk has signed out.
    expect(must(await as(null)('ratingGive', { level: 'satisfied' }))).toEqual({});
    expect(must(await call('ratingSheet', {})).page).toBe('thanks');
    expect(must(await call('ratingState', { caseId }))).toEqual({ state: 'rated' });
    deps.clock.advance(sheetTimes.thanksMs);
    expect(must(await call('ratingSheet', {}))).toEqual({ page: 'closed' });
    expect(codeOf(await call('ratingAsk', { caseId }))).toBe('ratingDone');
  });

  it('never forced: silence and "not now" leave the case without a rating, and it may be asked again', async () => {
    const { call, caseId, deps } = await openRatings();
    must(await call('ratingAsk', { caseId }));
    deps.clock.advance(sheetTimes.askMs - 1);
    expect(must(await call('ratingSheet', {})).page).toBe('ask');
    deps.clock.advance(1);
    expect(must(await call('ratingSheet', {}))).toEqual({ page: 'closed' });
    must(await call('ratingAsk', { caseId }));
    must(await call('ratingDecline', {}));
    expect(must(await call('ratingState', { caseId }))).toEqual({ state: 'notRated' });
    expect(deps.stores.outbox.open().map(({ kind }) => kind)).not.toContain('rating.given');
    expect(codeOf(await call('ratingGive', { level: 'satisfied' }))).toBe('wrongState');
  });

  it('a second touch, and a rating that came from the kiosk meanwhile, change nothing', async () => {
    const { call, caseId, deps } = await openRatings();
    must(await call('ratingAsk', { caseId }));
    must(giveRating(deps, caseId, 'satisfied', 'kiosk'));
    expect(codeOf(await call('ratingGive', { level: 'veryDissatisfied' }))).toBe('ratingDone');
    expect(must(await call('ratingSheet', {}))).toEqual({ page: 'closed' });
    expect(deps.stores.ratings.ofCase(caseId)).toMatchObject({ level: 'satisfied', channel: 'kiosk' });
    expect(deps.stores.outbox.ofCase(caseId).filter(({ kind }) => kind === 'rating.given')).toHaveLength(1);
  });

  it('13.11 it is stored with its row in one commit: without the one there is not the other', async () => {
    const { caseId, deps } = await openRatings();
    const { ratings } = deps.stores;
    const save = ratings.save;
    Object.assign(ratings, {
      save: () => {
        throw new Error('power');
      },
    });
    expect(() => giveRating(deps, caseId, 'satisfied', 'window')).toThrow('power');
    Object.assign(ratings, { save });
    expect(deps.stores.ratings.ofCase(caseId)).toBeNull();
    expect(deps.stores.outbox.ofCase(caseId).map(({ kind }) => kind)).not.toContain('rating.given');
    must(giveRating(deps, caseId, 'mostlySatisfied', 'window'));
    const [row] = deps.stores.outbox.ofCase(caseId).filter(({ kind }) => kind === 'rating.given');
    expect(row).toMatchObject({
      id: deps.stores.ratings.ofCase(caseId)?.rowId,
      owner: 'system',
      payload: { level: 'mostlySatisfied', channel: 'window', givenAt: deps.clock.iso() },
    });
  });

  it('the database itself refuses a second one, a change, and a deletion', async () => {
    const { caseId, deps } = await openRatings();
    const { stores } = deps;
    must(giveRating(deps, caseId, 'dissatisfied', 'window'));
    const given = stores.ratings.ofCase(caseId) as RatingRecord;
    const save = (changes: Partial<RatingRecord>) => () =>
      stores.run(() => stores.ratings.save({ ...given, ...changes }));
    expect(save({ id: 'rating_x' as RatingId })).toThrow(/UNIQUE/);
    expect(save({ level: 'satisfied' })).toThrow(/never changed/);
    expect(save({ dueOn: '2030-01-01' })).toThrow(/never changed/);
    const closed = { at: deps.clock.iso(), by: 'x', note: 'y' };
    expect(save({ closed })).not.toThrow();
    expect(save({ closed: null })).toThrow(/never changed/);
  });

  it('I4 only desk people ask, and nobody gives one out of nothing', async () => {
    const { as, caseId } = await openRatings();
    for (const role of ['stockKeeper', 'technician', 'auditor'] as const) {
      expect(codeOf(await as(sampleStaff([role]))('ratingAsk', { caseId })), `as ${role}`).toBe('forbidden');
      expect(codeOf(await as(sampleStaff([role]))('ratingState', { caseId })), `as ${role}`).toBe(
        'forbidden',
      );
    }
    expect(codeOf(await as(clerk)('ratingGive', { level: 'satisfied' }))).toBe('wrongState');
    expect(codeOf(await as(null, 'kiosk')('ratingGive', { level: 'satisfied' }))).toBe('wrongState');
    expect(codeOf(await as(null, 'kiosk')('ratingAsk', { caseId }))).toBe('forbidden');
  });
});

describe('C6 the code of a paper leads to its case', () => {
  it('of an issued paper: once its case has ended and is not rated; an altered one to none', async () => {
    const { deps, caseId, view } = await openRatings();
    const qr = deps.stores.notices.ofCase(caseId)[0]?.content.qr ?? '';
    expect(must(caseToRate(deps, qr) as Result<CaseRecord>).number).toBe(view().number);
    const altered = `${qr.slice(0, -1)}${qr.endsWith('A') ? 'B' : 'A'}`;
    expect(codeOf(caseToRate(deps, altered) as Result<CaseRecord>)).toMatch(/^(paperAltered|qrDamaged)$/);
    must(giveRating(deps, caseId, 'satisfied', 'kiosk'));
    expect(codeOf(caseToRate(deps, qr) as Result<CaseRecord>)).toBe('ratingDone');
    expect(caseToRate(deps, 'https://example.org')).toBeNull();
  });
});

describe('C6 a poor rating is followed up', () => {
  it('within 15 working days, by a supervisor, closed once with a note', async () => {
    const { boss: call, caseId, deps, view } = await openRatings();
    must(giveRating(deps, caseId, 'veryDissatisfied', 'kiosk'));
    const [open] = must(await call('ratingFollowUps', { openOnly: true }));
    expect(open).toEqual({
      id: deps.stores.ratings.ofCase(caseId)?.id,
      caseId,
      caseNumber: view().number,
      level: 'veryDissatisfied',
      givenAt: deps.clock.iso(),
      dueOn: '2026-12-16',
      workingDaysLeft: 15,
      closed: null,
    });
    const ratingId = open?.id as RatingId;
    expect(codeOf(await call('ratingFollowUpClose', { ratingId, note: ' ' }))).toBe('invalidInput');
    const closed = must(await call('ratingFollowUpClose', { ratingId, note: '已电话回访并致歉' }));
    expect(closed.closed).toEqual({ at: deps.clock.iso(), by: boss.displayName, note: '已电话回访并致歉' });
    expect(codeOf(await call('ratingFollowUpClose', { ratingId, note: '再次' }))).toBe('followUpClosed');
    expect(must(await call('ratingFollowUps', { openOnly: true }))).toEqual([]);
    expect(must(await call('ratingFollowUps', { openOnly: false }))).toHaveLength(1);
  });

  it('is overdue after its day', async () => {
    const { as, caseId, deps } = await openRatings();
    must(giveRating(deps, caseId, 'dissatisfied', 'window'));
    deps.clock.set('2026-12-17T02:00:00.000Z');
    // Upstream has vouched for the supervisor meanwhile (G10).
    const call = as({ ...boss, confirmedAt: '2026-12-17T01:00:00.000Z' });
    expect(must(await call('ratingFollowUps', { openOnly: true }))[0]?.workingDaysLeft).toBe(-1);
  });

  it.each(['verySatisfied', 'satisfied', 'mostlySatisfied'] as const)('%s needs none', async (level) => {
    const { boss: call, caseId, deps } = await openRatings();
    must(giveRating(deps, caseId, level, 'window'));
    expect(must(await call('ratingFollowUps', { openOnly: false }))).toEqual([]);
    const rating = deps.stores.ratings.ofCase(caseId);
    expect(
      codeOf(await call('ratingFollowUpClose', { ratingId: rating?.id as RatingId, note: 'x' })),
      'and it is nobody’s to look at',
    ).toBe('followUpNotFound');
  });

  it('6.7 the officer who was rated sees nothing of it, as a supervisor either', async () => {
    const { as, call, caseId, deps } = await openRatings();
    must(giveRating(deps, caseId, 'veryDissatisfied', 'window'));
    const ratingId = deps.stores.ratings.ofCase(caseId)?.id as RatingId;
    expect(codeOf(await call('ratingFollowUps', { openOnly: false }))).toBe('forbidden');
    const risen = as({ ...clerk, roles: ['clerk', 'supervisor'] });
    expect(must(await risen('ratingFollowUps', { openOnly: false }))).toEqual([]);
    expect(codeOf(await risen('ratingFollowUpClose', { ratingId, note: 'x' }))).toBe('followUpNotFound');
    expect(must(await as(boss)('ratingFollowUps', { openOnly: false }))).toHaveLength(1);
  });

  it('I1 the chain knows that it was asked, given and closed, and never what was said', async () => {
    const { call, boss: other, caseId, deps } = await openRatings();
    must(await call('ratingAsk', { caseId }));
    must(await call('ratingGive', { level: 'veryDissatisfied' }));
    const ratingId = deps.stores.ratings.ofCase(caseId)?.id as RatingId;
    must(await other('ratingFollowUpClose', { ratingId, note: 'done' }));
    expect(deps.stores.audit.verify().intact).toBe(true);
    const chain = inspect(deps.stores, (database) => database.prepare('SELECT * FROM audit').all());
    for (const event of ['rating.asked', 'rating.given', 'rating.followUpClosed'])
      expect(JSON.stringify(chain)).toContain(event);
    expect(JSON.stringify([chain, deps.log.lines, deps.bus.events])).not.toContain('veryDissatisfied');
  });
});
