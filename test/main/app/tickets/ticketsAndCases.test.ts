import { describe, expect, it } from 'vitest';
import { ticketHandlers } from '../../../../main/app/tickets/ticketHandlers.ts';
import { takeTicket } from '../../../../main/app/tickets/tickets.ts';
import { kioskActor } from '../../../../main/app/cases/actor.ts';
import type { CaseId } from '../../../../main/contract/ids.ts';
import type { Result } from '../../../../main/contract/result.ts';
import type { TicketBoard } from '../../../../main/contract/tickets.ts';
import { slipQr, trainingPermitQr } from '../../../../main/domain/rules/readQr.ts';
import { noQueueServer } from '../../../../main/infra/queue/noQueueServer.ts';
import { stubDevices } from '../../helpers/index.ts';
import { devices, setUp } from '../kiosk/kioskBench.ts';
import { codeOf, goodPermit, must, openDesk } from '../cases/desk.ts';
import { inHand } from './ticketBench.ts';

const one = goodPermit();
const two = goodPermit({
  permitNumber: 'TRN440300000902',
  holder: { ...one.holder, passportNumber: 'C01X00T99' },
});

function openWindow() {
  const desk = openDesk({}, [one, two]);
  const handlers = ticketHandlers(desk.deps, noQueueServer, desk.intake.current.get);
  const act = async (name: 'ticketCall' | 'ticketSkip' | 'ticketList'): Promise<TicketBoard> =>
    must((await handlers[name]({}, desk.caller)) as Result<TicketBoard>);
  return {
    ...desk,
    handlers,
    act,
    take: (caseId: CaseId | null = null) => takeTicket(desk.deps, kioskActor, caseId).number,
    attach: (caseId: CaseId) => handlers.ticketAttach({ caseId }, desk.caller) as Result<TicketBoard>,
    /** A kiosk opened the case of the second permit; its slip. */
    slip: async (): Promise<{ caseId: CaseId; qr: string }> => {
      const opened = must(
        await desk.intake.openCase({ permitNumber: two.permitNumber, channel: 'kiosk', actor: null }),
      );
      return { caseId: opened.id, qr: slipQr(opened.number, desk.deps.crypto.paperCode(opened.number)) };
    },
  };
}

describe('A9 the ticket is attached to the case', () => {
  it('opening a case serves the number that is called, in the same commit', async () => {
    const window = openWindow();
    window.take();
    await window.act('ticketCall');
    window.deps.clock.advance(30_000);
    await window.scan(trainingPermitQr(one.permitNumber));
    const { inHand: held } = await window.act('ticketList');
    expect(held).toMatchObject({
      number: 'A001',
      state: 'serving',
      caseId: window.current(),
      caseNumber: window.view().number,
      servedAt: window.deps.clock.iso(),
    });
    expect(window.deps.bus.names()).toContain('ticketsChanged');
  });

  it('also by the number of the permit, and again by a later scan of the same Notice without a change', async () => {
    const window = openWindow();
    window.take();
    await window.act('ticketCall');
    must(await window.handlers.ticketList({}, window.caller));
    await window.intake.openCase({
      permitNumber: one.permitNumber,
      channel: 'window',
      actor: window.caller.staff,
    });
    const before = (await window.act('ticketList')).inHand;
    expect(before?.state).toBe('serving');
    window.deps.clock.advance(1000);
    await window.scan(trainingPermitQr(one.permitNumber));
    expect((await window.act('ticketList')).inHand).toEqual(before);
  });

  it('a case that a kiosk opens meanwhile takes nobody over', async () => {
    const window = openWindow();
    window.take();
    await window.act('ticketCall');
    await window.slip();
    expect(inHand(await window.act('ticketList'))).toBe('A001 called');
  });

  it('E6 a scanned slip serves the number of its own case, called or not', async () => {
    const window = openWindow();
    const { caseId, qr } = await window.slip();
    expect(window.take(caseId)).toBe('A001');
    await window.scan(qr);
    expect((await window.act('ticketList')).inHand).toMatchObject({
      number: 'A001',
      state: 'serving',
      caseId,
      calledAt: window.deps.clock.iso(),
    });
  });

  it('somebody else who was called is never taken over by a case with a number of its own', async () => {
    const window = openWindow();
    window.take();
    const { caseId, qr } = await window.slip();
    window.take(caseId);
    await window.act('ticketCall');
    await window.scan(qr);
    const board = await window.act('ticketList');
    expect([inHand(board), board.inHand?.caseId, board.waiting.map(({ number }) => number)]).toEqual([
      'A001 called',
      null,
      ['A002'],
    ]);
    // The clerk says so: A001 did not come, and the next scan serves the one who is here.
    await window.act('ticketSkip');
    await window.scan(qr);
    expect(inHand(await window.act('ticketList'))).toBe('A002 serving');
  });

  it('the next person with a slip ends the one before', async () => {
    const window = openWindow();
    window.take();
    await window.act('ticketCall');
    await window.scan(trainingPermitQr(one.permitNumber));
    const { caseId, qr } = await window.slip();
    window.take(caseId);
    await window.scan(qr);
    expect(inHand(await window.act('ticketList'))).toBe('A002 serving');
    expect(window.deps.stores.tickets.ofDay('2026-11-25').map(({ state }) => state)).toEqual([
      'done',
      'serving',
    ]);
  });

  it('a wrong tie is put right by hand', async () => {
    const window = openWindow();
    const { caseId } = await window.slip();
    expect(codeOf(window.attach(caseId))).toBe('ticketNotInHand');
    expect(codeOf(window.attach('case_x' as CaseId))).toBe('caseNotFound');
    window.take();
    await window.act('ticketCall');
    await window.scan(trainingPermitQr(one.permitNumber));
    expect(must(window.attach(caseId)).inHand).toMatchObject({ number: 'A001', state: 'serving', caseId });
  });

  it('nobody gets two numbers for one case while the first still counts', async () => {
    const window = openWindow();
    const { caseId } = await window.slip();
    expect([window.take(caseId), window.take(caseId), window.take()]).toEqual(['A001', 'A001', 'A002']);
    await window.act('ticketCall');
    await window.act('ticketSkip');
    expect(window.take(caseId)).toBe('A003');
  });
});

