import { describe, expect, it } from 'vitest';
import { eventually } from './support/badInputDesk.ts';
import { deskWork, secondSignature, value } from './support/deskWork.ts';
import { inlineStation } from './support/inlineStation.ts';

const limitMs = 60_000;

describe('D6 a chip that is wrong on read-back, byte for byte', () => {
  it(
    'goes to the reject box unprinted and wastes its blank with the reason; the job goes on with a new blank',
    { timeout: limitMs },
    async () => {
      const station = await inlineStation();
      const client = station.open('window');
      const desk = deskWork(station.training, client);
      const { printer, chipReader } = station.training.counter;
      await desk.signIn('zhaoqiang');
      await desk.openDay();
      await desk.signIn('limin');
      const anna = station.training.people.find(({ id }) => id === 'anna');
      if (anna === undefined) throw new Error('nobody there');
      const accepted = await desk.acceptPerson(anna);
      const [first, second] = printer.state().feeder;

      chipReader.faults.set('wrongReadBack');
      const started = await desk.startCard(accepted.id);
      const wasted = await eventually('the card in the reject box', async () => {
        const job = await desk.job(started.id);
        return job.place === 'rejectBox' ? job : null;
      });
      expect(wasted).toMatchObject({
        state: 'wasted',
        place: 'rejectBox',
        blankTail: first?.bankCardNumber.slice(-4),
        // The field by its name; no value of it, right or wrong.
        next: 'resume',
        problem: { code: 'readBackDiffers', detail: { fields: 'socialSecurityNumber' } },
      });
      expect(wasted.steps.map(({ step, phase }) => `${step} ${phase}`)).toEqual([
        'lock confirmed',
        'face confirmed',
        'feed confirmed',
        'readBlank confirmed',
        'writeChip confirmed',
        'certify confirmed',
        'readBack failed',
        'reject confirmed',
      ]);

      // The machine: one card in the box without a face, what is on it differs from the record; not one byte of a print job came.
      const machine = printer.state();
      expect(machine).toMatchObject({ inside: null, output: [], printedCards: 0 });
      expect(machine.rejectBin).toMatchObject([{ bankCardNumber: first?.bankCardNumber, faces: 0 }]);
      expect(machine.rejectBin[0]?.written).toBeDefined();
      const commands = printer.log().commands.map(({ text }) => text);
      expect(printer.log().jobs).toEqual([]);
      expect(commands.filter((text) => /^(Ss|Dbc|Se$|Se;)/.test(text))).toEqual([]);
      expect(commands.filter((text) => text === 'Ser')).toHaveLength(1);

      // The books: this blank is waste for this reason, no other was touched, and upstream hears of it.
      const stock = value(await client.methods.stockList({}));
      expect(stock.filter(({ state }) => state === 'wasted')).toMatchObject([
        { tail: first?.bankCardNumber.slice(-4), reason: 'readBackDiffers', jobId: started.id },
      ]);
      expect(stock.filter(({ state }) => state === 'used')).toEqual([]);
      await eventually(
        'the waste upstream',
        async () => station.training.upstream.books().rows.find(({ kind }) => kind === 'card.wasted') ?? null,
      );

      chipReader.faults.clear('wrongReadBack');
      expect(await client.methods.cardResume({ jobId: started.id })).toMatchObject({
        error: { code: 'countersignatureNeeded' },
      });
      value(await client.methods.cardResume({ jobId: started.id, countersignature: secondSignature }));
      await desk.agreeToFace(started.id);
      const again = await desk.settled(started.id, ({ next }) => next === 'confirmVisual');
      expect(again).toMatchObject({
        attempt: 2,
        cardNumber: wasted.cardNumber,
        batch: wasted.batch,
        blankTail: second?.bankCardNumber.slice(-4),
        problem: null,
      });
      value(await client.methods.cardConfirmVisual({ jobId: started.id, good: true }));
      await desk.settled(started.id, ({ next }) => next === 'handOver');
      expect((await desk.finishCard(started.id)).state).toBe('handedOver');
      expect(printer.log().jobs).toHaveLength(1);

      await desk.signIn('zhaoqiang');
      const classes = value(await client.methods.dayClasses({}));
      const counts = classes.map((each, index) => ({ ...each, counted: index === 0 ? 22 : 4 }));
      value(await client.methods.dayCount({ counts }));
      const figures = value(await client.methods.dayFigures({}));
      expect(figures.cards).toMatchObject({ handedOver: 1, wasted: 1, retained: 0 });
      expect(figures.stock[0]).toMatchObject({ used: 1, wasted: 1, closing: 22 });
      expect(figures.identities.filter(({ holds }) => !holds)).toEqual([]);
    },
  );
});
