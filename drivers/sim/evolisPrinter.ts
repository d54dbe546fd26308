import type { Clock, Timer } from '../api/clock.ts';
import type { DevicePort } from '../api/devicePort.ts';
import { asciiBytes, concatBytes } from '../framing/bytes.ts';
import { evolisCommandFramer, type EvolisCommand } from '../framing/evolisCommands.ts';
import type { Panels } from '../printers/evolis/faceCodec.ts';
import {
  clearStatus,
  freshCard,
  keepOnChip,
  moveTo,
  newRibbonCards,
  printAndEject,
  pullIn,
  reject,
  type Blank,
  type MachineState,
  type MoveOutcome,
  type SimulatedCard,
} from './evolisMachine.ts';
import { facePanels } from './evolisFace.ts';
import { answerRead } from './evolisReads.ts';
import { faultSet, type Faults } from './faults.ts';
import { faultyLine } from './faultyLine.ts';
import { printerLog, type PrinterLog } from './printerLog.ts';
import type { ChipWritten } from './simulatedChip.ts';

/** A face as the printer got it, with the card it went on. */
export interface PrintedFace {
  readonly panels: Panels;
  readonly bankCardNumber: string;
  /** Life counter after this card. */
  readonly printedCards: number;
}

export interface PrinterSimulator {
  readonly faults: Faults;
  state(): MachineState;
  /** The card whose chip touches the contacts now. */
  cardAtStation(): SimulatedCard | null;
  /** What was written on the chip of the card inside stays with that card. */
  keepOnChip(written: ChipWritten): void;
  /** A person takes the newest card from the output; null when it is empty. */
  takeFromOutput(): SimulatedCard | null;
  loadFeeder(blanks: readonly Blank[]): void;
  /** Takes whatever is inside out by hand (cover open, card out, cover closed); null when nothing is inside. */
  retrieveJam(): SimulatedCard | null;
  loadRibbon(): void;
  /** The last faces printed, oldest first. */
  printedFaces(): readonly PrintedFace[];
  log(): PrinterLog;
  unplug(): Promise<void>;
  replug(): Promise<void>;
}

/** How long moves take. They are short so that training does not bore; a driver must not rely on them. */
export interface PrinterTimings {
  readonly moveMs: number;
  readonly printMs: number;
}
export const shortTimings: PrinterTimings = { moveMs: 60, printMs: 200 };

const keptFaces = 8;
/** A printer gives up on a half received command, or the rest of a dead job would swallow the next one. */
const commandSilenceMs = 1000;

interface PrinterOptions {
  readonly port: DevicePort;
  readonly clock: Clock;
  readonly timings: PrinterTimings;
  readonly initial: MachineState;
  /** Lower-case hex SHA-256. */
  readonly digest: (bytes: Uint8Array) => string;
  /** Called after each change, before the answer goes out: a saved state is never behind what the host was told. */
  readonly onChange: (state: MachineState) => void;
}

