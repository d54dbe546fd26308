import type { Devices } from '../../../../../main/app/ports/outside.ts';
import type {
  ChipFacts,
  ChipKeyFacts,
  ChipRecord,
  ChipWriteFacts,
  DeviceCompletion,
  PrinterFacts,
} from '../../../../../main/contract/devices.ts';
import { stubDevices } from '../../../helpers/index.ts';

export interface FakeCard {
  readonly number: string;
  readonly identifier: string;
  faces: number;
  spoiled: boolean;
  dead: boolean;
  /** What was written to its chip. */
  chip: ChipRecord | null;
  /** Certificate and sealed secrets as they came; null = none. */
  certificate: string | null;
  adminBox: string | null;
}

/** `silent…`: the answer is lost. `killed…`: the program dies while it waits for the answer. */
export type FakeFault =
  | 'jamAtFeed'
  | 'jamAtPrint'
  | 'ribbonOut'
  | 'coverOpen'
  | 'powerCutMidPrint'
  | 'silentAfterFeed'
  | 'silentAfterPrint'
  | 'silentBeforePrint'
  | 'killedAfterFeed'
  | 'killedAfterPrint'
  | 'killedBeforePrint'
  | 'killedAfterReject'
  | 'offline'
  | 'binFull'
  | 'readerOffline'
  | 'silentBeforeWrite'
  | 'silentAfterWrite'
  | 'killedBeforeWrite'
  | 'killedAfterWrite'
  | 'wrongWrite'
  | 'writeRefused'
  | 'deadAfterWrite'
  | 'silentBeforeCertificate'
  | 'silentAfterCertificate'
  | 'killedBeforeCertificate'
  | 'killedAfterCertificate'
  | 'certificateRefused'
  | 'wrongCertificate'
  | 'cardNotTaken';

/** A card printer that outlives every program: cards, places, life counter. */
export interface FakePrinter extends Devices {
  readonly faults: Set<FakeFault>;
  readonly feeder: FakeCard[];
  readonly output: FakeCard[];
  readonly bin: FakeCard[];
  inside: { card: FakeCard; at: 'chip' | 'print' | 'jammed' } | null;
  printedCards: number;
  /** Does a printed card wait behind the bezel, as in a kiosk? */
  holds: boolean;
  /** Writes that reached a chip. */
  writes: number;
  /** Certificates that reached a chip. */
  certificates: number;
  readonly commands: string[];
  /** Resolves when a `killed…` fault struck. */
  readonly killed: Promise<void>;
  takeOut(): FakeCard | null;
}

export const cardNumberOf = (index: number): string => `62000000000000${String(index).padStart(5, '0')}`;

export const fakeCard = (index: number): FakeCard => ({
  number: cardNumberOf(index),
  identifier: String(index).padStart(32, '0'),
  faces: 0,
  spoiled: false,
  dead: false,
  chip: null,
  certificate: null,
  adminBox: null,
});

/** A chip has one key for life. */
export const publicKeyOf = ({ identifier }: Pick<FakeCard, 'identifier'>): string => identifier.repeat(4);

const ok: DeviceCompletion = { code: 'success' };
const named = (errorCode: NonNullable<DeviceCompletion['errorCode']>): DeviceCompletion => ({
  code: 'commandErrorCode',
  errorCode,
});

