import type {
  ChipCertificate,
  ChipFacts,
  ChipKeyFacts,
  ChipRecord,
  ChipWriteFacts,
  DeviceCompletion,
} from '../../main/contract/devices.ts';
import { pause, type Clock } from '../api/clock.ts';
import type { CommandContext } from '../api/driver.ts';
import { completedWell, emptyChipFacts, emptyChipKeyFacts } from '../api/status.ts';
import { apduControl } from '../framing/apduFrames.ts';
import { hexOf } from '../framing/bytes.ts';
import type { CardCertifier, CardPersonaliser } from '../personalisers/personaliser.ts';
import { apduWaitMs, type ApduSession } from './apduSession.ts';
import { readCardFiles } from './cardFiles.ts';
import type { CardProfile } from './cardProfiles.ts';

/** Reads what a chip tells everybody, and writes through a personaliser; the same over PC/SC and the socket. */
export interface ChipReader {
  /** Safe to repeat. */
  readChip(context: CommandContext): Promise<ChipFacts>;
  /** Waits for the chip as `readChip` does, then writes at most once. */
  writeChip(record: ChipRecord, context: CommandContext): Promise<ChipWriteFacts>;
  /** Safe to repeat. */
  chipKey(context: CommandContext): Promise<ChipKeyFacts>;
  /** As `writeChip`: at most once. */
  writeCertificate(write: ChipCertificate, context: CommandContext): Promise<ChipWriteFacts>;
}

export interface ChipReaderOptions {
  readonly profile: CardProfile;
  readonly personaliser: CardPersonaliser | null;
  readonly certifier: CardCertifier | null;
  /** How long an ATR may take: powering included. */
  readonly atrWaitMs: number;
}

/** A whole file set is some 20 of them. */
const mostApdus = 24;
const retryRestMs = 100;
/** Cold resets before a chip counts as dead: contacts can be dirty. */
const coldResets = 2;

const deadChip: DeviceCompletion = { code: 'commandErrorCode', errorCode: 'atrNotObtained' };
const connectionLost: DeviceCompletion = { code: 'hardwareError', detail: 'connection lost' };
const notReadable: DeviceCompletion = { code: 'hardwareError', detail: 'answers not readable' };
const readerGone: DeviceCompletion = { code: 'hardwareError', detail: 'reader gone' };

/** What one powered card ended with; without a value it is visited anew as long as there is time. */
type Visit<Value> =
  { readonly kind: 'done'; readonly value: Value } | { readonly kind: 'silent' | 'garbled' | 'lost' };

