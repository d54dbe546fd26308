import { describe, expect, it } from 'vitest';
import { deskWork, isEnd, value } from './support/deskWork.ts';
import { killableStation, type CoreProcess, type KillableStation } from './support/killableStation.ts';

/**
 * The core host dies by SIGKILL after each record of the card job's journal, each in a run of its own. Whatever the moment: one card, no
 * lost row, and the three ledgers agree: the bytes that the printer received, the books of the upstream, the station's own.
 */
async function acceptFirstPerson(station: KillableStation, core: CoreProcess): Promise<void> {
  const desk = deskWork(station.training, core.client);
  await desk.signIn('zhaoqiang');
  await desk.openDay();
  await desk.signIn('limin');
  const [person] = station.training.people;
  if (person === undefined) throw new Error('no people');
  await desk.acceptPerson(person);
}

/** Makes the card, from wherever it stands, as the staff would: look at the open card and do what it asks for. */
async function makeCard(station: KillableStation, core: CoreProcess): Promise<string> {
  const desk = deskWork(station.training, core.client);
  for (let turn = 0; turn < 20; turn += 1) {
    const [job] = value(await core.client.methods.cardJobs({}));
    if (job === undefined) {
      const [open] = value(await core.client.methods.caseList({}));
      if (open === undefined) throw new Error('the case is lost');
      value(await core.client.methods.cardStart({ caseId: open.id }));
    } else if (isEnd(job)) return job.state;
    else if (job.next === 'wait') await desk.settled(job.id, (each) => each.next !== 'wait');
    else await desk.finishCard(job.id);
  }
  throw new Error('the card never came to an end');
}

async function expectOneCard(station: KillableStation, core: CoreProcess): Promise<void> {
  // No lost row: everything that was queued has its receipt.
  for (let turn = 0; turn < 400; turn += 1) {
    const open = value(await core.client.methods.queueRows({ openOnly: true }));
    if (open.length === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  expect(value(await core.client.methods.queueRows({ openOnly: true }))).toEqual([]);
  const { printer } = station.training.counter;
  expect(printer.log().jobs).toHaveLength(1);
  expect(printer.state().printedCards).toBe(1);
  expect(printer.state().rejectBin).toEqual([]);
  expect(printer.state().inside).toBeNull();
  const books = station.training.upstream.books();
  expect(books.cards).toHaveLength(1);
  expect(books.cards[0]).toMatchObject({ state: 'handedOver', reports: 1, enables: 1, handOvers: 1 });
  expect(books.effects.filter((each) => each.times !== 1)).toEqual([]);
  const units = value(await core.client.methods.stockList({}));
  expect(units.filter((each) => each.state === 'used')).toHaveLength(1);
  expect(units.filter((each) => each.unresolved)).toEqual([]);
  expect(value(await core.client.methods.cardJobs({}))).toHaveLength(1);
}

/** The journal of an undisturbed job; also proves that the list of moments below is complete. */
const expectedJournal = [
  'lock:intent',
  'lock:confirmed',
  'feed:intent',
  'feed:confirmed',
  'readBlank:intent',
  'readBlank:confirmed',
  'writeChip:intent',
  'writeChip:confirmed',
  'readBack:intent',
  'readBack:confirmed',
  'print:intent',
  'print:confirmed',
  'visual:confirmed',
  'report:intent',
  'report:confirmed',
  'enable:intent',
  'enable:confirmed',
  'handOver:confirmed',
];

describe('D1 D7 G3 kill and resume', () => {
  it('an undisturbed job writes the whole journal', async () => {
    const station = await killableStation();
    const core = await station.start();
    await acceptFirstPerson(station, core);
    expect(await makeCard(station, core)).toBe('handedOver');
    await expectOneCard(station, core);
    expect(core.journal()).toEqual(expectedJournal);
  });

  it.each(expectedJournal.map((record, index) => [index + 1, record] as const))(
    'killed after record %i (%s): one card, no lost row',
    async (dieAt, record) => {
      const station = await killableStation();
      const dying = await station.start(dieAt);
      await acceptFirstPerson(station, dying);
      // Not waited for: a mutating call waits for the host's next start, with the same request id.
      makeCard(station, dying).catch(() => undefined);
      expect(await dying.gone).toBe(true);
      expect(dying.journal().at(-1)).toBe(record);
      const core = await station.start();
      await deskWork(station.training, core.client).signIn('limin');
      expect(await makeCard(station, core)).toBe('handedOver');
      await expectOneCard(station, core);
    },
    60_000,
  );
});
