import type { Devices, Paper, Upstream, UpstreamOutcome } from '../../../main/app/ports/outside.ts';
import type {
  ChipFacts,
  DeviceState,
  IdCardRead,
  MrzRead,
  PrinterFacts,
  ScanRead,
} from '../../../main/contract/devices.ts';
import type { UpstreamService } from '../../../main/contract/station.ts';
import { success } from '../../../main/contract/result.ts';
import { upstreamCalls, type UpstreamCallName } from '../../../main/contract/upstream.ts';

export interface StubUpstream extends Upstream {
  readonly calls: readonly {
    readonly name: UpstreamCallName;
    readonly input: unknown;
    readonly key: string | undefined;
  }[];
  /** What a call answers from now on; without one it is offline. */
  answer(name: UpstreamCallName, reply: (input: unknown) => UpstreamOutcome<unknown>): void;
}

/** An upstream that is offline until a test says what it answers. */
export function stubUpstream(): StubUpstream {
  const calls: { name: UpstreamCallName; input: unknown; key: string | undefined }[] = [];
  const replies = new Map<UpstreamCallName, (input: unknown) => UpstreamOutcome<unknown>>();
  return {
    calls,
    answer: (name, reply) => void replies.set(name, reply),
    call: <Value>(name: UpstreamCallName, input: unknown, options?: { readonly idempotencyKey?: string }) => {
      calls.push({ name, input, key: options?.idempotencyKey });
      const reply = replies.get(name);
      const said = reply ? reply(input) : { kind: 'offline' as const, detail: 'test' };
      // What the contract fills in is filled in here too.
      const answer = said.kind === 'answer' ? upstreamCalls[name].out.safeParse(said.value) : null;
      const outcome = answer?.success === true ? { kind: 'answer' as const, value: answer.data } : said;
      return Promise.resolve(outcome as UpstreamOutcome<Value>);
    },
  };
}

/** Upstream's word about each service: all are in service but those that are named. */
export const healthSays =
  (at: string, ...notInService: readonly UpstreamService[]) =>
  (input: unknown): UpstreamOutcome<unknown> => {
    const { service } = input as { readonly service: UpstreamService };
    return { kind: 'answer', value: { service, inService: !notInService.includes(service), time: at } };
  };

export interface StubDevices extends Devices {
  scan(read: ScanRead): void;
  mrz(read: MrzRead): void;
  idCard(read: IdCardRead): void;
  setStates(states: readonly DeviceState[]): void;
}

const supplies = {
  ribbon: 'unknown',
  ribbonRemaining: null,
  feeder: 'unknown',
  retainBin: 'unknown',
  cover: 'unknown',
} as const;
export const notReadyPrinter: PrinterFacts = {
  completion: { code: 'deviceNotReady' },
  position: 'unknown',
  printedCards: null,
  supplies,
};
export const notReadyChip: ChipFacts = {
  completion: { code: 'deviceNotReady' },
  atr: null,
  cardIdentifier: null,
  bankCardNumber: null,
  cardNumber: null,
  socialSecurityNumber: null,
  specificationVersion: null,
  holderName: null,
  issuedOn: null,
  expiresOn: null,
};

/** A counter with no device that is ready. `overrides` replaces single commands. */
export function stubDevices(overrides: Partial<Devices> = {}): StubDevices {
  const scanListeners: ((read: ScanRead) => void)[] = [];
  const mrzListeners: ((read: MrzRead) => void)[] = [];
  const changeListeners: ((state: DeviceState) => void)[] = [];
  let known: readonly DeviceState[] = [];
  const printer = (): Promise<PrinterFacts> => Promise.resolve(notReadyPrinter);
  const unsupported = { code: 'unsupportedCommand' } as const;
  const idCardListeners: ((read: IdCardRead) => void)[] = [];
  return {
    list: () => Promise.resolve(known),
    states: () => known,
    feedToChip: printer,
    printerFacts: printer,
    printFront: printer,
    rejectCard: printer,
    resetPrinter: printer,
    awaitCardTaken: () => Promise.resolve({ ...notReadyPrinter, completion: unsupported }),
    readChip: () => Promise.resolve(notReadyChip),
    writeChip: () => Promise.resolve({ completion: unsupported, provider: null }),
    chipKey: () =>
      Promise.resolve({
        completion: unsupported,
        provider: null,
        publicKey: null,
        certificate: null,
        adminChanged: false,
      }),
    writeCertificate: () => Promise.resolve({ completion: unsupported, provider: null }),
    printReceipt: () => Promise.resolve({ completion: unsupported, paper: 'unknown' }),
    printDocument: () => Promise.resolve({ completion: unsupported, job: null }),
    signal: () => Promise.resolve(unsupported),
    resetDevice: () => Promise.resolve(unsupported),
    testRead: () => Promise.resolve({ completion: unsupported, symbology: null, shape: null }),
    frames: () => Promise.resolve([]),
    record: () => Promise.resolve({ trace: null }),
    register: () => undefined,
    onIdCard: (listener) => void idCardListeners.push(listener),
    onScan: (listener) => void scanListeners.push(listener),
    onMrz: (listener) => void mrzListeners.push(listener),
    onReadFailed: () => undefined,
    onChanged: (listener) => void changeListeners.push(listener),
    ...overrides,
    scan: (read) => scanListeners.forEach((listener) => listener(read)),
    mrz: (read) => mrzListeners.forEach((listener) => listener(read)),
    idCard: (read) => idCardListeners.forEach((listener) => listener(read)),
    setStates: (states) => {
      known = states;
      states.forEach((state) => changeListeners.forEach((listener) => listener(state)));
    },
  };
}

const paperBytes = (title: string, content: unknown): Uint8Array =>
  new TextEncoder().encode(`${title}\n${JSON.stringify(content)}`);

/** Papers as plain text; faces are white. */
export function stubPaper(overrides: Partial<Paper> = {}): Paper {
  return {
    notice: (content) => Promise.resolve(paperBytes('notice', content)),
    slip: (content) => Promise.resolve(paperBytes('slip', content)),
    missing: () => Promise.resolve([]),
    lacking: () => [],
    morningCheck: (gate) => Promise.resolve(paperBytes('morning', gate)),
    dayCsv: (day) => paperBytes('csv', day),
    cardFace: () =>
      Promise.resolve(
        success({
          face: {
            width: 1016,
            height: 648,
            colour: new Uint8Array(1016 * 648 * 3).fill(255),
            black: new Uint8Array(1016 * 648),
          },
          png: new Uint8Array(),
          nameFit: { step: 1, steps: 9, lines: 1, size: 9, narrow: 1 },
          template: 'ssc-front@00000000',
        }),
      ),
    ...overrides,
  };
}
