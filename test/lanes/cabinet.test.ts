import { describe, expect, it } from 'vitest';
import type { CardJobView } from '../../main/contract/cards.ts';
import { oneTimeCodeAt } from '../../main/infra/crypto/oneTimeCode.ts';
import { trainingCodeSecret } from '../../main/training/station.ts';
import { eventually } from './support/badInputDesk.ts';
import { deskWork, handedOverTo, value } from './support/deskWork.ts';
import { inlineStation } from './support/inlineStation.ts';
import { kioskVisit } from './support/kioskVisit.ts';
import { auditRows } from './support/stationFiles.ts';

const limitMs = 60_000;

/** A station with an accepted Anna, who stands at "this is me" of the kiosk. */
async function atKiosk() {
  const station = await inlineStation({ profile: { takeCardWithinSeconds: 5 } });
  const { training } = station;
  const window = station.open('window');
  const kioskClient = station.open('kiosk');
  const desk = deskWork(training, window);
  const kiosk = kioskVisit(training, kioskClient);
  await desk.signIn('zhaoqiang');
  await desk.openDay();
  await desk.signIn('limin');
  const anna = training.people.find(({ id }) => id === 'anna');
  if (anna === undefined) throw new Error('nobody there');
  const theCase = await desk.acceptPerson(anna);
  await kiosk.toConfirm(anna, 'en');
  const { kioskCabinet: door, kioskPrinter: printer } = training.counter;
  const settle = async (): Promise<void> => {
    door.set(false);
    await eventually('the closed door', async () => {
      const { kiosk: standing } = value(await window.methods.stationStatus({}));
      return standing?.contact === 'closed' ? standing : null;
    });
    await desk.signIn('chenjing');
    for (const event of value(await window.methods.cabinetEvents({})))
      if (event.attention && event.settledAt === null)
        value(await window.methods.cabinetSettle({ sequence: event.sequence, note: 'looked at it' }));
    await desk.signIn('limin');
  };
  const moves = (since: number): string[] =>
    printer
      .log()
      .commands.slice(since)
      .map(({ text }) => text)
      .filter((text) => /^(Si|Se)/.test(text));
  const wantsCard = async (): Promise<CardJobView> => {
    value(await kioskClient.methods.kioskConfirm({ wants: 'card' }));
    return eventually('the job', async () => {
      const [job] = value(await window.methods.cardJobs({}));
      return job?.next === 'release' ? job : null;
    });
  };
  return { station, window, kioskClient, desk, kiosk, theCase, door, printer, settle, moves, wantsCard };
}

