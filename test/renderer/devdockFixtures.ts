// A DevDock in the middle of a training day, for looking at it in a browser; not shipped.
import { devdockMethods } from '../../main/contract/devdock.ts';
import { samplePeople } from '../../main/training/people.ts';
import { trainingStaff } from '../../main/training/station.ts';

/** Answers by method name, checked against the contract. */
export const devdockAnswers = {
  people: devdockMethods.people.out.parse(samplePeople('2026-11-25')),
  staff: devdockMethods.staff.out.parse(trainingStaff),
  state: devdockMethods.state.out.parse({
    networkOn: false,
    printerFaults: ['jam'],
    kioskPrinter: { faults: [], feeder: 8, output: 0, rejectBin: 0, printedCards: 0 },
    feeder: 9,
    output: 1,
    rejectBin: 1,
    printedCards: 3,
    jobs: 3,
    clock: { now: '2026-12-01T02:00:00.000Z', aheadMs: 6 * 86_400_000 },
    upstreamUrl: 'http://127.0.0.1:41873',
  }),
  books: devdockMethods.books.out.parse({
    cards: [
      {
        batch: 'B20261125001',
        cardNumber: 'K00000001',
        permitNumber: 'TRN440300000001',
        state: 'handedOver',
        reports: 1,
        enables: 1,
        handOvers: 1,
      },
      {
        batch: 'B20261125002',
        cardNumber: 'K00000002',
        permitNumber: 'TRN440300000002',
        state: 'reported',
        reports: 1,
        enables: 0,
        handOvers: 0,
      },
    ],
    rows: [{ id: 'row_1', kind: 'case.opened', times: 2 }],
    effects: [{ businessKey: 'row_1', times: 1 }],
  }),
};
