import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SimulatedCard } from '../../../drivers/sim/evolisMachine.ts';
import type { FaultName, Faults } from '../../../drivers/sim/faults.ts';
import type { SimulatedCounter } from '../../../drivers/sim/simulatedCounter.ts';
import type { Handler } from '../../app/deps.ts';
import type { DevdockMethods } from '../../contract/devdock.ts';
import type { TrainingReady } from '../../contract/hosts.ts';
import { failure, success } from '../../contract/result.ts';
import { oneTimeCodeAt } from '../../infra/crypto/oneTimeCode.ts';
import { clockView, type ClockHands } from './clockHands.ts';
import { trainingIdCards } from './idCards.ts';
import { madePermit } from '../../training/madePermits.ts';
import type { SamplePerson } from '../../training/people.ts';
import { trainingStationId } from '../../training/station.ts';
import type { EmbeddedUpstream } from '../../training/upstream/embeddedUpstream.ts';
import { faceImage } from './faceImage.ts';

/** What stands around a training station, as far as the DevDock works on it (startTraining gives it). */
export interface DevdockStage {
  readonly ready: Pick<TrainingReady, 'seed'>;
  readonly counter: Pick<
    SimulatedCounter,
    | 'passportReader'
    | 'kioskPassportReader'
    | 'kioskIdCardReader'
    | 'kioskReceiptPrinter'
    | 'chipReader'
    | 'printer'
    | 'kioskChipReader'
    | 'kioskPrinter'
    | 'kioskCabinet'
  > &
    Record<'scanner' | 'kioskScanner', Pick<SimulatedCounter['scanner'], 'scan'>>;
  readonly upstream: Pick<
    EmbeddedUpstream,
    | 'url'
    | 'setNetwork'
    | 'networkOn'
    | 'setFault'
    | 'books'
    | 'showEcard'
    | 'giveEarlierCard'
    | 'setStaffStanding'
    | 'putPermits'
    | 'staffStandings'
    | 'revokeStation'
    | 'admitStation'
  >;
  readonly people: readonly SamplePerson[];
  readonly clock: ClockHands;
}

export type DevdockHandlers = { readonly [Name in keyof DevdockMethods]: Handler<DevdockMethods[Name]> };

