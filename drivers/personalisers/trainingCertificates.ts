import { longestCertificate, type ChipKeyFacts, type ChipWriteFacts } from '../../main/contract/devices.ts';
import type { CommandContext } from '../api/driver.ts';
import { completedWell, emptyChipKeyFacts } from '../api/status.ts';
import { concatBytes, hexBytes, hexOf } from '../framing/bytes.ts';
import {
  certificatePartCommand,
  certificateReadCommand,
  certificateSealCommand,
  changeAdminCommand,
  keyCommand,
  keyStateCommand,
  trainingKeyBytes,
  trainingKeyStateBytes,
  trainingPartBytes,
} from '../framing/trainingChipCommands.ts';
import { keyWaitMs, type ApduSession } from '../readers/apduSession.ts';
import type { CardCertifier } from './personaliser.ts';
import { lostAnswer, refused, sendProved, statusOk } from './training.ts';

const provider = 'training';

/** Keys and certificates by the scheme of docs/training-chip-scheme.md, which only simulated cards know. */
export const trainingCertifier: CardCertifier = {
  name: provider,
  async key(session, context) {
    const proved = await sendProved(session, [], context);
    if (proved.code !== 'success') return emptyChipKeyFacts(proved, provider);
    const key = await ask(session, keyCommand, trainingKeyBytes, context);
    if (!(key instanceof Uint8Array)) return key;
    const state = await ask(session, keyStateCommand, trainingKeyStateBytes, context);
    if (!(state instanceof Uint8Array)) return state;
    const [high = 0, low = 0, changed = 0] = state;
    const length = high * 256 + low;
    if (length > longestCertificate) return emptyChipKeyFacts(refused, provider);
    const parts: Uint8Array[] = [];
    for (const { offset, size } of partsOf(length)) {
      const part = await ask(session, certificateReadCommand(offset, size), size, context);
      if (!(part instanceof Uint8Array)) return part;
      parts.push(part);
    }
    return {
      completion: completedWell,
      provider,
      publicKey: hexOf(key),
      certificate: length === 0 ? null : hexOf(concatBytes(parts)),
      adminChanged: changed === 1,
    };
  },
  async write(session, { certificate, adminBox }, context): Promise<ChipWriteFacts> {
    const bytes = certificate === null ? null : hexBytes(certificate);
    const commands = [
      ...(bytes === null
        ? []
        : [
            ...partsOf(bytes.length).map(({ offset, size }) =>
              certificatePartCommand(offset, bytes.subarray(offset, offset + size)),
            ),
            certificateSealCommand(bytes.length),
          ]),
      ...(adminBox === null ? [] : [changeAdminCommand(hexBytes(adminBox))]),
    ];
    return { completion: await sendProved(session, commands, context, keyWaitMs), provider };
  },
};

/** Offsets and sizes of the parts of so many bytes. */
function partsOf(length: number): readonly { readonly offset: number; readonly size: number }[] {
  return Array.from({ length: Math.ceil(length / trainingPartBytes) }, (_, index) => {
    const offset = index * trainingPartBytes;
    return { offset, size: Math.min(trainingPartBytes, length - offset) };
  });
}

/** The data of an answer of exactly this length, or the facts that say why there is none. */
async function ask(
  session: ApduSession,
  apdu: Uint8Array,
  length: number,
  context: CommandContext,
): Promise<Uint8Array | ChipKeyFacts> {
  const answer = await session.transmit(apdu, context.deadlineAt, keyWaitMs);
  if (answer.kind !== 'response') return emptyChipKeyFacts(lostAnswer(answer.kind), provider);
  return answer.status === statusOk && answer.data.length === length
    ? answer.data
    : emptyChipKeyFacts(refused, provider);
}
