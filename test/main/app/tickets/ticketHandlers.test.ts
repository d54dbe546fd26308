import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QueueServer } from '../../../../main/app/ports/queueServer.ts';
import type { Ticket } from '../../../../main/domain/tickets/ticketSteps.ts';
import { kioskActor } from '../../../../main/app/cases/actor.ts';
import { takeTicket } from '../../../../main/app/tickets/tickets.ts';
import { openTestStores, sampleStaff } from '../../helpers/index.ts';
import { codeOf, must } from '../cases/desk.ts';
import { inHand, numbers, openHall } from './ticketBench.ts';

describe('A9 the queue of people at the window', () => {
  it('calls in the order of coming, and whoever was served is done with the next call', async () => {
    const hall = openHall();
    expect(codeOf(await hall.call('ticketCall', {}))).toBe('ticketNoneWaiting');
    expect([hall.take(), hall.take(), hall.take()]).toEqual(['A001', 'A002', 'A003']);
    const first = must(await hall.call('ticketCall', {}));
    expect([inHand(first), numbers(first.waiting)]).toEqual(['A001 called', ['A002', 'A003']]);
    must(await hall.call('ticketFinish', {}));
    expect(inHand(await hall.board())).toBeNull();
    expect(inHand(must(await hall.call('ticketCall', {})))).toBe('A002 called');
    expect(hall.deps.bus.names()).toContain('ticketsChanged');
  });

  it('whoever was called and is not here stands in the way until skipped; the number is called again later', async () => {
    const hall = openHall();
    hall.take();
    hall.take();
    await hall.call('ticketCall', {});
    expect(await hall.call('ticketCall', {})).toMatchObject({
      error: { code: 'ticketInHand', detail: { number: 'A001' } },
    });
    expect(must(await hall.call('ticketRecall', {})).inHand?.recalls).toBe(1);
    const skipped = must(await hall.call('ticketSkip', {}));
    expect([inHand(skipped), numbers(skipped.skipped)]).toEqual([null, ['A001']]);
    expect(codeOf(await hall.call('ticketSkip', {}))).toBe('ticketNotInHand');
    expect(inHand(must(await hall.call('ticketManual', { number: ' a001 ' })))).toBe('A001 called');
  });

  it('a number from elsewhere is called by hand: no queue server is needed', async () => {
    const hall = openHall();
    hall.take();
    const called = must(await hall.call('ticketManual', { number: 'B017' }));
    expect(called.inHand).toMatchObject({ number: 'B017', source: 'manual', takenAt: null });
    expect(codeOf(await hall.call('ticketManual', { number: 'B017' }))).toBe('ticketInHand');
    must(await hall.call('ticketFinish', {}));
    expect(codeOf(await hall.call('ticketManual', { number: 'B017' }))).toBe('ticketOver');
    for (const number of ['', 'ABC1', '12345', 'A-1', '一'])
      expect(codeOf(await hall.call('ticketManual', { number }))).toBe('invalidInput');
    // Nothing of that touched our own numbers.
    expect(hall.take()).toBe('A002');
  });

  it('sends a person on to another window, and calls them again when they are sent back', async () => {
    const hall = openHall();
    hall.take();
    await hall.call('ticketCall', {});
    expect(inHand(must(await hall.call('ticketTransfer', { window: ' 52 ' })))).toBeNull();
    const [sent] = hall.deps.stores.tickets.ofDay('2026-11-25');
    expect(sent).toMatchObject({ state: 'transferred', window: '52' });
    expect(inHand(must(await hall.call('ticketManual', { number: 'A001' })))).toBe('A001 called');
  });

  it('numbers begin anew each day; who waited yesterday waits no longer', async () => {
    const hall = openHall();
    hall.take();
    hall.take();
    await hall.call('ticketCall', {});
    hall.deps.clock.advance(86_400_000);
    const next = await hall.board();
    // Still in hand: somebody must say what became of it.
    expect([inHand(next), numbers(next.waiting)]).toEqual(['A001 called', []]);
    expect(hall.take()).toBe('A001');
  });

  it('a letter of its own tells a station of the same hall apart', () => {
    const { profile } = openHall().deps;
    expect(openHall(undefined, { profile: { ...profile, ticketLetter: 'C' } }).take()).toBe('C001');
  });

  it('waits and service of a day come out as figures', async () => {
    const hall = openHall();
    const supervisor = hall.as(sampleStaff(['supervisor']));
    hall.take();
    hall.deps.clock.advance(5 * 60_000);
    await hall.call('ticketCall', {});
    hall.deps.clock.advance(60_000);
    await hall.call('ticketFinish', {});
    hall.take();
    expect(must(await supervisor('ticketDay', { date: '2026-11-25' }))).toMatchObject({
      arrivals: 2,
      called: 1,
      stillWaiting: 1,
      done: 1,
      longestWaitSeconds: 300,
      medianServiceSeconds: null,
    });
    expect(must(await supervisor('ticketDay', { date: '2026-11-24' })).arrivals).toBe(0);
  });

  it('I4 clerk and supervisor call; others look on; nobody signed in does neither', async () => {
    const hall = openHall();
    hall.take();
    for (const role of ['stockKeeper', 'technician', 'auditor'] as const) {
      const other = hall.as(sampleStaff([role]));
      expect((await other('ticketList', {})).ok, `as ${role}`).toBe(true);
      expect(codeOf(await other('ticketCall', {})), `as ${role}`).toBe('forbidden');
      expect(codeOf(await other('ticketManual', { number: 'B1' })), `as ${role}`).toBe('forbidden');
    }
    expect(codeOf(await hall.as(null)('ticketList', {}))).toBe('notSignedIn');
    expect(codeOf(await hall.call('ticketDay', { date: '2026-11-25' }))).toBe('forbidden');
    expect((await hall.as(sampleStaff(['supervisor']))('ticketCall', {})).ok).toBe(true);
  });

  it('I1 every act is on the chain with its number and nothing of a person', async () => {
    const hall = openHall();
    hall.take();
    await hall.call('ticketCall', {});
    await hall.call('ticketSkip', {});
    const { stores } = hall.deps;
    const before = stores.audit.verify();
    expect(before).toMatchObject({ intact: true, rows: 3 });
    expect(codeOf(await hall.call('ticketRecall', {}))).toBe('ticketNotInHand');
    expect(stores.audit.verify().rows).toBe(3);
  });
});