export function chipReader(session: ApduSession, clock: Clock, options: ChipReaderOptions): ChipReader {
  /** Power cycle and ATR: text, `dead` (card there, no ATR), or why there was no answer. */
  const readAtr = async (
    deadlineAt: number,
  ): Promise<{ atr: string } | 'dead' | 'silent' | 'garbled' | 'lost'> => {
    for (let attempt = 1; ; attempt += 1) {
      await session.tell(Uint8Array.of(apduControl.powerOff));
      await session.tell(Uint8Array.of(apduControl.powerOn));
      const wait = Math.min(deadlineAt, clock.now() + options.atrWaitMs);
      const answer = await session.ask(Uint8Array.of(apduControl.getAtr), wait);
      if (answer.kind !== 'frame') return answer.kind;
      // An ATR starts with its convention byte (ISO 7816-3); anything else is noise on the line.
      if (answer.payload.length > 0)
        return [0x3b, 0x3f].includes(answer.payload[0] ?? 0) ? { atr: hexOf(answer.payload) } : 'garbled';
      if (attempt === coldResets) return 'dead';
    }
  };

  /** Waits for a card that gives its ATR and visits it, until a visit is done or the deadline comes. */
  const visitCard = async <Value>(
    context: CommandContext,
    visit: (atr: string) => Promise<Visit<Value>>,
    failed: (completion: DeviceCompletion, atr: string | null) => Value,
  ): Promise<Value> => {
    let atr: string | null = null;
    let last: 'silent' | 'garbled' | 'slow' = 'silent';
    while (clock.now() < context.deadlineAt) {
      if (context.canceled()) return failed({ code: 'canceled' }, atr);
      const found = await readAtr(context.deadlineAt);
      if (found === 'dead') return failed(deadChip, null);
      if (found === 'lost') return failed(connectionLost, null);
      if (typeof found === 'object') {
        ({ atr } = found);
        const result = await visit(atr);
        await session.tell(Uint8Array.of(apduControl.powerOff));
        if (result.kind === 'done') return result.value;
        if (result.kind === 'lost') return failed(connectionLost, atr);
        // It was still answering when the time was over: slow, and not pulled.
        last = result.kind === 'silent' && clock.now() >= context.deadlineAt ? 'slow' : result.kind;
      } else last = found;
      // Garbled answers come at once: without a rest this loop would ask as fast as the line can carry noise.
      await pause(clock, retryRestMs);
      if (!(await session.reconnect())) return failed(readerGone, atr);
    }
    // A card that gave its ATR and then fell silent was pulled; without any ATR no card came before the deadline.
    if (last === 'garbled') return failed(notReadable, atr);
    if (atr === null || last === 'slow') return failed({ code: 'timeOut' }, atr);
    return failed({ code: 'commandErrorCode', errorCode: 'noMedia' }, atr);
  };

  return {
    readChip: (context) =>
      visitCard<ChipFacts>(
        context,
        async (atr) => {
          const wait = Math.min(context.deadlineAt, clock.now() + mostApdus * apduWaitMs);
          const result = await readCardFiles(session, options.profile, wait);
          if (result.kind === 'files')
            return {
              kind: 'done',
              value: { completion: readWell(result.pinRequired), atr, ...result.files },
            };
          if (result.kind !== 'otherCard') return result;
          const completion = { code: 'commandErrorCode', errorCode: 'invalidMedia' } as const;
          return { kind: 'done', value: emptyChipFacts(completion, atr) };
        },
        emptyChipFacts,
      ),
    async writeChip(record, context) {
      const { personaliser } = options;
      if (personaliser === null) return { completion: { code: 'unsupportedCommand' }, provider: null };
      const facts = await visitCard<ChipWriteFacts>(
        context,
        // Whatever came of it: a second visit would be a second write.
        async () => ({ kind: 'done', value: await personaliser.write(session, record, context) }),
        (completion) => ({ completion, provider: personaliser.name }),
      );
      // A late answer to the write must not be taken for the answer to the read-back.
      if (facts.completion.code === 'timeOut') await session.reconnect();
      return facts;
    },
    async chipKey(context) {
      const { certifier } = options;
      if (certifier === null) return emptyChipKeyFacts({ code: 'unsupportedCommand' });
      const facts = await visitCard<ChipKeyFacts>(
        context,
        async () => ({ kind: 'done', value: await certifier.key(session, context) }),
        (completion) => emptyChipKeyFacts(completion, certifier.name),
      );
      if (facts.completion.code === 'timeOut') await session.reconnect();
      return facts;
    },
    async writeCertificate(write, context) {
      const { certifier } = options;
      if (certifier === null) return { completion: { code: 'unsupportedCommand' }, provider: null };
      const facts = await visitCard<ChipWriteFacts>(
        context,
        async () => ({ kind: 'done', value: await certifier.write(session, write, context) }),
        (completion) => ({ completion, provider: certifier.name }),
      );
      if (facts.completion.code === 'timeOut') await session.reconnect();
      return facts;
    },
  };
}

/** The region's rule is named and nothing is guessed: what the PIN keeps is null. */
function readWell(pinRequired: boolean): DeviceCompletion {
  return pinRequired ? { code: 'success', detail: 'pinRequired' } : completedWell;
}
