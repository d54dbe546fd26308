import type { ComparedField, ComparisonRow, PassportRead } from '../../contract/cases.ts';
import type { ComparisonHint, IdCardOriginal, OtherOriginal, VisaRead } from '../../contract/comparison.ts';
import type { PermitRecord } from '../../contract/permit.ts';
import { checkIdCardNumber } from '../identifiers/idCardNumbers.ts';
import { shortZoneNameLength, zoneNameLength } from '../identifiers/zoneNames.ts';
import { compareNames, fullName } from './compareNames.ts';
import {
  answered,
  judgeDate,
  judgeNationality,
  judgeSex,
  passportRows,
  type EyeAnswers,
  type Judged,
  type OpenRow,
} from './comparePassport.ts';
import { passportStanding, sameNumber } from './passportChange.ts';

/** Everything that was read for one case. */
export interface Originals {
  readonly passport: PassportRead;
  readonly oldPassport: PassportRead | null;
  readonly visa: VisaRead | null;
  readonly idCard: IdCardOriginal | null;
}

/** How good the permit record is, and what the case is about. */
export interface RecordFacts {
  readonly pendingOnline: boolean;
  readonly snapshotAgeDays: number;
  /** Above it no card is made (13.2). */
  readonly snapshotLimitDays: number;
  /** The copy is from the future: the clock was put back (G8). */
  readonly snapshotAhead?: boolean;
  /** The case asks for the old passport: it is about a new one (4.13). */
  readonly asksOldPassport: boolean;
  /** yyyy-mm-dd, Shanghai. */
  readonly today: string;
}

type Holder = PermitRecord['holder'];
type Other = readonly [field: ComparedField, other: OtherOriginal];

const unreadable: Judged = {
  machine: 'needsEye',
  hint: { code: 'unreadable', zh: '机读区此项无法识别', en: 'the zone cannot be read here' },
};
const wrongDigit: ComparisonHint = {
  code: 'wrongDigit',
  zh: '此项校验位不符，不能仅凭机读区认定（规则 2.7）',
  en: 'its check digit is wrong: the zone alone decides nothing (rule 2.7)',
};

/** The name of a visa, which may be cut at another length than the passport's. */
function judgeVisaName(visa: VisaRead, holder: Holder): Judged {
  const length = visa.format === 'mrvB' ? shortZoneNameLength : zoneNameLength;
  const { machine, hint } = compareNames({ ...visa, length }, holder, holder.nationality);
  return { machine, hint };
}

/** Characters that a card has for a Latin name: none is cut. */
const cardNameLength = 120;

/** A card has the whole name in one line: which part is the family name cannot be seen, so both sides are compared in one part. */
function judgeCardName(latinName: string, { familyName, givenNames, nationality }: Holder): Judged {
  const { machine, hint } = compareNames(
    { familyName: latinName, givenNames: '', nameMayBeCut: false, length: cardNameLength },
    { familyName: `${familyName} ${givenNames}`.trim(), givenNames: '' },
    nationality,
  );
  return { machine, hint };
}

function visaOthers(visa: VisaRead, { passport }: Originals, holder: Holder): Other[] {
  const other = (field: ComparedField, value: string | null, judged: Judged): Other => [
    field,
    { source: 'visa', value: value ?? '', ...(value === null ? unreadable : judged) },
  ];
  const digit = (field: 'birthDate', judged: Judged): Judged =>
    visa.wrongDigits.includes(field) && judged.machine !== 'same'
      ? { machine: 'needsEye', hint: wrongDigit }
      : judged;
  const number = visa.documentNumber;
  const ofPassport =
    number !== null &&
    (sameNumber(number, passport.documentNumber) || sameNumber(number, holder.passportNumber));
  return [
    other('name', fullName(visa), judgeVisaName(visa, holder)),
    other(
      'nationality',
      visa.nationality ?? visa.nationalityCode,
      judgeNationality(visa.nationality, holder.nationality),
    ),
    other('birthDate', visa.birthDate, digit('birthDate', judgeDate(visa.birthDate ?? '', holder.birthDate))),
    other('sex', visa.sex, judgeSex(visa.sex ?? 'X', holder.sex)),
    other(
      'visaNumber',
      number,
      ofPassport
        ? {
            machine: 'same',
            hint: {
              code: 'numberOfPassport',
              zh: '签证机读区写的是护照号码（规则 2.7）',
              en: 'the zone of the visa carries the passport number (rule 2.7)',
            },
          }
        : {
            machine: 'needsEye',
            hint: visa.wrongDigits.includes('documentNumber')
              ? wrongDigit
              : {
                  code: 'stickerNumber',
                  zh: '可能是签证贴纸本身的号码：请与贴纸核对，不得仅凭机读区退件（规则 2.7）',
                  en: 'may be the number of the sticker itself: compare with the sticker, never reject on the zone alone (rule 2.7)',
                },
          },
    ),
  ];
}