describe('A9 E6 the number on the slip of the kiosk', () => {
  it('comes with the slip, on page and paper, and is gone with the visit', async () => {
    const kiosk = setUp();
    takeTicket(kiosk.deps, kioskActor, null);
    await kiosk.toConfirm();
    must(await kiosk.kiosk.confirm('slip'));
    const view = kiosk.kiosk.view();
    expect(view).toMatchObject({ page: 'slip', ticket: { number: 'A002', ahead: 1 } });
    expect(kiosk.deps.stores.tickets.ofDay('2026-11-25')[1]?.caseId).toBe(view.caseId);
    const paper = must(await kiosk.kiosk.slipPdf());
    expect(new TextDecoder().decode(paper.bytes)).toContain('"ticket":"A002"');
    kiosk.kiosk.touch({ type: 'finish' });
    expect(kiosk.kiosk.view().ticket).toBeNull();
    expect(JSON.stringify(kiosk.kiosk.view())).not.toContain('A002');
  });

  it('is there for somebody without a Notice and after too many tries, too', async () => {
    const kiosk = setUp();
    kiosk.toNotice();
    must(await kiosk.handlers.ticketTake({}, { surface: 'kiosk', staff: null, bind: () => undefined }));
    expect(kiosk.kiosk.view()).toMatchObject({
      page: 'slip',
      slip: null,
      problem: null,
      ticket: { number: 'A001', ahead: 0 },
    });
    kiosk.kiosk.touch({ type: 'finish' });
    kiosk.toNotice();
    for (let tries = 0; tries < 3; tries += 1) await kiosk.scan('https://example.org');
    expect(kiosk.kiosk.view()).toMatchObject({ page: 'slip', slip: null, ticket: { number: 'A002' } });
  });

  it('is on the paper of the receipt printer, with the slip and alone', async () => {
    const printed: string[] = [];
    const printer = {
      id: 'kioskReceipts',
      kind: 'receiptPrinter',
      driver: 'escpos',
      path: 'e',
      baudRate: 9600,
      surface: 'kiosk',
      options: {},
    } as const;
    const kiosk = setUp(
      { devices: [...devices, printer] },
      {
        devices: stubDevices({
          printReceipt: (_surface, parts) => {
            printed.push(parts.map((part) => ('text' in part ? part.text : '')).join('|'));
            return Promise.resolve({ completion: { code: 'success' }, paper: 'full' });
          },
        }),
      },
    );
    kiosk.toNotice();
    kiosk.kiosk.touch({ type: 'numberWanted' });
    kiosk.kiosk.touch({ type: 'finish' });
    await kiosk.toConfirm();
    const { slip } = must(await kiosk.kiosk.confirm('slip'));
    expect(printed).toHaveLength(2);
    const [alone, withSlip] = printed;
    for (const words of ['排队号 Queue number|A001|', 'Please wait until your number is called|请等候叫号'])
      expect(alone).toContain(words);
    expect(alone).not.toContain('ZKS1');
    for (const words of ['|A002|', slip?.qr ?? '?', slip?.caseNumber ?? '?'])
      expect(withSlip).toContain(words);
  });

  it('is asked for on the page of the Notice only', () => {
    const kiosk = setUp();
    kiosk.kiosk.touch({ type: 'numberWanted' });
    expect(kiosk.kiosk.view().page).toBe('attract');
    expect(kiosk.deps.stores.tickets.ofDay('2026-11-25')).toEqual([]);
  });

  it('a number that cannot be stored keeps nobody from the slip', async () => {
    const kiosk = setUp();
    await kiosk.toConfirm();
    const { tickets } = kiosk.deps.stores;
    const save = tickets.save;
    Object.assign(tickets, {
      save: () => {
        throw new Error('disk full');
      },
    });
    must(await kiosk.kiosk.confirm('slip'));
    Object.assign(tickets, { save });
    expect(kiosk.kiosk.view()).toMatchObject({ page: 'slip', ticket: null });
    expect(kiosk.kiosk.view().slip).not.toBeNull();
    expect(kiosk.deps.log.lines).toContainEqual(
      expect.objectContaining({ level: 'error', event: 'kiosk.ticketFailed' }),
    );
  });
});