describe('E7 F6 the door of the kiosk, from its contact to the desk', () => {
  it(
    'opened in a visit: the screen is clean, the case is flagged for the desk, a supervisor settles it, the kiosk serves again',
    { timeout: limitMs },
    async () => {
      const at = await atKiosk();
      at.door.set(true);
      const frozen = await at.kiosk.sees('"please see the staff"', ({ page }) => page === 'callStaff');
      expect(frozen).toMatchObject({ language: 'en', person: null, caseId: null });
      expect(value(await at.window.methods.stationStatus({})).kiosk).toMatchObject({
        state: 'outOfService',
        contact: 'open',
        unsettled: 1,
      });
      const flagged = value(await at.window.methods.caseGet({ caseId: at.theCase.id }));
      expect(flagged.cabinetOpenings).toMatchObject([
        { kind: 'opened', page: 'confirm', caseNumber: at.theCase.number, settledAt: null },
      ]);
      expect(flagged.issue.reasons.map(({ code }) => code)).toContain('cabinetOpened');
      // A clerk sees it, and does not settle it.
      expect(await at.window.methods.cabinetSettle({ sequence: 1, note: 'mine' })).toMatchObject({
        ok: false,
        error: { code: 'forbidden' },
      });
      await at.settle();
      await at.kiosk.sees('the first page', ({ page }) => page === 'attract');
      const events = auditRows(at.station).map(({ event }) => event);
      expect(events.filter((event) => event.startsWith('cabinet.'))).toEqual([
        'cabinet.opened',
        'cabinet.closed',
        'cabinet.settled',
      ]);
    },
  );

  it(
    'opened before the feed: nothing is fed; settled, the same job goes on',
    { timeout: limitMs },
    async () => {
      const at = await atKiosk();
      const waiting = await at.wantsCard();
      at.door.set(true);
      await at.kiosk.sees('"please see the staff"', ({ page }) => page === 'callStaff');
      value(await at.window.methods.cardRelease({ jobId: waiting.id }));
      const stopped = await at.desk.settled(waiting.id, ({ problem }) => problem?.code === 'cabinetOpened');
      expect(stopped).toMatchObject({ state: 'locked' });
      expect(at.moves(0)).toEqual([]);
      await at.settle();
      await at.desk.settled(waiting.id, ({ next }) => next === 'confirmVisual');
      expect(at.printer.state()).toMatchObject({ printedCards: 1 });
    },
  );

  it(
    'opened with the card inside: it goes into the reject box by the rule of E8 and is never printed',
    { timeout: limitMs },
    async () => {
      const at = await atKiosk();
      const waiting = await at.wantsCard();
      // A slow chip keeps it inside until the door is open.
      at.station.training.counter.kioskChipReader.faults.set('slowChip');
      value(await at.window.methods.cardRelease({ jobId: waiting.id }));
      await at.desk.settled(waiting.id, ({ state }) => state === 'fed');
      at.door.set(true);
      await at.kiosk.sees('"please see the staff"', ({ page }) => page === 'callStaff');
      await eventually('the card in the reject box', async () => at.printer.state().rejectBin[0] ?? null);
      const kept = await at.desk.settled(
        waiting.id,
        ({ state, steps }) =>
          state === 'wasted' && steps.at(-1)?.step === 'reject' && steps.at(-1)?.phase === 'confirmed',
      );
      expect(kept).toMatchObject({ problem: { code: 'retainedByCabinet' } });
      expect(at.printer.state()).toMatchObject({ printedCards: 0, inside: null, output: [] });
      expect(at.printer.state().rejectBin).toHaveLength(1);
      // A new card waits for the supervisor, too.
      expect(await at.window.methods.cardResume({ jobId: waiting.id })).toMatchObject({
        ok: false,
        error: { code: 'cabinetOpened' },
      });
      await at.settle();
      // What is asked for now is the second person of every further card.
      const again = await at.window.methods.cardResume({ jobId: waiting.id });
      expect(again.ok ? null : again.error.code).not.toBe('cabinetOpened');
    },
  );

  it(
    'opened with a finished card behind the bezel: it is offered to nobody',
    { timeout: limitMs },
    async () => {
      const at = await atKiosk();
      const waiting = await at.wantsCard();
      value(await at.window.methods.cardRelease({ jobId: waiting.id }));
      await at.desk.settled(waiting.id, ({ next }) => next === 'confirmVisual');
      value(await at.window.methods.cardConfirmVisual({ jobId: waiting.id, good: true }));
      const job = await at.desk.settled(waiting.id, ({ next }) => next === 'handOver');
      const before = at.printer.log().commandCount;
      at.door.set(true);
      await at.kiosk.sees('"please see the staff"', ({ page }) => page === 'callStaff');
      expect(await at.window.methods.cardHandOver(handedOverTo(job))).toMatchObject({
        ok: false,
        error: { code: 'cabinetOpened' },
      });
      expect(at.moves(before)).toEqual([]);
      expect(at.printer.state()).toMatchObject({ inside: { at: 'print' }, output: [] });
      await at.settle();
      expect(value(await at.window.methods.cardHandOver(handedOverTo(job)))).toMatchObject({
        state: 'handedOver',
      });
    },
  );

  it(
    'a technician with two factors opens it in maintenance: on record, nothing to settle, nobody to see',
    { timeout: limitMs },
    async () => {
      const at = await atKiosk();
      const { methods } = at.kioskClient;
      const person = at.station.training.ready.seed.staff.find(({ roles }) => roles.includes('technician'));
      if (person === undefined) throw new Error('no technician');
      const { userName, password } = person;
      expect(await methods.maintenanceState({})).toMatchObject({ ok: false, error: { code: 'notSignedIn' } });
      expect(await methods.maintenanceEnter({ userName, password, code: '000000' })).toMatchObject({
        ok: false,
        error: { code: 'oneTimeCodeWrong' },
      });
      expect((await at.kiosk.view()).page).toBe('confirm');
      const code = oneTimeCodeAt(trainingCodeSecret, at.station.core().deps.clock.now());
      expect(value(await methods.maintenanceEnter({ userName, password, code }))).toMatchObject({
        page: 'maintenance',
        person: null,
      });
      expect(value(await at.window.methods.stationStatus({})).kiosk).toMatchObject({
        state: 'maintenance',
        by: person.displayName,
      });
      at.door.set(true);
      const opened = await eventually('the opening', async () => {
        const view = value(await methods.maintenanceState({}));
        return view.contact === 'open' ? view : null;
      });
      expect(opened).toMatchObject({ unsettled: 0, events: [{ kind: 'openedInMaintenance' }, {}] });
      expect(JSON.stringify(opened)).not.toMatch(/SPECIMEN|ANNA|SZ50-2/);
      expect(value(await methods.maintenanceTest({ deviceId: 'kioskPassportReader' }))).toEqual({
        completion: { code: 'success' },
      });
      expect(await methods.maintenanceLeave({})).toMatchObject({ ok: false, error: { code: 'cabinetOpen' } });
      at.door.set(false);
      const left = await eventually('the end of maintenance', async () => {
        const answer = await methods.maintenanceLeave({});
        return answer.ok ? answer.value : null;
      });
      expect(left.page).toBe('attract');
      expect(await methods.maintenanceState({})).toMatchObject({ ok: false, error: { code: 'notSignedIn' } });
    },
  );
});
