import type { SimulatedCard } from '../../../drivers/sim/evolisMachine.ts';
import { value } from './deskWork.ts';
import type { CardEnd, KillDesk } from './killRun.ts';

/**
 * The three ledgers of a station side by side: what the simulated machine did, upstream's own books, the station's own. Each line that comes
 * back is a broken promise (domain-rules 9.13, 9.20–9.22, 11.1–11.5); none = they agree. `ends`: every card of this station so far.
 */
export async function compareLedgers(desk: KillDesk, ends: readonly CardEnd[]): Promise<readonly string[]> {
  return [...machine(desk, ends), ...upstreamBooks(desk, ends), ...(await stationBooks(desk, ends))];
}

const tailsOf = (cards: readonly SimulatedCard[]): string[] =>
  cards.map(({ bankCardNumber }) => bankCardNumber.slice(-4)).toSorted();

function expectEqual(what: string, found: unknown, wanted: unknown): readonly string[] {
  const [left, right] = [JSON.stringify(found), JSON.stringify(wanted)];
  return left === right ? [] : [`${what}: ${left} instead of ${right}`];
}

/** Every blank is somewhere, once; none has two faces; none was printed for nothing; no field of a chip was written twice. */
function machine({ station, hands, writes }: KillDesk, ends: readonly CardEnd[]): readonly string[] {
  const { printer } = station.training.counter;
  const { feeder, inside, output, rejectBin, printedCards } = printer.state();
  const all = [...feeder, ...output, ...rejectBin, ...hands.holders, ...hands.desk];
  const hopper = station.training.ready.seed.units.slice(0, all.length).map((unit) => unit.bankCardNumber);
  const faces = all.map((card) => card.faces);
  return [
    ...expectEqual('inside the printer', inside, null),
    ...expectEqual('left in the output', tailsOf(output), []),
    ...expectEqual('blanks by serial', all.map((card) => card.bankCardNumber).toSorted(), hopper.toSorted()),
    ...expectEqual('most faces on one card', Math.max(...faces) > 1, false),
    ...expectEqual(
      'prints',
      printedCards,
      faces.reduce((sum, count) => sum + count, 0),
    ),
    ...expectEqual('print jobs', printer.log().jobs.length, printedCards),
    ...expectEqual('holders', tailsOf(hands.holders), ends.map(({ job }) => job.blankTail ?? '').toSorted()),
    ...expectEqual(
      'faces in the hands of holders',
      hands.holders.filter((card) => card.faces !== 1 || card.damaged).length,
      0,
    ),
    ...expectEqual('writes of one field on one chip', writes.highest() > 1, false),
  ];
}

/** One live card for each person who got one, each operation once. */
function upstreamBooks({ station }: KillDesk, ends: readonly CardEnd[]): readonly string[] {
  const books = station.training.upstream.books();
  const live = books.cards.filter((card) => card.state !== 'wasted');
  return [
    ...expectEqual(
      'live cards upstream',
      live.map((card) => card.permitNumber).toSorted(),
      ends.map(({ person }) => person.permitNumber).toSorted(),
    ),
    ...expectEqual(
      'cards that are not handed over once',
      live.filter(
        (card) =>
          card.state !== 'handedOver' || card.reports !== 1 || card.enables !== 1 || card.handOvers !== 1,
      ),
      [],
    ),
    ...expectEqual(
      'effects that happened twice',
      books.effects.filter((each) => each.times !== 1),
      [],
    ),
  ];
}

/** Stock by serial, one job for each case, every row with a receipt and an owner. */
async function stationBooks(
  { station, hands }: KillDesk,
  ends: readonly CardEnd[],
): Promise<readonly string[]> {
  const { methods } = station.client;
  const { printer, kioskPrinter } = station.training.counter;
  const units = value(await methods.stockList({}));
  const inState = (state: string): string[] =>
    units
      .filter((unit) => unit.state === state)
      .map((unit) => unit.tail)
      .toSorted();
  const jobs = value(await methods.cardJobs({}));
  const rows = value(await methods.queueRows({ openOnly: false }));
  const known = new Set(station.training.upstream.books().rows.map((row) => row.id));
  const { feeder, rejectBin } = printer.state();
  return [
    ...expectEqual('used blanks by serial', inState('used'), tailsOf(hands.holders)),
    ...expectEqual('wasted blanks by serial', inState('wasted'), tailsOf([...rejectBin, ...hands.desk])),
    ...expectEqual(
      'blanks in the hopper by serial',
      inState('hopper'),
      tailsOf([...feeder, ...kioskPrinter.state().feeder]),
    ),
    ...expectEqual(
      'unresolved blanks',
      units.filter((unit) => unit.unresolved),
      [],
    ),
    ...expectEqual(
      'jobs',
      jobs.map((job) => job.caseId).toSorted(),
      ends.map(({ job }) => job.caseId).toSorted(),
    ),
    ...expectEqual(
      'jobs that are not handed over',
      jobs.filter((job) => job.state !== 'handedOver').length,
      0,
    ),
    ...expectEqual(
      'jobs or rows without an owner',
      [...jobs, ...rows].filter(({ owner }) => owner === '').length,
      0,
    ),
    ...expectEqual('rows without a receipt', rows.filter((row) => row.receipt === null).length, 0),
    ...expectEqual('rows that upstream does not know', rows.filter((row) => !known.has(row.id)).length, 0),
    ...expectEqual('rows that only upstream knows', known.size - rows.length, 0),
  ];
}
