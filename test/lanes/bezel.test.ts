import { describe, expect, it } from 'vitest';
import type { CardJobView } from '../../main/contract/cards.ts';
import type { DayFigures } from '../../main/contract/day.ts';
import { eventually } from './support/badInputDesk.ts';
import { deskWork, devicesReady, handedOverTo, value, type DeskWork } from './support/deskWork.ts';
import { inlineStation, type InlineStationWithFiles } from './support/inlineStation.ts';
import { kioskVisit, type KioskVisit } from './support/kioskVisit.ts';
import { auditRows } from './support/stationFiles.ts';

/** A card is offered this long: the shortest that a profile allows. */
const takeCardWithinSeconds = 5;
/** Drives a whole visit, and waits for a card that nobody takes. */
const limitMs = 60_000;

interface Visit {
  readonly station: InlineStationWithFiles;
  readonly desk: DeskWork;
  readonly kiosk: KioskVisit;
  readonly client: ReturnType<InlineStationWithFiles['open']>;
  readonly job: CardJobView;
  readonly printer: InlineStationWithFiles['training']['counter']['kioskPrinter'];
  figures(): Promise<DayFigures>;
}

/** Anna's card, made by the kiosk's own printer on the word of its attendant, looked at and enabled; it lies in the bezel. */
async function cardInBezel(): Promise<Visit> {
  const station = await inlineStation({ profile: { takeCardWithinSeconds } });
  const { training } = station;
  const client = station.open('window');
  const kioskClient = station.open('kiosk');
  const desk = deskWork(training, client);
  const kiosk = kioskVisit(training, kioskClient);
  await desk.signIn('zhaoqiang');
  await desk.openDay();
  await desk.signIn('limin');
  const anna = training.people.find(({ id }) => id === 'anna');
  if (anna === undefined) throw new Error('nobody there');
  await desk.acceptPerson(anna);

  await kiosk.toConfirm(anna, 'en');
  value(await kioskClient.methods.kioskConfirm({ wants: 'card' }));
  const waiting = await eventually('the job', async () => {
    const [job] = value(await client.methods.cardJobs({}));
    return job?.next === 'release' ? job : null;
  });
  value(await client.methods.cardRelease({ jobId: waiting.id }));
  await desk.settled(waiting.id, ({ next }) => next === 'confirmVisual');
  value(await client.methods.cardConfirmVisual({ jobId: waiting.id, good: true }));
  const job = await desk.settled(waiting.id, ({ next }) => next === 'handOver');
  expect(job).toMatchObject({ state: 'enabled', place: 'output' });
  expect((await kiosk.view()).page).toBe('making');
  // Enabled, and still out of reach (13.8).
  expect(training.counter.kioskPrinter.state()).toMatchObject({ output: [], inside: { at: 'print' } });

  const figures = async (): Promise<DayFigures> => {
    await desk.signIn('zhaoqiang');
    const units = value(await client.methods.stockList({}));
    const classes = value(await client.methods.dayClasses({}));
    const counts = classes.map((each) => ({
      ...each,
      counted: units.filter(({ vendor, state }) => vendor === each.vendor && /vault|hopper/.test(state))
        .length,
    }));
    value(await client.methods.dayCount({ counts }));
    return value(await client.methods.dayFigures({}));
  };
  return { station, desk, kiosk, client, job, printer: training.counter.kioskPrinter, figures };
}

const identity = (figures: DayFigures, id: string) => figures.identities.find((each) => each.id === id);

