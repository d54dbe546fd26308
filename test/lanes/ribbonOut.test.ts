import { describe, expect, it, vi } from 'vitest';
import { deskWork, devicesReady, secondSignature, value, type DeskWork } from './support/deskWork.ts';
import { inlineStation } from './support/inlineStation.ts';

async function acceptedCase() {
  const station = await inlineStation();
  const client = station.open('window');
  const desk: DeskWork = deskWork(station.training, client);
  const [person] = station.training.people;
  if (person === undefined) throw new Error('no people');
  await desk.signIn('zhaoqiang');
  await desk.openDay();
  await desk.signIn('limin');
  const view = await desk.acceptPerson(person);
  await devicesReady(client, ['cardPrinter', 'chipReader']);
  return { client, desk, view, printer: station.training.counter.printer };
}

describe('D9 F4 the ribbon comes to its end', () => {
  it(
    'before the feed: a named stop, no blank moves, and a new ribbon makes the card',
    { timeout: 60_000 },
    async () => {
      const { client, desk, view, printer } = await acceptedCase();
      printer.faults.set('ribbonOut');
      const blanks = printer.state().feeder.length;
      const started = value(await client.methods.cardStart({ caseId: view.id }));
      const shown = await desk.settled(started.id);
      if (shown.next === 'confirmFace')
        value(await client.methods.cardConfirmFace({ jobId: shown.id, good: true }));
      const stopped = await desk.settled(started.id, ({ problem }) => problem?.code === 'tonerOut');
      expect(stopped).toMatchObject({ next: 'resume', place: 'none' });
      expect(printer.state().feeder).toHaveLength(blanks);
      const { blockers } = value(await client.methods.cardPlan({ caseId: view.id }));
      expect(blockers.map(({ code }) => code)).toContain('tonerOut');

      printer.loadRibbon();
      value(await client.methods.cardResume({ jobId: started.id }));
      await desk.settled(started.id, ({ next }) => next === 'confirmVisual');
      await vi.waitFor(async () => expect((await desk.finishCard(started.id)).state).toBe('handedOver'), {
        timeout: 30_000,
        interval: 25,
      });
      expect(printer.state().printedCards).toBe(1);
    },
  );

  it(
    'in the middle of a print: named, a person says what came of it, and the card is made again',
    {
      timeout: 60_000,
    },
    async () => {
      const { client, desk, view, printer } = await acceptedCase();
      printer.faults.set('ribbonOutMidPrint');
      const started = value(await client.methods.cardStart({ caseId: view.id }));
      const shown = await desk.settled(started.id);
      if (shown.next === 'confirmFace')
        value(await client.methods.cardConfirmFace({ jobId: shown.id, good: true }));
      const stopped = await desk.settled(started.id, ({ next }) => next === 'settle');
      expect(stopped).toMatchObject({ problem: { code: 'tonerOut' }, unknownStep: 'print' });

      printer.loadRibbon();
      value(await client.methods.cardSettle({ jobId: started.id, cardIs: 'printer', face: 'incomplete' }));
      await vi.waitFor(
        async () => {
          const wasted = value(await client.methods.cardJob({ jobId: started.id }));
          expect(wasted).toMatchObject({ state: 'wasted', place: 'rejectBox', next: 'resume' });
        },
        { timeout: 20_000, interval: 25 },
      );
      expect(printer.state().rejectBin).toHaveLength(1);
      // The new attempt waits for nothing but the queue: upstream must have heard of the spoiled card first.
      value(await client.methods.cardResume({ jobId: started.id, countersignature: secondSignature }));
      await vi.waitFor(
        async () => {
          const { state, attempt } = await desk.finishCard(started.id);
          expect({ state, attempt }).toEqual({ state: 'handedOver', attempt: 2 });
        },
        { timeout: 30_000, interval: 25 },
      );
      expect(printer.state()).toMatchObject({ printedCards: 1, inside: null });
      const units = value(await client.methods.stockList({}));
      expect(units.filter(({ state }) => state === 'wasted')).toHaveLength(1);
      expect(units.filter(({ state }) => state === 'used')).toHaveLength(1);
    },
  );
});
