import {
  nameOnChip,
  type ChipRecord,
  type ChipWriteFacts,
  type DeviceCompletion,
} from '../../main/contract/devices.ts';
import type { CommandContext } from '../api/driver.ts';
import { asciiBytes } from '../framing/bytes.ts';
import {
  challengeCommand,
  proveCommand,
  trainingChallengeBytes,
  trainingProof,
  writeCommand,
} from '../framing/trainingChipCommands.ts';
import { cardFields, digitBytes, type CardField } from '../readers/cardFields.ts';
import type { ApduSession } from '../readers/apduSession.ts';
import type { CardPersonaliser } from './personaliser.ts';

const provider = 'training';
export const statusOk = 0x9000;

/** Writes by the scheme of docs/training-chip-scheme.md, which only simulated cards accept. */
export const trainingPersonaliser: CardPersonaliser = {
  name: provider,
  async write(session, record, context) {
    const fields = fieldsOf(record);
    if (fields === null) return facts({ code: 'invalidData', detail: 'name cannot be written' });
    const commands = fields.map(([field, value]) =>
      writeCommand(field.file, field.tag, padded(value, field.length)),
    );
    return facts(await sendProved(session, commands, context));
  },
};

/** Proves once, then sends each command once; the first that is not done ends it. `waitMs`: for each answer. */
export async function sendProved(
  session: ApduSession,
  commands: readonly Uint8Array[],
  context: CommandContext,
  waitMs?: number,
): Promise<DeviceCompletion> {
  const challenge = await session.transmit(challengeCommand, context.deadlineAt);
  if (challenge.kind !== 'response') return lostAnswer(challenge.kind);
  if (challenge.status !== statusOk || challenge.data.length !== trainingChallengeBytes) return refused;
  for (const command of [proveCommand(trainingProof(challenge.data)), ...commands]) {
    if (context.canceled()) return { code: 'canceled' };
    const answer = await session.transmitOnce(command, context.deadlineAt, waitMs);
    if (answer.kind !== 'response') return lostAnswer(answer.kind);
    if (answer.status !== statusOk) return refused;
  }
  return { code: 'success' };
}

function fieldsOf(record: ChipRecord): readonly (readonly [CardField, Uint8Array])[] | null {
  const name = nameOnChip(record.holderName);
  if (name === null || name.text === '') return null;
  return [
    [cardFields.issuedOn, digitBytes(record.issuedOn)],
    [cardFields.expiresOn, digitBytes(record.expiresOn)],
    [cardFields.cardNumber, asciiBytes(record.cardNumber)],
    [cardFields.socialSecurityNumber, asciiBytes(record.socialSecurityNumber)],
    [cardFields.name, name.name],
    // Also when empty: an older name's rest must not stay.
    [cardFields.nameExtension, name.extension],
  ];
}

function padded(value: Uint8Array, length: number): Uint8Array {
  const whole = new Uint8Array(length);
  whole.set(value);
  return whole;
}

export const refused: DeviceCompletion = {
  code: 'commandErrorCode',
  errorCode: 'invalidMedia',
  detail: 'the card refuses the write',
};

/** What a card that gave no answer is to the caller. */
export function lostAnswer(kind: 'silent' | 'garbled' | 'lost'): DeviceCompletion {
  if (kind === 'silent') return { code: 'timeOut', detail: 'no answer to a write' };
  return { code: 'hardwareError', detail: kind === 'lost' ? 'connection lost' : 'answers not readable' };
}

function facts(completion: DeviceCompletion): ChipWriteFacts {
  return { completion, provider };
}