function idCardOthers(card: IdCardOriginal, holder: Holder, today: string): Other[] {
  const other = (field: ComparedField, value: string | null, judged: Judged): Other => [
    field,
    { source: 'idCard', value: value ?? '', ...(value === null ? unreadable : judged) },
  ];
  const check = checkIdCardNumber(card.cardType, card.number, today);
  return [
    other('name', card.latinName, judgeCardName(card.latinName ?? '', holder)),
    other('nationality', card.nationalityCode, judgeNationality(card.nationalityCode, holder.nationality)),
    other('birthDate', card.birthDate, judgeDate(card.birthDate, holder.birthDate)),
    other('sex', card.sex, judgeSex(card.sex, holder.sex)),
    other('idCardNumber', card.number, {
      machine: check.result === 'good' ? 'cannotCheckOffline' : 'needsEye',
      hint:
        check.result === 'good'
          ? {
              code: 'residentNumber',
              zh: '号码自身校验正确；许可信息中没有此号码，由上级系统确认（规则 1.7）',
              en: 'right in itself; the permit record does not have it, upstream confirms (rule 1.7)',
            }
          : wrongDigit,
    }),
  ];
}

function oldPassportOthers(old: PassportRead, holder: Holder): Other[] {
  const same = sameNumber(old.documentNumber, holder.passportNumber);
  return [
    [
      'passportNumber',
      { source: 'oldPassport', value: old.documentNumber, machine: same ? 'same' : 'differs', hint: null },
    ],
    [
      'passportExpiry',
      {
        source: 'oldPassport',
        value: old.expiryDate,
        ...judgeDate(old.expiryDate, holder.passportExpiry),
      },
    ],
  ];
}

const blank = (field: ComparedField, passport: string): OpenRow => ({
  field,
  passport,
  record: '',
  machine: 'same',
  hint: null,
  marks: null,
  others: [],
});

/** Adds what the other originals say. They never make a row differ: a row that was the same goes to the person who decides (2.2, 2.7). */
function withOthers(row: OpenRow, others: readonly OtherOriginal[]): OpenRow {
  const disagreeing = others.filter(({ machine }) => machine === 'differs' || machine === 'needsEye');
  const [only] = others;
  const own = row.record === '' && row.field !== 'passportNumber' ? only : undefined;
  if (own !== undefined) return { ...row, machine: own.machine, hint: own.hint, others: [...others] };
  if (row.machine !== 'same' || disagreeing.length === 0) return { ...row, others: [...others] };
  return {
    ...row,
    machine: 'needsEye',
    hint: {
      code: 'otherOriginalDiffers',
      zh: '护照一致，但其他证件与许可信息不同，请人工判断',
      en: 'the passport agrees, but another original does not: a person decides',
    },
    others: [...others],
  };
}

/**
 * In a case about a new passport its number and expiry cannot be those of the record; what has to agree is the old passport. Read by machine
 * and right, it settles the row; not read, it is for the eye (4.13).
 */