/** The hands, cables and moods of the training mode. Fails with invalidInput when a sample person does not exist. */
export function devdockHandlers({ ready, counter, upstream, people, clock }: DevdockStage): DevdockHandlers {
  const { printer } = counter;
  let lastEcard: string | null = null;
  const scannerOf = (target: 'window' | 'kiosk') =>
    target === 'kiosk' ? counter.kioskScanner : counter.scanner;
  const readerOf = (target: 'window' | 'kiosk') =>
    target === 'kiosk' ? counter.kioskPassportReader : counter.passportReader;
  const printerOf = (target: 'window' | 'kiosk' | undefined) =>
    target === 'kiosk' ? counter.kioskPrinter : printer;
  const machineOf = (
    fault: FaultName,
    target: 'window' | 'kiosk' | undefined,
  ): { readonly faults: Faults } => {
    if (fault === 'wrongReadBack') return target === 'kiosk' ? counter.kioskChipReader : counter.chipReader;
    if (fault === 'paperLow' || fault === 'paperOut') return counter.kioskReceiptPrinter;
    // Only the kiosk's printer has a bezel.
    return fault === 'cardNotTaken' ? counter.kioskPrinter : printerOf(target);
  };
  const standingOf = (userName: string) =>
    upstream.staffStandings().find((standing) => standing.userName === userName);
  const withPerson = (id: string, act: (person: SamplePerson) => void) => {
    const person = people.find((each) => each.id === id);
    if (person === undefined) return failure('invalidInput', { field: 'personId' });
    act(person);
    return success({});
  };

  return {
    people: () =>
      success(
        people.map(({ id, name, nationality, permitNumber, hintZh, hintEn }) => ({
          id,
          name,
          nationality,
          permitNumber,
          hintZh,
          hintEn,
        })),
      ),
    handPassport: ({ personId, target }) => withPerson(personId, ({ mrz }) => readerOf(target).show(mrz)),
    scanNotice: ({ personId, target }) =>
      withPerson(personId, ({ noticeQr }) => scannerOf(target).scan(noticeQr)),
    scanEcard: ({ personId, target, again }) => {
      if (again === true && lastEcard === null) return failure('invalidInput', { field: 'personId' });
      return withPerson(personId, ({ permit }) => {
        if (again !== true) lastEcard = upstream.showEcard(permit?.permitNumber ?? null);
        scannerOf(target).scan(lastEcard ?? '');
      });
    },
    scanText: ({ text, target }) => {
      scannerOf(target).scan(text);
      return success({});
    },
    showLines: ({ lines, target }) => {
      readerOf(target).show(lines);
      return success({});
    },
    printerFault: ({ fault, on, target }) => {
      const { faults } = machineOf(fault, target);
      if (on) faults.set(fault);
      else faults.clear(fault);
      return success({});
    },
    idCard: ({ card }) => {
      if (card === null) counter.kioskIdCardReader.take();
      else counter.kioskIdCardReader.lay(trainingIdCards[card]);
      return success({});
    },
    cabinet: ({ open }) => {
      counter.kioskCabinet.set(open);
      return success({});
    },
    retrieveJam: ({ target }) => success({ tail: tailOf(printerOf(target).retrieveJam()) }),
    takeCard: ({ target }) => success({ tail: tailOf(printerOf(target).takeFromOutput()) }),
    giveEarlierCard: ({ personId, status }) => {
      const permitNumber = people.find(({ id }) => id === personId)?.permit?.permitNumber;
      const cardNumber =
        permitNumber === undefined
          ? null
          : upstream.giveEarlierCard({ permitNumber, ...(status !== undefined && { status }) });
      return cardNumber === null ? failure('invalidInput', { field: 'personId' }) : success({ cardNumber });
    },
    moveClock: async ({ to }) => clock.move(to),
    network: ({ on }) => {
      upstream.setNetwork(on);
      return success({});
    },
    upstreamFault: ({ fault, calls, path }) => {
      upstream.setFault(path === undefined || path === '' ? { fault, calls } : { fault, calls, path });
      return success({});
    },
    state: () => {
      const machine = printer.state();
      const kiosk = counter.kioskPrinter.state();
      return success({
        networkOn: upstream.networkOn(),
        printerFaults: [printer, counter.chipReader, counter.kioskReceiptPrinter].flatMap(({ faults }) => [
          ...faults.active(),
        ]),
        feeder: machine.feeder.length,
        output: machine.output.length,
        rejectBin: machine.rejectBin.length,
        printedCards: machine.printedCards,
        kioskPrinter: {
          faults: [counter.kioskPrinter, counter.kioskChipReader].flatMap(({ faults }) => [
            ...faults.active(),
          ]),
          feeder: kiosk.feeder.length,
          output: kiosk.output.length,
          rejectBin: kiosk.rejectBin.length,
          printedCards: kiosk.printedCards,
        },
        cabinetOpen: counter.kioskCabinet.isOpen(),
        jobs: printer.log().jobs.length,
        clock: clockView(clock),
        upstreamUrl: upstream.url,
      });
    },
    lastFace: ({ target }) => {
      const { printedFaces, log } = printerOf(target);
      const face = printedFaces().at(-1);
      return success({
        png: face === undefined ? null : faceImage(face.panels),
        jobBytes: log().lastJob?.length ?? 0,
      });
    },
    books: () => success(upstream.books()),
    staff: () =>
      success(
        ready.seed.staff.map(({ userName, password, roles, oneTimeSecret }) => ({
          userName,
          password,
          roles: [...roles],
          code: oneTimeSecret === undefined ? null : oneTimeCodeAt(oneTimeSecret, clock.now()),
          active: standingOf(userName)?.active ?? null,
        })),
      ),
    staffStanding: ({ userName, active }) => {
      const person = ready.seed.staff.find((each) => each.userName === userName);
      if (person === undefined) return failure('invalidInput', { field: 'userName' });
      const roles = standingOf(userName)?.roles ?? person.roles;
      upstream.setStaffStanding(userName, { active, roles });
      return success({});
    },
    async fillPermits({ count }) {
      for (let from = 0; from < count; from += filledAtOnce) {
        const size = Math.min(filledAtOnce, count - from);
        upstream.putPermits(Array.from({ length: size }, (_, index) => madePermit(from + index)));
        // The stations go on being answered meanwhile.
        await nextTurn();
      }
      return success({});
    },
    stationAdmitted: ({ admitted }) => {
      if (admitted) upstream.admitStation(trainingStationId);
      else upstream.revokeStation(trainingStationId);
      return success({});
    },
  };
}

/** Longer would keep a station waiting for the answer to a call. */
const filledAtOnce = 1000;

const tailOf = (card: SimulatedCard | null): string | null => card?.bankCardNumber.slice(-4) ?? null;