/** A card printer that speaks the Evolis language over a port, one command after the other. */
export function simulatePrinter(options: PrinterOptions): PrinterSimulator {
  const { port, clock, timings } = options;
  let state = options.initial;
  let powered = true;
  /** `Pem;4`: every command is answered. Off after power on. */
  let acknowledges = false;
  let autoEject = true;
  let job: { panels: Map<string, Uint8Array>; raw: Uint8Array[] } | null = null;
  const faces: PrintedFace[] = [];
  const log = printerLog(options.digest);
  const queue: EvolisCommand[] = [];
  let busy: Timer | null = null;
  let silence: Timer | null = null;
  const framer = evolisCommandFramer({ silenceMs: commandSilenceMs });
  const faults = faultSet((fault) => {
    if (fault === 'powerCutMidPrint' && !powered) powered = true;
    if (fault === 'powerCutMidPrint' || fault === 'unplug') void port.replug();
  });
  const send = faultyLine(port, faults, clock);

  const change = (next: MachineState): void => {
    if (next === state) return;
    state = next;
    options.onChange(next);
  };
  const acknowledge = (): void => {
    if (acknowledges) send(Uint8Array.of(0x06));
  };
  const refuse = (letter: string): void => {
    if (acknowledges) send(concatBytes([Uint8Array.of(0x15), asciiBytes(letter)]));
  };
  const powerCut = (): void => {
    powered = false;
    acknowledges = false;
    autoEject = true;
    job = null;
    queue.length = 0;
    framer.silence();
    void port.unplug();
  };

  /** Does a move now and answers when it has taken its time; the next command waits until then. */
  const move = (
    durationMs: number,
    run: () => MoveOutcome,
    whenDone: (outcome: MoveOutcome) => void = () => undefined,
  ): void => {
    busy = clock.setTimer(durationMs, () => {
      busy = null;
      const outcome = run();
      if (outcome.nak === null && outcome.powerCut !== true) whenDone(outcome);
      change(outcome.state);
      if (outcome.powerCut === true) return powerCut();
      if (outcome.nak === null) acknowledge();
      else refuse(outcome.nak);
      drain();
    });
  };

  const endJob = (command: EvolisCommand): void => {
    const ending = job;
    if (ending === null) return refuse('1');
    job = null;
    ending.raw.push(command.raw);
    log.job(concatBytes(ending.raw), ending.panels);
    const panels = facePanels(ending.panels);
    if (ending.panels.size > 0 && panels === null) return refuse('2');
    const eject = autoEject;
    move(
      panels === null ? timings.moveMs : timings.printMs,
      () => printAndEject(state, panels !== null, eject, faults),
      (outcome) => {
        const card = outcome.state.inside?.card ?? outcome.state.output.at(-1);
        if (panels === null || card === undefined) return;
        faces.push({ panels, bankCardNumber: card.bankCardNumber, printedCards: outcome.state.printedCards });
        if (faces.length > keptFaces) faces.shift();
      },
    );
  };

  const run = (command: EvolisCommand): void => {
    const [word = '', first = ''] = command.words;
    if (job !== null && word !== 'Se') job.raw.push(command.raw);
    if (word.startsWith('R')) {
      const answer = answerRead(command.words.join(';'), state, faults);
      if (answer === null) refuse('1');
      else send(asciiBytes(`${answer}\r`));
      return;
    }
    switch (word) {
      case 'Pem':
        if (first === '4') acknowledges = true;
        return acknowledge();
      case 'Pneab':
        autoEject = first !== 'E';
        return acknowledge();
      case 'Psmgr':
      case 'Pcim':
      case 'Pcem':
      case 'Pcrm':
      case 'Pbc':
      case 'Pr':
      case 'Sr':
        return acknowledge();
      case 'Ss':
        job = { panels: new Map(), raw: [command.raw] };
        return acknowledge();
      case 'Dbc':
        if (job === null || command.data === null) return refuse('2');
        job.panels.set(`${first};${command.words[2] ?? ''}`, command.data);
        return acknowledge();
      case 'Se':
        return endJob(command);
      case 'Si':
        return move(timings.moveMs, () => moveTo(state, 'print', faults));
      case 'Sis':
        return move(timings.moveMs, () => moveTo(state, 'chip', faults));
      case 'Sib':
        return move(timings.moveMs, () => pullIn(state, faults));
      case 'Ser':
        return move(timings.moveMs, () => reject(state, faults));
      case 'Scs':
        return move(0, () => clearStatus(state));
      default:
        return refuse('1');
    }
  };

  const drain = (): void => {
    while (busy === null && powered) {
      const next = queue.shift();
      if (next === undefined) return;
      run(next);
    }
  };

  port.onReceive((bytes) => {
    if (!powered) return;
    silence?.cancel();
    silence = null;
    for (const outcome of framer.push(bytes)) {
      if (outcome.kind === 'error') {
        refuse('1');
        continue;
      }
      log.command(outcome.frame);
      queue.push(outcome.frame);
    }
    if (framer.pending)
      silence = clock.setTimer(commandSilenceMs, () => framer.silence().forEach(() => refuse('T')));
    drain();
  });

  return {
    faults,
    state: () => state,
    cardAtStation: () => (powered && state.inside?.at === 'chip' ? state.inside.card : null),
    keepOnChip: (written) => change(keepOnChip(state, written)),
    takeFromOutput() {
      const card = state.output.at(-1);
      if (card === undefined) return null;
      change({ ...state, output: state.output.slice(0, -1) });
      return card;
    },
    loadFeeder: (blanks) => change({ ...state, feeder: [...state.feeder, ...blanks.map(freshCard)] }),
    retrieveJam() {
      const card = state.inside?.card ?? null;
      change({ ...state, inside: null });
      return card;
    },
    loadRibbon() {
      faults.clear('ribbonOut');
      change({ ...state, ribbonRemaining: newRibbonCards });
    },
    printedFaces: () => [...faces],
    log: () => log.read(),
    unplug: () => port.unplug(),
    replug: () => port.replug(),
  };
}
