import { idCardType, type IdCardType } from '../../main/contract/devices.ts';
import { samVTextBytes } from './samVReplies.ts';

/** Byte range, half open. Several ranges are one text, joined before the padding is taken off. */
type Place = readonly (readonly [from: number, to: number])[];

/** Fields that every layout has at the same place (device-protocols 3.1). */
const everywhere = {
  validFrom: [[188, 204]],
  validTo: [[204, 220]],
} as const satisfies Record<string, Place>;

const person = {
  chineseName: [[0, 30]],
  sex: [[30, 32]],
  birthDate: [[36, 52]],
  address: [[52, 122]],
  number: [[122, 158]],
  issuer: [[158, 188]],
} as const satisfies Record<string, Place>;

export type IdCardField =
  | keyof typeof everywhere
  | keyof typeof person
  | 'latinName'
  | 'ethnicCode'
  | 'issueCount'
  | 'nationalityCode'
  | 'travelPermitNumber'
  | 'cardVersion'
  | 'formerNumberPart';

/** Where each field of a layout stands in the 256-byte block. J, I and Y rest on one implementation: to be proved on first hardware. */
export const idCardLayouts: Readonly<
  Record<
    IdCardType,
    { readonly type: string; readonly fields: Readonly<Partial<Record<IdCardField, Place>>> }
  >
> = {
  resident: { type: ' ', fields: { ...everywhere, ...person, ethnicCode: [[32, 36]] } },
  hkmtPermit: {
    type: 'J',
    fields: { ...everywhere, ...person, travelPermitNumber: [[220, 238]], issueCount: [[238, 242]] },
  },
  foreigner2017: {
    type: 'I',
    fields: {
      ...everywhere,
      latinName: [[0, 120]],
      sex: [[120, 122]],
      number: [[122, 152]],
      nationalityCode: [[152, 158]],
      chineseName: [[158, 188]],
      birthDate: [[220, 236]],
      cardVersion: [[236, 240]],
      issuer: [[240, 248]],
    },
  },
  foreigner2023: {
    type: 'Y',
    fields: {
      ...everywhere,
      chineseName: [[0, 30]],
      sex: [[30, 32]],
      issueCount: [[32, 36]],
      birthDate: [[36, 52]],
      latinName: [
        [52, 122],
        [220, 242],
      ],
      number: [[122, 158]],
      nationalityCode: [[242, 248]],
      formerNumberPart: [[250, 256]],
    },
  },
};
export const idCardTypeAt = 248;
/** `长期`: valid without end. */
export const withoutEnd = '长期';

/** What a text block says; null = not in this layout, or left empty on the card. Private-use characters stay as they are. */
export interface IdCardText {
  readonly cardType: IdCardType;
  readonly number: string;
  readonly chineseName: string | null;
  readonly latinName: string | null;
  readonly sex: 'M' | 'F' | 'X';
  /** Two digits of GB/T 3304. */
  readonly ethnicCode: string | null;
  /** yyyy-mm-dd, as the other dates. */
  readonly birthDate: string;
  readonly address: string | null;
  readonly issuer: string | null;
  /** Issue count of a J permit, renewals of the 2023 card. */
  readonly issueCount: string | null;
  readonly nationalityCode: string | null;
  readonly travelPermitNumber: string | null;
  readonly cardVersion: string | null;
  readonly formerNumberPart: string | null;
  readonly validFrom: string;
  /** Null = 长期. */
  readonly expiresOn: string | null;
}

/**
 * Parses a 256-byte text block. Null unless everything holds that proves the layout: a known type character, dates that exist, a number of
 * the right length, a sex code (device-protocols 3.1).
 */
export function parseIdCardText(block: Uint8Array): IdCardText | null {
  if (block.length !== samVTextBytes) return null;
  const type = utf16At(block, idCardTypeAt, idCardTypeAt + 2);
  const cardType = idCardType.options.find((name) => idCardLayouts[name].type === type);
  if (cardType === undefined) return null;
  const layout = idCardLayouts[cardType];
  const text = (field: IdCardField): string | null => {
    const joined = (layout.fields[field] ?? []).map(([from, to]) => utf16At(block, from, to)).join('');
    const trimmed = joined.replace(/ +$/, '');
    return trimmed === '' ? null : trimmed;
  };
  const number = text('number');
  const sex = sexOf(text('sex'));
  const birthDate = dateOf(text('birthDate'));
  const validFrom = dateOf(text('validFrom'));
  const validTo = text('validTo');
  const expiresOn = validTo === withoutEnd ? null : dateOf(validTo);
  const size = cardType === 'foreigner2017' ? 15 : 18;
  if (number === null || number.length !== size || !/^[0-9A-Z]+$/.test(number)) return null;
  if (sex === null || birthDate === null || validFrom === null) return null;
  if (expiresOn === null && validTo !== withoutEnd) return null;
  return {
    cardType,
    number,
    chineseName: text('chineseName'),
    latinName: text('latinName'),
    sex,
    ethnicCode: text('ethnicCode'),
    birthDate,
    address: text('address'),
    issuer: text('issuer'),
    issueCount: text('issueCount'),
    nationalityCode: text('nationalityCode'),
    travelPermitNumber: text('travelPermitNumber'),
    cardVersion: text('cardVersion'),
    formerNumberPart: text('formerNumberPart'),
    validFrom,
    expiresOn,
  };
}

/** The newest address (70 bytes) as text. */
export function parseNewestAddress(data: Uint8Array): string {
  return utf16At(data, 0, data.length - (data.length % 2)).replace(/ +$/, '');
}

/** Unit by unit, because a text decoder would replace half a surrogate pair, and a rare character must never be dropped. */
function utf16At(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at += 2) {
    text += String.fromCharCode((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8));
  }
  return text;
}

function sexOf(code: string | null): IdCardText['sex'] | null {
  switch (code) {
    case '1':
      return 'M';
    case '2':
      return 'F';
    case '0':
    case '9':
      return 'X';
    case null:
    default:
      return null;
  }
}

/** yyyymmdd to yyyy-mm-dd, or null when there is no such day. */
function dateOf(digits: string | null): string | null {
  const [, year = '', month = '', day = ''] = /^(\d{4})(\d{2})(\d{2})$/.exec(digits ?? '') ?? [];
  const at = Date.parse(`${year}-${month}-${day}T00:00:00.000Z`);
  const date = `${year}-${month}-${day}`;
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === date ? date : null;
}
