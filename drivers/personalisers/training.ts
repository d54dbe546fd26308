import {
  nameOnChip,
  type ChipRecord,
  type ChipWriteFacts,
  type DeviceCompletion,
} from '../../main/contract/devices.ts';
import { asciiBytes } from '../framing/bytes.ts';
import {
  challengeCommand,
  proveCommand,
  trainingChallengeBytes,
  trainingProof,
  writeCommand,
} from '../framing/trainingChipCommands.ts';
import { cardFields, digitBytes, type CardField } from '../readers/cardFields.ts';
import type { CardPersonaliser } from './personaliser.ts';

const provider = 'training';
const statusOk = 0x9000;

/** Writes by the scheme of docs/training-chip-scheme.md, which only simulated cards accept. */
export const trainingPersonaliser: CardPersonaliser = {
  name: provider,
  async write(session, record, context) {
    const fields = fieldsOf(record);
    if (fields === null) return facts({ code: 'invalidData', detail: 'name cannot be written' });
    const challenge = await session.transmit(challengeCommand, context.deadlineAt);
    if (challenge.kind !== 'response') return facts(lostAnswer(challenge.kind));
    if (challenge.status !== statusOk || challenge.data.length !== trainingChallengeBytes)
      return facts(refused);
    const commands = [
      proveCommand(trainingProof(challenge.data)),
      ...fields.map(([field, value]) => writeCommand(field.file, field.tag, padded(value, field.length))),
    ];
    for (const command of commands) {
      if (context.canceled()) return facts({ code: 'canceled' });
      const answer = await session.transmitOnce(command, context.deadlineAt);
      if (answer.kind !== 'response') return facts(lostAnswer(answer.kind));
      if (answer.status !== statusOk) return facts(refused);
    }
    return facts({ code: 'success' });
  },
};

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

const refused: DeviceCompletion = {
  code: 'commandErrorCode',
  errorCode: 'invalidMedia',
  detail: 'the card refuses the write',
};

function lostAnswer(kind: 'silent' | 'garbled' | 'lost'): DeviceCompletion {
  if (kind === 'silent') return { code: 'timeOut', detail: 'no answer to a write' };
  return { code: 'hardwareError', detail: kind === 'lost' ? 'connection lost' : 'answers not readable' };
}

function facts(completion: DeviceCompletion): ChipWriteFacts {
  return { completion, provider };
}