describe('A9 numbers are gapless and unique', () => {
  it('under any acts in any order, and one number at most is in hand', async () => {
    const act = fc.constantFrom(
      'take',
      'take',
      'call',
      'call',
      'recall',
      'skip',
      'finish',
      'transfer',
      'manual',
      'again',
      'broken',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
        const hall = openHall();
        const { stores } = hall.deps;
        let taken = 0;
        for (const [index, each] of acts.entries()) {
          hall.deps.clock.advance(1000);
          if (each === 'take') {
            taken += 1;
            hall.take();
          } else if (each === 'broken') {
            // The power goes before the commit: the number was never given.
            expect(() =>
              stores.run(() => {
                takeTicket(hall.deps, kioskActor, null);
                throw new Error('power');
              }),
            ).toThrow('power');
          } else if (each === 'call') await hall.call('ticketCall', {});
          else if (each === 'recall') await hall.call('ticketRecall', {});
          else if (each === 'skip') await hall.call('ticketSkip', {});
          else if (each === 'finish') await hall.call('ticketFinish', {});
          else if (each === 'transfer') await hall.call('ticketTransfer', { window: '52' });
          else await hall.call('ticketManual', { number: each === 'again' ? 'A001' : `B${index}` });
          const held = stores.tickets
            .ofDay('2026-11-25')
            .filter(({ state }) => state === 'called' || state === 'serving');
          expect(held.length).toBeLessThanOrEqual(1);
        }
        const local = stores.tickets
          .ofDay('2026-11-25')
          .filter(({ source, number }) => source === 'local' && number.startsWith('A'));
        expect(numbers(local)).toEqual(
          Array.from({ length: taken }, (_, index) => `A${String(index + 1).padStart(3, '0')}`),
        );
        stores.close();
      }),
      { numRuns: 25 },
    );
  });

  it('the database itself refuses a number twice, two in hand, and a number that changes', () => {
    const stores = openTestStores();
    const ticket = (changes: Partial<Ticket>): Ticket => ({
      id: 'ticket_1' as Ticket['id'],
      date: '2026-11-25',
      number: 'A001',
      source: 'local',
      state: 'called',
      cameAt: '2026-11-25T01:00:00.000Z',
      takenAt: null,
      calledAt: null,
      recalls: 0,
      servedAt: null,
      endedAt: null,
      caseId: null,
      window: null,
      ...changes,
    });
    const save =
      (changes: Partial<Ticket> = {}) =>
      () =>
        stores.run(() => stores.tickets.save(ticket(changes)));
    const two = 'ticket_2' as Ticket['id'];
    save()();
    expect(save({ id: two, state: 'waiting' })).toThrow(/UNIQUE.*number/);
    expect(save({ id: two, number: 'A002' })).toThrow(/UNIQUE/);
    expect(save({ id: two, number: 'A002', state: 'waiting' })).not.toThrow();
    expect(save({ number: 'A009' })).toThrow(/keeps its number/);
    expect(() => stores.tickets.save(ticket({}))).toThrow('a write outside a transaction');
    stores.close();
  });
});

