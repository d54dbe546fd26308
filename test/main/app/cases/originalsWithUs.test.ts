import { describe, expect, it } from 'vitest';
import { actorOf, kioskActor } from '../../../../main/app/cases/actor.ts';
import { passportKeeps } from '../../../../main/app/cases/originalsWithUs.ts';
import { presentForDay } from '../../../../main/app/cases/presentCase.ts';
import { gatherDay } from '../../../../main/app/day/gatherDay.ts';
import { ticketHandlers } from '../../../../main/app/tickets/ticketHandlers.ts';
import { takeTicket } from '../../../../main/app/tickets/tickets.ts';
import { peopleHandlers } from '../../../../main/app/people/peopleHandlers.ts';
import type { CaseView, OriginalsLine } from '../../../../main/contract/cases.ts';
import type { CaseId } from '../../../../main/contract/ids.ts';
import type { DocumentCode } from '../../../../main/contract/permit.ts';
import type { Result } from '../../../../main/contract/result.ts';
import type { TicketBoard } from '../../../../main/contract/tickets.ts';
import { slipQr, trainingPermitQr } from '../../../../main/domain/rules/readQr.ts';
import { noQueueServer } from '../../../../main/infra/queue/noQueueServer.ts';
import { inspect, sampleStaff, testCaller } from '../../helpers/index.ts';
import { act } from './afterwards.ts';
import { accept, codeOf, goodPermit, must, openDesk } from './desk.ts';

const one = goodPermit();
const two = goodPermit({
  permitNumber: 'TRN440300000902',
  holder: { ...one.holder, passportNumber: 'C01X00T99' },
});
const colleague = sampleStaff(['clerk'], 'colleague');

async function openWindow() {
  const desk = openDesk({}, [one, two]);
  const current = desk.intake.current.get;
  const tickets = ticketHandlers(desk.deps, noQueueServer, current);
  const people = peopleHandlers(desk.deps, (staff) => passportKeeps(desk.deps, actorOf(staff), current()));
  const take = (caseId: CaseId | null = null): string => takeTicket(desk.deps, kioskActor, caseId).number;
  take();
  take();
  must((await tickets.ticketCall({}, desk.caller)) as Result<TicketBoard>);
  await desk.begin();
  return {
    ...desk,
    take,
    first: desk.current(),
    custody: async (
      documents: DocumentCode[],
      custody: 'none' | 'withUs' | 'handedBack',
    ): Promise<CaseView> => must(await act(desk, 'caseSetCustody', { documents, custody })),
    call: async () => (await tickets.ticketCall({}, desk.caller)) as Result<TicketBoard>,
    finish: () => tickets.ticketFinish({}, desk.caller) as Result<TicketBoard>,
    /** As if the visit had ended before the passport was taken in. */
    finishAnyway: (): Result<unknown> => {
      const held = desk.deps.stores.tickets.inHand();
      if (held === null) throw new Error('nobody in hand');
      desk.deps.stores.run(() =>
        desk.deps.stores.tickets.save({ ...held, state: 'done', endedAt: desk.deps.clock.iso() }),
      );
      return { ok: true, value: held };
    },
    transfer: () => tickets.ticketTransfer({ window: '7' }, desk.caller) as Result<TicketBoard>,
    manual: () => tickets.ticketManual({ number: 'A002' }, desk.caller) as Result<TicketBoard>,
    select: (caseId: CaseId | null) =>
      must(desk.handlers.caseSelect({ caseId }, desk.caller) as Result<object>),
    signOut: async (input: { idle?: true } = {}, caller = desk.caller) =>
      (await people.signOut(input, caller)) as Result<object>,
    list: async (): Promise<OriginalsLine[]> =>
      must((await desk.handlers.caseOriginalsWithUs({}, desk.caller)) as Result<OriginalsLine[]>),
    events: () =>
      inspect(desk.deps.stores, (database) =>
        database
          .prepare<unknown[], { event: string; detail: string }>(
            'SELECT event, detail FROM audit ORDER BY sequence',
          )
          .all(),
      ),
  };
}

