import { describe, expect, it } from 'vitest';
import type { CaseId, JobId } from '../../../../main/contract/ids.ts';
import { kioskActor } from '../../../../main/app/cases/actor.ts';
import { giveRating } from '../../../../main/app/ratings/giveRating.ts';
import { takeTicket } from '../../../../main/app/tickets/tickets.ts';
import { ticketStep } from '../../../../main/domain/tickets/ticketSteps.ts';
import { testCaller } from '../../helpers/index.ts';
import {
  bank,
  close,
  codeOf,
  countedDay,
  makeCard,
  station,
  value,
  type Station,
} from './helpers/dayStation.ts';

describe('H1 the day close', () => {
  it('shows no figure before the blind count, and the classes to count without numbers', async () => {
    const { day, zhao } = await station();
    const caller = testCaller(zhao);
    expect(codeOf(await day.dayFigures({}, caller))).toBe('dayNotOpen');
    value(await day.dayOpen({}, caller));
    expect(codeOf(await day.dayFigures({}, caller))).toBe('countMissing');
    expect(codeOf(await day.dayClose(close(), caller))).toBe('countMissing');
    expect(value(await day.dayClasses({}, caller))).toEqual([bank]);
  });

  it('computes the equation from the ledger and names the card that is made but not reported (D7)', async () => {
    const { day, zhao } = await countedDay();
    const figures = value(await day.dayFigures({}, testCaller(zhao)));
    expect(figures.stock).toEqual([expect.objectContaining({ opening: 3, used: 1, closing: 2, counted: 2 })]);
    expect(figures.exceptions.map((each) => each.kind)).toEqual(['madeNotReported']);
    expect(figures.identities.filter((each) => each.id === '11.5').every((each) => each.open)).toBe(true);
  });

  it('needs a reason for each difference, then two different people', async () => {
    const { day, zhao, deps } = await countedDay(1);
    const caller = testCaller(zhao);
    expect(codeOf(await day.dayClose(close(), caller))).toBe('reasonMissing');
    const { exceptions } = value(await day.dayFigures({}, caller));
    const some = Object.fromEntries(exceptions.slice(1).map((each) => [each.key, 'explained']));
    expect(codeOf(await day.dayClose(close(some), caller))).toBe('reasonMissing');
    const all = Object.fromEntries(exceptions.map((each) => [each.key, 'explained']));
    expect(codeOf(await day.dayClose(close(all, 'zhao'), caller))).toBe('samePerson');
    expect(codeOf(await day.dayClose({ ...close(all), password: 'wrong' }, caller))).toBe('wrongCredentials');
    expect(deps.stores.days.current()?.state).toBe('counted');
    const closed = value(await day.dayClose(close(all), caller));
    expect(closed.signatures.map((each) => each.userName)).toEqual(['zhao', 'qian']);
    expect(deps.stores.days.current()).toBeNull();
  });

  it('a clerk cannot be the second person', async () => {
    const { day, zhao } = await countedDay();
    const { exceptions } = value(await day.dayFigures({}, testCaller(zhao)));
    const reasons = Object.fromEntries(exceptions.map((each) => [each.key, 'explained']));
    expect(codeOf(await day.dayClose(close(reasons, 'li'), testCaller(zhao)))).toBe('forbidden');
  });
});

describe('H1 11.2 the journal of the card jobs', () => {
  const fedSides = async ({ day, zhao }: Station): Promise<unknown> => {
    const { identities } = value(await day.dayFigures({}, testCaller(zhao)));
    return identities.find((each) => each.id === '11.2');
  };

  it('is the left side: a feed that no blank answers for shows', async () => {
    const made = await countedDay();
    expect(await fedSides(made)).toMatchObject({ left: 1, right: 1, holds: true });
    made.deps.stores.run(() =>
      made.deps.stores.jobs.appendStep({
        jobId: 'job_1' as JobId,
        step: 'readBlank',
        phase: 'confirmed',
        at: made.deps.clock.iso(),
        detail: null,
        facts: { tail: '0009', again: false },
      }),
    );
    expect(await fedSides(made)).toMatchObject({ left: 2, right: 1, holds: false });
  });
});

describe('H3 one day after the other', () => {
  it('does not open a day while one is open, nor a closed date again, and opens with what the last close left', async () => {
    const made = await countedDay();
    const { day, zhao, deps } = made;
    const caller = testCaller(zhao);
    expect(codeOf(await day.dayOpen({}, caller))).toBe('dayAlreadyOpen');
    const { exceptions } = value(await day.dayFigures({}, caller));
    value(await day.dayClose(close({ [exceptions[0]?.key ?? '']: 'network down' }), caller));
    expect(codeOf(await day.dayOpen({}, caller))).toBe('wrongState');
    deps.clock.advance(86_400_000);
    value(await day.dayOpen({}, caller));
    expect(deps.stores.days.current()?.opening).toEqual([{ ...bank, opening: 2 }]);
    // The card that waits is carried over: its job is open at the start of the next day.
    expect(deps.stores.days.current()?.openJobsAtStart).toBe(1);
  });
});