export function fakePrinter(cards: readonly FakeCard[]): FakePrinter {
  const faults = new Set<FakeFault>();
  const facts = (completion: DeviceCompletion = ok): PrinterFacts => {
    if (faults.has('offline'))
      return {
        completion: { code: 'deviceNotReady' },
        position: 'unknown',
        printedCards: null,
        supplies: {
          ribbon: 'unknown',
          ribbonRemaining: null,
          feeder: 'unknown',
          retainBin: 'unknown',
          cover: 'unknown',
        },
      };
    const jammed = printer.inside?.at === 'jammed';
    return {
      completion: jammed && completion.code === 'success' ? named('mediaJam') : completion,
      position:
        printer.inside === null ? 'none' : printer.inside.at === 'jammed' ? 'unknown' : printer.inside.at,
      printedCards: printer.printedCards,
      supplies: {
        ribbon: faults.has('ribbonOut') ? 'out' : 'full',
        ribbonRemaining: faults.has('ribbonOut') ? 0 : 50,
        feeder: printer.feeder.length === 0 ? 'empty' : 'ok',
        retainBin: faults.has('binFull') ? 'full' : 'ok',
        cover: faults.has('coverOpen') ? 'open' : 'closed',
      },
    };
  };
  let markKilled: () => void = () => undefined;
  const killed = new Promise<void>((resolve) => {
    markKilled = resolve;
  });
  const silent = (): PrinterFacts => ({
    ...facts({ code: 'timeOut' }),
    position: 'unknown',
    printedCards: null,
  });
  const command =
    (name: string, work: () => PrinterFacts, before?: FakeFault, after?: FakeFault) =>
    async (): Promise<PrinterFacts> => {
      printer.commands.push(name);
      await Promise.resolve();
      const die = (): Promise<never> => {
        markKilled();
        return new Promise<never>(() => undefined);
      };
      if (before !== undefined && faults.delete(before)) return die();
      const answer = faults.has('offline') ? facts() : work();
      return after !== undefined && faults.delete(after) ? die() : answer;
    };
  const chip = (): ChipFacts => {
    const empty: ChipFacts = {
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
    if (faults.has('readerOffline')) return empty;
    if (printer.inside?.at !== 'chip') return { ...empty, completion: { code: 'timeOut' } };
    const { card } = printer.inside;
    if (card.dead) return { ...empty, completion: named('atrNotObtained') };
    return {
      ...empty,
      completion: ok,
      atr: '3B00',
      ...card.chip,
      cardIdentifier: card.identifier,
      bankCardNumber: card.number,
    };
  };

  const printer: FakePrinter = {
    ...stubDevices(),
    faults,
    feeder: [...cards],
    output: [],
    bin: [],
    inside: null,
    printedCards: 100,
    holds: false,
    writes: 0,
    certificates: 0,
    commands: [],
    killed,
    takeOut() {
      const card = printer.inside?.card ?? null;
      printer.inside = null;
      return card;
    },
    printerFacts: async () => facts(),
    readChip: async () => {
      printer.commands.push('readChip');
      return chip();
    },
    writeChip: async (record) => {
      printer.commands.push('writeChip');
      await Promise.resolve();
      const facts = (completion: DeviceCompletion): ChipWriteFacts => ({ completion, provider: 'training' });
      const die = (): Promise<never> => {
        markKilled();
        return new Promise<never>(() => undefined);
      };
      if (faults.delete('killedBeforeWrite')) return die();
      if (faults.has('readerOffline')) return { completion: { code: 'deviceNotReady' }, provider: null };
      if (faults.delete('silentBeforeWrite')) return facts({ code: 'timeOut' });
      if (faults.delete('writeRefused')) return facts(named('invalidMedia'));
      if (printer.inside?.at !== 'chip') return facts({ code: 'timeOut' });
      const { card } = printer.inside;
      printer.writes += 1;
      card.chip = faults.delete('wrongWrite') ? { ...record, holderName: 'SOMEBODY ELSE' } : record;
      if (faults.delete('deadAfterWrite')) card.dead = true;
      if (faults.delete('killedAfterWrite')) return die();
      return facts(faults.delete('silentAfterWrite') ? { code: 'timeOut' } : ok);
    },
    chipKey: async () => {
      printer.commands.push('chipKey');
      const key = (completion: DeviceCompletion, card: FakeCard | null = null): ChipKeyFacts => ({
        completion,
        provider: 'training',
        publicKey: card === null ? null : publicKeyOf(card),
        certificate: card?.certificate ?? null,
        adminChanged: card !== null && card.adminBox !== null,
      });
      if (faults.has('readerOffline')) return { ...key({ code: 'deviceNotReady' }), provider: null };
      if (printer.inside?.at !== 'chip') return key({ code: 'timeOut' });
      return printer.inside.card.dead ? key(named('atrNotObtained')) : key(ok, printer.inside.card);
    },
    writeCertificate: async ({ certificate, adminBox }) => {
      printer.commands.push('writeCertificate');
      await Promise.resolve();
      const facts = (completion: DeviceCompletion): ChipWriteFacts => ({ completion, provider: 'training' });
      const die = (): Promise<never> => {
        markKilled();
        return new Promise<never>(() => undefined);
      };
      if (faults.delete('killedBeforeCertificate')) return die();
      if (faults.delete('silentBeforeCertificate')) return facts({ code: 'timeOut' });
      if (faults.delete('certificateRefused')) return facts(named('invalidMedia'));
      if (printer.inside?.at !== 'chip') return facts({ code: 'timeOut' });
      const { card } = printer.inside;
      if (certificate !== null) {
        printer.certificates += 1;
        card.certificate = faults.delete('wrongCertificate') ? `${certificate}00` : certificate;
      }
      card.adminBox = adminBox ?? card.adminBox;
      if (faults.delete('killedAfterCertificate')) return die();
      return facts(faults.delete('silentAfterCertificate') ? { code: 'timeOut' } : ok);
    },
    resetPrinter: command('reset', facts),
    feedToChip: command(
      'feed',
      () => {
        if (printer.inside !== null) return facts({ code: 'sequenceError' });
        const card = printer.feeder.shift();
        if (card === undefined) return facts(named('noMedia'));
        if (faults.delete('jamAtFeed')) {
          printer.inside = { card, at: 'jammed' };
          return facts(named('mediaJam'));
        }
        printer.inside = { card, at: 'chip' };
        return faults.delete('silentAfterFeed') ? silent() : facts();
      },
      undefined,
      'killedAfterFeed',
    ),
    printFront: command(
      'print',
      () => {
        if (printer.inside === null) return facts({ code: 'sequenceError' });
        if (faults.has('ribbonOut')) return facts(named('tonerOut'));
        if (faults.delete('silentBeforePrint')) return silent();
        const { card } = printer.inside;
        if (faults.delete('jamAtPrint')) {
          card.spoiled = true;
          printer.inside = { card, at: 'jammed' };
          return facts(named('mediaJam'));
        }
        if (faults.delete('powerCutMidPrint')) {
          card.spoiled = true;
          printer.inside = { card, at: 'print' };
          return silent();
        }
        card.faces += 1;
        printer.printedCards += 1;
        if (!printer.holds) printer.output.push(card);
        printer.inside = printer.holds ? { card, at: 'print' } : null;
        return faults.delete('silentAfterPrint') ? silent() : facts();
      },
      'killedBeforePrint',
      'killedAfterPrint',
    ),
    rejectCard: command(
      'reject',
      () => {
        if (printer.inside === null) return facts({ code: 'sequenceError' });
        if (faults.has('binFull')) return facts(named('retainBinFull'));
        if (printer.inside.at === 'jammed') return facts(named('mediaJam'));
        printer.bin.push(printer.inside.card);
        printer.inside = null;
        return facts();
      },
      undefined,
      'killedAfterReject',
    ),
  };
  return printer;
}