describe('B6 nobody leaves while a passport lies with us', () => {
  it('neither the person at the window nor the clerk: each act is refused with the number of the case', async () => {
    const window = await openWindow();
    const { number } = await window.custody(['PASSPORT'], 'withUs');
    const refused = { ok: false, error: { code: 'passportWithUs', detail: { number } } };
    expect(window.finish()).toEqual(refused);
    expect(window.transfer()).toEqual(refused);
    expect(window.manual()).toEqual(refused);
    expect(await window.call()).toEqual(refused);
    expect(await window.signOut()).toEqual(refused);
    expect(window.caller.staff).not.toBeNull();
    expect(window.deps.stores.tickets.inHand()).toMatchObject({ number: 'A001', state: 'serving' });
    await window.custody(['PASSPORT'], 'handedBack');
    expect(must(await window.call()).inHand?.number).toBe('A002');
    must(await window.signOut());
    expect(window.caller.staff).toBeNull();
  });

  it('other originals keep nobody', async () => {
    const window = await openWindow();
    await window.custody(['DEGREE'], 'withUs');
    must(window.finish());
    must(await window.signOut());
  });

  it('looking something up is possible, and no way out', async () => {
    const window = await openWindow();
    await window.custody(['PASSPORT'], 'withUs');
    must(window.finishAnyway());
    window.select(null);
    expect(codeOf(await window.signOut())).toBe('passportWithUs');
    expect(codeOf(await window.call())).toBe('passportWithUs');
    // Somebody else neither took it in nor has its case before them.
    must(await window.signOut({}, testCaller(colleague)));
    window.select(window.first);
    expect(codeOf(await window.signOut({}, testCaller(colleague)))).toBe('passportWithUs');
  });

  it('the case of the ticket in hand counts, whoever took the passport in', async () => {
    const window = await openWindow();
    await window.custody(['PASSPORT'], 'withUs');
    window.select(null);
    expect(codeOf(await window.signOut({}, testCaller(colleague)))).toBe('passportWithUs');
  });

  it('a suspected passport stays by itself and keeps nobody here', async () => {
    const window = await openWindow();
    await window.custody(['PASSPORT'], 'withUs');
    must(await act(window, 'caseHold', { reason: 'x', document: 'DEGREE' }));
    expect(codeOf(await window.signOut())).toBe('passportWithUs');
    const desk = await openWindow();
    await desk.custody(['PASSPORT'], 'withUs');
    must(await act(desk, 'caseHold', { reason: 'x', document: 'PASSPORT' }));
    expect((await desk.list()).map(({ documents }) => documents)).toEqual([['PASSPORT']]);
    must(desk.finish());
    must(await desk.signOut());
  });

  it('I5 the idle lock waits for nothing and hands nothing back; the chain says what lay there', async () => {
    const window = await openWindow();
    await window.custody(['PASSPORT'], 'withUs');
    must(await window.signOut({ idle: true }));
    expect(window.caller.staff).toBeNull();
    expect(window.deps.stores.cases.get(window.first)?.custody).toMatchObject([{ state: 'withUs' }]);
    const last = window.events().at(-1);
    expect(last?.event).toBe('signOut.done');
    expect(JSON.parse(last?.detail ?? '')).toEqual({ idle: true, code: 'passportWithUs' });
  });

  it('another slip takes nobody over whose passport lies here', async () => {
    const window = await openWindow();
    await window.custody(['PASSPORT'], 'withUs');
    const { id, number } = must(
      await window.intake.openCase({ permitNumber: two.permitNumber, channel: 'kiosk', actor: null }),
    );
    window.take(id);
    await window.scan(slipQr(number, window.deps.crypto.paperCode(number)));
    expect(window.current()).toBe(id);
    expect(window.deps.stores.tickets.inHand()).toMatchObject({ caseId: window.first, state: 'serving' });
  });
});

describe('B6 the list of originals that lie with us', () => {
  it('names every case with what lies here, whatever case is on screen, and forgets what went back', async () => {
    const window = await openWindow();
    expect(await window.list()).toEqual([]);
    const { number } = await window.custody(['PASSPORT', 'DEGREE'], 'withUs');
    await window.scan(trainingPermitQr(two.permitNumber));
    expect(await window.list()).toEqual([
      {
        id: window.first,
        number,
        state: 'open',
        name: expect.stringContaining(one.holder.familyName) as string,
        documents: ['PASSPORT', 'DEGREE'],
      },
    ]);
    window.select(window.first);
    await window.custody(['PASSPORT'], 'handedBack');
    expect((await window.list()).map(({ documents }) => documents)).toEqual([['DEGREE']]);
    await window.custody(['DEGREE'], 'handedBack');
    expect(await window.list()).toEqual([]);
  });

  it('also of a case that has ended: what was forgotten is found', async () => {
    const window = await openWindow();
    await window.custody(['DEGREE'], 'withUs');
    must(await act(window, 'caseNotNeeded', { reason: 'not needed' }));
    window.deps.clock.advance(20 * 86_400_000);
    expect((await window.list()).map(({ state }) => state)).toEqual(['notNeeded']);
  });
});

describe('B6 H8 the close of the day knows', () => {
  it('who took in the passport that still lies here, and since when', async () => {
    const window = await openWindow();
    const day = window.deps.stores.days.current();
    if (day === null) throw new Error('no day');
    const kept = () =>
      gatherDay(window.deps, (record) => presentForDay(window.deps, record), day, null).cases.map(
        ({ passportWithUs }) => passportWithUs,
      );
    await window.custody(['DEGREE'], 'withUs');
    expect(kept()).toEqual([null]);
    await window.custody(['PASSPORT'], 'withUs');
    expect(kept()).toEqual([{ by: window.caller.staff?.displayName, at: window.deps.clock.iso() }]);
    await window.custody(['PASSPORT'], 'handedBack');
    expect(kept()).toEqual([null]);
  });

  it('of a case its clock, and the originals of an accepted one, by the rules of the desk', async () => {
    const desk = openDesk();
    await desk.begin();
    const stands = () => {
      const record = desk.deps.stores.cases.get(desk.current());
      if (record === null) throw new Error('no case');
      return presentForDay(desk.deps, record);
    };
    expect(stands()).toEqual({ clock: desk.view().clock, documents: [] });
    desk.checkAll();
    must(accept(desk));
    const { clock, documents } = desk.view();
    expect(documents).not.toEqual([]);
    expect(stands()).toEqual({ clock, documents });
  });
});