describe('E3 a card in the bezel of the kiosk, byte for byte', () => {
  it(
    'is made by the printer of the kiosk; taken by its holder it is handed over',
    { timeout: limitMs },
    async () => {
      const at = await cardInBezel();
      const window = at.station.training.counter.printer;
      expect([window.log().jobs.length, at.printer.log().jobs.length]).toEqual([0, 1]);
      expect([window.state().feeder.length, at.printer.state().feeder.length]).toEqual([12, 7]);
      expect(at.printer.state()).toMatchObject({
        printedCards: 1,
        output: [],
        inside: { at: 'print', card: { faces: 1 } },
      });

      // The machine of the window is another one: a card in the bezel keeps nobody there waiting.
      const jane = at.station.training.people.find(({ id }) => id === 'jane');
      if (jane === undefined) throw new Error('nobody there');
      const beside = await at.desk.acceptPerson(jane);
      const other = await at.desk.startCard(beside.id);
      expect(await at.desk.settled(other.id, ({ next }) => next === 'confirmVisual')).toMatchObject({
        state: 'printed',
        problem: null,
      });
      expect([window.log().jobs.length, at.printer.log().jobs.length]).toEqual([1, 1]);

      // Nobody has taken it yet: the screen asks for it. Then its holder does.
      at.printer.faults.set('cardNotTaken');
      const given = at.client.methods.cardHandOver(handedOverTo(at.job));
      await at.kiosk.sees('"take your card"', ({ page, takeCard }) => page === 'making' && takeCard);
      // It comes out only now.
      await eventually('the card in the opening', async () => at.printer.takeFromOutput());
      expect(value(await given)).toMatchObject({ state: 'handedOver', place: 'holder' });
      expect(at.printer.log().commands.map(({ text }) => text)).not.toContain('Sib');
      await at.kiosk.sees('the farewell', ({ page }) => page === 'takeDocuments');
      const figures = await at.figures();
      expect(figures.cards).toMatchObject({ handedOver: 1, retained: 0 });
      expect(figures.identities.filter(({ holds }) => !holds)).toEqual([]);
    },
  );

  it(
    'not taken: pulled back, retained, told to the holder, counted, and handed over at a window',
    { timeout: limitMs },
    async () => {
      const at = await cardInBezel();
      at.printer.faults.set('cardNotTaken');
      const before = at.printer.log().commandCount;
      const given = value(await at.client.methods.cardHandOver(handedOverTo(at.job)));
      expect(given).toMatchObject({
        state: 'retained',
        place: 'rejectBox',
        next: 'handOver',
        caseNumber: at.job.caseNumber,
        problem: { code: 'cardRetained' },
      });
      // The moves of device-protocols 5.2, once each, and the card is where they say.
      const moves = at.printer
        .log()
        .commands.slice(before)
        .map(({ text }) => text)
        .filter((text) => /^(Si|Se|Pc|Pneab)/.test(text));
      expect(moves).toEqual(['Pneab;A;1', 'Se', 'Sib', 'Sis', 'Pneab;A;1', 'Pcrm;D', 'Ser']);
      expect(at.printer.state()).toMatchObject({ output: [], inside: null, rejectBin: [{ faces: 1 }] });

      // The visitor's page and paper say where the card is.
      const slip = await at.kiosk.sees(
        'the slip',
        ({ page, slip: paper }) => page === 'slip' && paper?.paper === 'printed',
      );
      expect(slip).toMatchObject({
        takeCard: false,
        problem: { code: 'cardRetained' },
        slip: { caseNumber: at.job.caseNumber },
      });
      const [receipt] = at.station.training.counter.kioskReceiptPrinter.receipts();
      expect(JSON.stringify(receipt)).toContain('Your card was not taken');

      const held = await at.figures();
      expect(held.cards).toMatchObject({ visualOk: 1, enabled: 1, handedOver: 0, retained: 1, wasted: 0 });
      expect(held.identities.filter(({ holds }) => !holds)).toEqual([]);
      expect(identity(held, '11.1b')).toMatchObject({ left: 1, right: 1 });
      expect(held.exceptions).toMatchObject([{ kind: 'retainedCard', jobId: at.job.id, needsReason: false }]);

      // Another officer at a window finds it on the board, takes it out of the box and hands it over.
      await at.desk.signIn('wangfang');
      const [onBoard] = value(await at.client.methods.cardJobs({}));
      expect(onBoard).toMatchObject({ id: at.job.id, state: 'retained', next: 'handOver' });
      const commands = at.printer.log().commandCount;
      expect(value(await at.client.methods.cardHandOver(handedOverTo(onBoard ?? at.job)))).toMatchObject({
        state: 'handedOver',
        problem: null,
      });
      const asked = at.printer
        .log()
        .commands.slice(commands)
        .map(({ text }) => text);
      expect(asked.filter((text) => text.startsWith('S'))).toEqual([]);
      const after = await at.figures();
      expect(after.cards).toMatchObject({ handedOver: 1, retained: 0 });
      expect(after.identities.filter(({ holds }) => !holds)).toEqual([]);
      const events = auditRows(at.station).map(({ event }) => event);
      expect(events.filter((event) => event.startsWith('card.handOver'))).toEqual([
        'card.handOver.intent',
        'card.handOver.failed',
        'card.handOver.confirmed',
      ]);
    },
  );

  it(
    'the printer goes silent: nobody says that it was taken, and the window is asked',
    { timeout: limitMs },
    async () => {
      const at = await cardInBezel();
      at.printer.faults.set('stall');
      const given = await at.client.methods.cardHandOver(handedOverTo(at.job));
      expect(given).toMatchObject({ ok: false, error: { code: 'deviceTimeOut' } });
      at.printer.faults.clear('stall');
      const job = await at.desk.job(at.job.id);
      expect(job).toMatchObject({ state: 'enabled', next: 'handOver', problem: { code: 'deviceTimeOut' } });
      expect(job.steps.find(({ step }) => step === 'handOver')?.phase).toBe('unknown');
      expect((await at.kiosk.view()).takeCard).toBe(false);
      const figures = await at.figures();
      expect(figures.cards).toMatchObject({ handedOver: 0, retained: 0 });
      expect(figures.exceptions).toMatchObject([
        { kind: 'unknownStep', jobId: at.job.id, needsReason: true },
      ]);

      // The officer looked: it still waits behind the bezel. Offered once more, its holder takes it.
      await at.desk.signIn('limin');
      const { id: jobId } = at.job;
      expect(value(await at.client.methods.cardSettleHandOver({ jobId, seen: 'stillThere' }))).toMatchObject({
        state: 'enabled',
        place: 'output',
        problem: null,
        handOver: { atBezel: true },
      });
      await devicesReady(at.client, ['kioskCardPrinter']);
      expect(value(await at.client.methods.cardHandOver(handedOverTo(at.job))).state).toBe('handedOver');
      // It came out once, and one face was printed.
      expect(at.printer.state()).toMatchObject({ printedCards: 1, inside: null, output: [{ faces: 1 }] });
    },
  );
});