function settledByOldPassport(row: OpenRow, oldPassport: PassportRead | null): OpenRow {
  if (row.field !== 'passportNumber' && row.field !== 'passportExpiry') return row;
  if (row.machine === 'same') return row;
  const said = row.others.find(({ source }) => source === 'oldPassport');
  const proven = said?.machine === 'same';
  return {
    ...row,
    machine: proven ? 'same' : 'needsEye',
    hint: proven
      ? {
          code: 'passportChangeProven',
          zh: '换发护照：原护照与许可信息一致（规则 4.13）',
          en: 'a new passport; the old one agrees with the record (rule 4.13)',
        }
      : {
          code: 'passportChanged',
          zh:
            oldPassport === null
              ? '换发护照：请核对原护照上的此项与许可信息是否一致（规则 4.13）'
              : '换发护照：所读原护照的此项与许可信息不同，请人工判断（规则 4.13）',
          en:
            oldPassport === null
              ? 'a new passport: compare this field of the old one with the record (rule 4.13)'
              : 'a new passport: the old one that was read does not agree here, a person decides (rule 4.13)',
        },
  };
}

const statusWords: Readonly<Record<PermitRecord['status'], { readonly zh: string; readonly en: string }>> = {
  valid: { zh: '有效', en: 'valid' },
  cancelled: { zh: '已注销', en: 'cancelled' },
  suspended: { zh: '已暂停', en: 'suspended' },
};

/** What upstream alone can say, while it was not asked: how old our copy is (13.2), and that a QR proves nothing offline (13.4). */
function permitStatusRow(record: PermitRecord, facts: RecordFacts): OpenRow {
  const { snapshotAgeDays: days, snapshotLimitDays: limit } = facts;
  const old = days > limit;
  const none = { zh: '', en: '' };
  const age =
    facts.snapshotAhead === true
      ? {
          zh: '的取得时间晚于现在',
          en: 'was fetched later than it is now',
          noCard: { zh: '；不可制卡（规则 13.2）', en: '; no card is made (rule 13.2)' },
        }
      : { zh: `已存 ${days} 天`, en: `is ${days} days old`, noCard: none };
  const status = statusWords[record.status];
  return {
    ...blank('permitStatus', ''),
    machine: 'cannotCheckOffline',
    hint: {
      code: 'pendingOnline',
      zh: `本地许可信息（${status.zh}）${age.zh}，待联网核实${old ? `；超过 ${limit} 天，不可制卡（规则 13.2）` : age.noCard.zh}`,
      en: `our copy of the permit (${status.en}) ${age.en}; online verification is pending${
        old ? `; above ${limit} days no card is made (rule 13.2)` : age.noCard.en
      }`,
    },
  };
}

/**
 * One table of all originals against the permit record (A3): passport, old passport, visa, chip of a resident's card. Every field is the same,
 * differs, cannot be checked offline, or needs the eye; each source says its own part in `others`.
 */
export function compareOriginals(
  originals: Originals,
  record: PermitRecord,
  eye: EyeAnswers,
  facts: RecordFacts,
): ComparisonRow[] {
  const { passport, oldPassport, visa, idCard } = originals;
  const replaced = passportStanding(passport, record) === 'newPassport';
  const others: Other[] = [
    ...(oldPassport === null || !replaced ? [] : oldPassportOthers(oldPassport, record.holder)),
    ...(visa === null ? [] : visaOthers(visa, originals, record.holder)),
    ...(idCard === null ? [] : idCardOthers(idCard, record.holder, facts.today)),
  ];
  const rows = [
    ...passportRows(passport, record),
    ...(visa === null ? [] : [blank('visaNumber', passport.documentNumber)]),
    ...(idCard === null ? [] : [blank('idCardNumber', '')]),
  ].map((row) =>
    withOthers(
      row,
      others.filter(([field]) => field === row.field).map(([, other]) => other),
    ),
  );
  const settled =
    facts.asksOldPassport && replaced ? rows.map((row) => settledByOldPassport(row, oldPassport)) : rows;
  return answered(facts.pendingOnline ? [...settled, permitStatusRow(record, facts)] : settled, eye);
}
