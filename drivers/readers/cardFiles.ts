import type { ChipFacts } from '../../main/contract/devices.ts';
import { hexBytes, hexOf } from '../framing/bytes.ts';
import type { ApduSession, CardAnswer } from './apduSession.ts';
import { readBankCardNumber } from './bankNumber.ts';
import { cardFields, fieldDate, fieldName, fieldText, nameGoesOn, type CardField } from './cardFields.ts';
import type { CardProfile } from './cardProfiles.ts';
import { findTlv } from './tlv.ts';

/** What could be read freely; null = not on the chip. */
export type CardFiles = Pick<
  ChipFacts,
  | 'cardIdentifier'
  | 'bankCardNumber'
  | 'cardNumber'
  | 'socialSecurityNumber'
  | 'specificationVersion'
  | 'holderName'
  | 'issuedOn'
  | 'expiresOn'
>;
export type CardFilesResult =
  /** `pinRequired`: this region's cards keep EF06 behind the PIN; what is in it is then null. */
  | { readonly kind: 'files'; readonly files: CardFiles; readonly pinRequired: boolean }
  /** The card answers but is no social security card. */
  | { readonly kind: 'otherCard' }
  | { readonly kind: 'silent' | 'garbled' | 'lost' };

type Response = Extract<CardAnswer, { kind: 'response' }>;
export type SendApdu = (apdu: Uint8Array) => Promise<Response>;

/** "sx1.sh.社会保障" in GBK (device-protocols 7). */
const selectEnvironment = hexBytes('00A40400 0F 7378312E73682E C9E7BBE1B1A3D5CF');
const statusOk = 0x9000;
/** Security status not satisfied (ISO 7816-4). */
const statusLocked = 0x6982;

class Interrupted extends Error {
  readonly kind: 'silent' | 'garbled' | 'lost';
  constructor(kind: 'silent' | 'garbled' | 'lost') {
    super(kind);
    this.kind = kind;
  }
}

/** Runs a row of APDUs; the first one without a response ends it and says why. */
export async function withCard<Value>(
  session: ApduSession,
  deadlineAt: number,
  run: (send: SendApdu) => Promise<Value>,
): Promise<Value | { readonly kind: 'silent' | 'garbled' | 'lost' }> {
  try {
    return await run(async (apdu) => {
      const answer = await session.transmit(apdu, deadlineAt);
      if (answer.kind !== 'response') throw new Interrupted(answer.kind);
      return answer;
    });
  } catch (failure) {
    if (failure instanceof Interrupted) return { kind: failure.kind };
    throw failure;
  }
}

export async function selectCard(send: SendApdu): Promise<boolean> {
  return (await send(selectEnvironment)).status === statusOk;
}

/** SELECT of EF05 or EF06, with each P1 of the profile in turn; the status of the last try. */
export async function selectFile(send: SendApdu, profile: CardProfile, file: 0x05 | 0x06): Promise<number> {
  let status = statusOk;
  if (profile.readBy === 'shortFileId') return status;
  for (const mode of profile.selectModes) {
    ({ status } = await send(Uint8Array.of(0x00, 0xa4, mode, 0x00, 0x02, 0xef, file)));
    if (status === statusOk || status === statusLocked) return status;
  }
  return status;
}

/** READ RECORD of one field in the profile's way: the TLV objects of the record, or null, and the card's status. */
export async function readField(
  send: SendApdu,
  profile: CardProfile,
  field: CardField,
): Promise<{ readonly data: Uint8Array | null; readonly status: number }> {
  const number = profile.readBy === 'tag' ? field.tag : field.record;
  const mode = { tag: 0x00, record: 0x04, shortFileId: (field.file << 3) | 0x04 }[profile.readBy];
  const answer = await send(Uint8Array.of(0x00, 0xb2, number, mode, field.length + 2));
  return { data: answer.status === statusOk ? answer.data : null, status: answer.status };
}

/** Value of a field in what `readField` gave; null when it is not there or longer than it may be. */
export function fieldValue(data: Uint8Array | null, field: CardField): Uint8Array | null {
  const tag = field.tag.toString(16).padStart(2, '0').toUpperCase();
  const value = data === null ? null : findTlv(data, [tag]);
  return value !== null && value.length <= field.length ? value : null;
}

/**
 * Reads EF05, EF06 and the PAN of the bank application. Only SELECT, READ RECORD and GET PROCESSING OPTIONS are sent: nothing on the
 * card changes, and no PIN is ever tried. Whether it is such a card is decided by SELECT, never by its ATR. Of EF06 only what a
 * read-back needs is asked for.
 */
export async function readCardFiles(
  session: ApduSession,
  profile: CardProfile,
  deadlineAt: number,
): Promise<CardFilesResult> {
  return withCard<CardFilesResult>(session, deadlineAt, async (send) => {
    if (!(await selectCard(send)) || (await selectFile(send, profile, 0x05)) !== statusOk)
      return { kind: 'otherCard' };
    const value = async (field: CardField): Promise<Uint8Array | null> =>
      fieldValue((await readField(send, profile, field)).data, field);
    const identifier = await value(cardFields.cardIdentifier);
    const specificationVersion = fieldText(await value(cardFields.specificationVersion));
    const issuedOn = fieldDate(await value(cardFields.issuedOn));
    const expiresOn = fieldDate(await value(cardFields.expiresOn));
    const cardNumber = fieldText(await value(cardFields.cardNumber));
    const holder = await readHolder(send, profile);
    return {
      kind: 'files',
      pinRequired: holder === 'pinRequired',
      files: {
        cardIdentifier: identifier?.length === 16 ? hexOf(identifier) : null,
        specificationVersion,
        issuedOn,
        expiresOn,
        cardNumber,
        ...(holder === 'pinRequired' ? { socialSecurityNumber: null, holderName: null } : holder),
        bankCardNumber: await readBankCardNumber(send),
      },
    };
  });
}

async function readHolder(
  send: SendApdu,
  profile: CardProfile,
): Promise<Pick<CardFiles, 'socialSecurityNumber' | 'holderName'> | 'pinRequired'> {
  const selected = await selectFile(send, profile, 0x06);
  if (selected === statusLocked) return 'pinRequired';
  if (selected !== statusOk) return { socialSecurityNumber: null, holderName: null };
  const number = await readField(send, profile, cardFields.socialSecurityNumber);
  if (number.status === statusLocked) return 'pinRequired';
  const record = await readField(send, profile, cardFields.name);
  const name = fieldValue(record.data, cardFields.name);
  let extension = fieldValue(record.data, cardFields.nameExtension);
  if (extension === null && profile.readBy === 'tag' && nameGoesOn(name)) {
    const own = await readField(send, profile, cardFields.nameExtension);
    extension = fieldValue(own.data, cardFields.nameExtension);
  }
  return {
    socialSecurityNumber: fieldText(fieldValue(number.data, cardFields.socialSecurityNumber)),
    holderName: fieldName(name, nameGoesOn(name) ? extension : null, profile.nameEncoding),
  };
}