describe('I1 H4 the close proves the file', () => {
  it('puts the head of the chain, row count and hash into the close, and one row into the queue', async () => {
    const { day, zhao, deps } = await countedDay();
    const caller = testCaller(zhao);
    const { exceptions } = value(await day.dayFigures({}, caller));
    const closed = value(await day.dayClose(close({ [exceptions[0]?.key ?? '']: 'network down' }), caller));
    expect(closed.chainHead).toBe(deps.stores.audit.head());
    expect(closed.rowCount).toBe(closed.figures.ledger.length);
    const csv = deps.paper.dayCsv({ date: closed.date, figures: closed.figures });
    expect(deps.crypto.sha256Hex(csv)).toBe(closed.csvHash);
    const rows = deps.stores.outbox.open().filter((row) => row.kind === 'day.closed');
    expect(rows).toHaveLength(1);
    expect(rows[0]?.payload).toMatchObject({ csvHash: closed.csvHash, chainHead: closed.chainHead });
  });
});

describe('A9 C6 H1 people and ratings, from the stores into the closed day', () => {
  it('has the tickets of the date, also those before the opening, and proves the ratings without their levels', async () => {
    const made = await station();
    const { deps, day, zhao } = made;
    const caller = testCaller(zhao);
    const first = takeTicket(deps, kioskActor, null);
    made.tick();
    value(await day.dayOpen({}, caller));
    makeCard(made);
    takeTicket(deps, kioskActor, null);
    const called = ticketStep(first, 'call', deps.clock.iso());
    if (called === null) throw new Error('a waiting ticket can be called');
    deps.stores.run(() => deps.stores.tickets.save(called));
    value(giveRating(deps, 'case_1' as CaseId, 'veryDissatisfied', 'window'));
    made.tick();
    value(await day.dayCount({ counts: [{ ...bank, counted: 2 }] }, caller));
    const figures = value(await day.dayFigures({}, caller));
    expect(figures.people).toMatchObject({ arrivals: 2, served: 0, open: 2, longestWaitMinutes: 2 });
    expect(figures.people?.perHour.reduce((sum, { arrivals }) => sum + arrivals, 0)).toBe(2);
    const ratings = figures.identities.find(({ id }) => id === '11.10b');
    expect(ratings).toMatchObject({ left: 1, right: 1, holds: true, open: false });
    expect(JSON.stringify(figures)).not.toContain('veryDissatisfied');
    const reasons = Object.fromEntries(figures.exceptions.map(({ key }) => [key, 'network down']));
    const closed = value(await day.dayClose(close(reasons), caller));
    expect(value(await day.dayClosed({ date: closed.date }, caller)).figures.people).toEqual(figures.people);
  });

  it('a rating of the day before is of that day', async () => {
    const made = await station();
    const { deps, day, zhao } = made;
    makeCard(made);
    value(giveRating(deps, 'case_1' as CaseId, 'satisfied', 'kiosk'));
    takeTicket(deps, kioskActor, null);
    deps.clock.advance(86_400_000);
    value(await day.dayOpen({}, testCaller(zhao)));
    value(await day.dayCount({ counts: [{ ...bank, counted: 2 }] }, testCaller(zhao)));
    const figures = value(await day.dayFigures({}, testCaller(zhao)));
    expect(figures.identities.find(({ id }) => id === '11.10b')).toMatchObject({ left: 0, right: 0 });
    expect(figures.people).toMatchObject({ arrivals: 0, perHour: [] });
  });
});

describe('H1 a job that ended', () => {
  it('is not open on the next day', async () => {
    const made = await station();
    value(await made.day.dayOpen({}, testCaller(made.zhao)));
    made.tick();
    makeCard(made);
    const job = made.deps.stores.jobs.get('job_1' as JobId);
    if (job === null) throw new Error('no job');
    const at = made.deps.clock.iso();
    made.deps.stores.run(() =>
      made.deps.stores.jobs.save({
        ...job,
        state: 'handedOver',
        reportedAt: at,
        enabledAt: at,
        handedOverAt: at,
        endedAt: at,
      }),
    );
    made.tick();
    value(await made.day.dayCount({ counts: [{ ...bank, counted: 2 }] }, testCaller(made.zhao)));
    const figures = value(await made.day.dayFigures({}, testCaller(made.zhao)));
    expect(figures.cards).toMatchObject({ handedOver: 1, open: 0 });
    // No hand-over row was queued for it: exactly this identity must say so.
    expect(figures.identities.filter((each) => !each.holds && !each.open).map((each) => each.id)).toEqual([
      '11.10',
    ]);
    expect(made.deps.stores.cases.get('case_1' as CaseId)?.state).toBe('accepted');
  });
});
