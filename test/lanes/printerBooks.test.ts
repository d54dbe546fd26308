import { describe, expect, it } from 'vitest';
import { deskWork, value } from './support/deskWork.ts';
import { inlineStation } from './support/inlineStation.ts';

describe('E8 H2 D13 books of the card printer against its own counter, byte for byte', () => {
  it('add up over a card, a change of ribbon and a restart; an emptied bin is counted', async () => {
    const station = await inlineStation();
    const client = station.open('window');
    const desk = deskWork(station.training, client);
    const printer = station.training.counter.printer;
    const [printerId = ''] = value(await client.methods.stationStatus({}))
      .devices.filter(({ kind }) => kind === 'cardPrinter')
      .map(({ id }) => id);
    await desk.signIn('zhaoqiang');
    await desk.openDay();
    const countersignature = { userName: 'liuyang', password: 'zhengka-5' };
    value(await client.methods.ribbonReceive({ labels: ['R-1', 'R-2'], countersignature }));
    value(await client.methods.ribbonExchange({ printerId, label: 'R-1' }));

    await desk.signIn('limin');
    const [person] = station.training.people;
    if (person === undefined) throw new Error('no people');
    const accepted = await desk.acceptPerson(person);
    const started = value(await client.methods.cardStart({ caseId: accepted.id }));
    await desk.finishCard(started.id);

    await station.restartCore();
    await desk.signIn('zhaoqiang');
    value(await client.methods.ribbonExchange({ printerId, label: 'R-2' }));
    const book = value(await client.methods.stockBook({}));
    expect(book.discrepancies).toEqual([]);
    const looks = station.core().deps.stores.stockBook.looks(printerId, 9);
    expect(looks.map(({ occasion }) => occasion)).toEqual(['ribbon', 'start', 'ribbon', 'start']);
    expect(looks.map(({ printedCards }) => printedCards)).toEqual([1, 1, 0, 0]);
    expect(new Set(looks.map(({ serial }) => serial)).size).toBe(1);
    expect(book.ribbons).toMatchObject([{ label: 'R-1', state: 'used', byCounter: 1, byLedger: 1 }, {}]);
    expect(book.printers.find((each) => each.printerId === printerId)?.printedCards).toBe(
      printer.state().printedCards,
    );
    const emptied = value(await client.methods.binEmpty({ printerId, found: 1, countersignature }));
    expect(emptied).toEqual({ ledger: printer.state().rejectBin.length, found: 1, toSafe: 0 });
    expect(value(await client.methods.stockBook({})).discrepancies).toMatchObject([
      { kind: 'rejectBin', subject: printerId, ledger: 0, found: 1, closed: null },
    ]);
  }, 90_000);
});