describe('A9 with a queue server', () => {
  const serverOf = (next: QueueServer['next'], state: 'online' | 'offline' = 'online') => {
    const told: string[] = [];
    let asked = 0;
    const server: QueueServer = {
      state: () => state,
      next: async () => {
        asked += 1;
        return next();
      },
      told: ({ number, act }) => void told.push(`${number} ${act}`),
    };
    return { server, told, asked: () => asked };
  };

  it('its people are called like ours, in the order of coming, and it hears what became of them', async () => {
    const people = ['H101', 'H102'];
    const { server, told } = serverOf(() => {
      const number = people.shift();
      return Promise.resolve(number === undefined ? null : { number, takenAt: '2026-11-25T01:00:00.000Z' });
    });
    const hall = openHall(server);
    hall.take();
    hall.deps.clock.advance(1000);
    expect(inHand(must(await hall.call('ticketCall', {})))).toBe('A001 called');
    await hall.call('ticketFinish', {});
    const called = must(await hall.call('ticketCall', {}));
    expect(called).toMatchObject({ server: 'online', inHand: { number: 'H101', source: 'server' } });
    await hall.call('ticketSkip', {});
    expect(told).toEqual(['H101 call', 'H101 skip']);
  });

  it('down: it is not asked, and the local queue goes on', async () => {
    const down = serverOf(() => Promise.reject(new Error('never')), 'offline');
    const hall = openHall(down.server);
    hall.take();
    expect(inHand(must(await hall.call('ticketCall', {})))).toBe('A001 called');
    expect(down.asked()).toBe(0);
    expect((await hall.board()).server).toBe('offline');
  });

  it('silent or broken: nobody waits for it longer than a moment', async () => {
    const silent = openHall(serverOf(() => new Promise(() => undefined)).server);
    silent.take();
    const calling = silent.call('ticketCall', {});
    await Promise.resolve();
    while (silent.deps.clock.pending() === 0) await Promise.resolve();
    silent.deps.clock.advance(1500);
    expect(inHand(must(await calling))).toBe('A001 called');
    const broken = openHall(serverOf(() => Promise.reject(new Error('cut'))).server);
    broken.take();
    expect(inHand(must(await broken.call('ticketCall', {})))).toBe('A001 called');
  });

  it('two quick presses ask it for one person', async () => {
    const { server, asked } = serverOf(() => Promise.resolve({ number: 'H101', takenAt: null }));
    const hall = openHall(server);
    const [first, second] = await Promise.all([hall.call('ticketCall', {}), hall.call('ticketCall', {})]);
    expect([must(first).inHand?.number, codeOf(second), asked()]).toEqual(['H101', 'ticketInHand', 1]);
  });
});
