import type { IdentifierAnswer, IdentifierKind } from '../../contract/numbers.ts';
import {
  bankCardPattern,
  cardIdentifierPattern,
  cardNumberPattern,
  checkBankCardNumber,
  checkCardIdentifier,
  checkCardNumber,
} from './cardNumbers.ts';
import { checkCreditCode } from './creditCode.ts';
import type { NumberCheck, NumberFault } from './numberCheck.ts';
import {
  checkCitizenId,
  checkForeignSsn,
  checkNewResidenceCard,
  checkOldResidenceCard,
  checkPassportNumber,
  checkPermitNumber,
  checkResidentSsn,
  foreignSsnPattern,
  permitNumberPattern,
} from './personNumbers.ts';

interface Words {
  readonly zh: string;
  readonly en: string;
}
interface Validator {
  /** domain-rules number. */
  readonly rule: string;
  readonly check: (text: string, today: string, pattern?: string) => NumberCheck;
  /** Where the shape is policy or open: its name in the rule pack, and what `shape` describes. Shapes that a standard fixes are in the code. */
  readonly pack?: { readonly id: string; readonly pattern: string };
  readonly shape: Words;
  /** What a right number still does not prove. */
  readonly good: Words;
  readonly faults?: Partial<Record<NumberFault, Words>>;
}

const faultWords: Readonly<Record<Exclude<NumberFault, 'shape'>, Words>> = {
  checkDigit: { zh: '校验位不符，请核对每一位', en: 'the check digit is wrong: compare every character' },
  innerCheckDigit: {
    zh: '外层校验位正确，但组织机构代码的校验位不符：可以使用，请核对',
    en: 'the outer check digit is right, that of the organisation code inside is not: usable, but compare it',
  },
  country: { zh: '国家（地区）代码不存在', en: 'there is no such country code' },
  date: { zh: '其中的出生日期不存在', en: 'the birth date in it does not exist' },
  length: { zh: '超过 18 位', en: 'longer than 18 characters' },
};

const shapeRight: Words = {
  zh: '格式正确；是否本人号码由上级系统确认',
  en: 'the shape is right; upstream confirms whose it is',
};
const packShape: Words = {
  zh: '与规则包规定的格式不符',
  en: 'not in the shape that the rule pack gives',
};
const digitRight: Words = { zh: '格式和校验位正确', en: 'shape and check digit are right' };
const fromUpstream: Words = {
  zh: '格式正确；号码只由上级系统给出',
  en: 'the shape is right; it comes from upstream only',
};

const validators: Readonly<Record<IdentifierKind, Validator>> = {
  permitNumber: {
    rule: '1.2',
    check: (text, _today, pattern) => checkPermitNumber(text, pattern),
    pack: { id: 'permitNumber', pattern: permitNumberPattern },
    shape: { zh: '应为 6 至 32 位大写字母或数字', en: '6 to 32 capital letters or digits are expected' },
    good: {
      zh: '格式正确；没有校验位，须与许可信息一致',
      en: 'the shape is right; it has no check digit and must be that of the record',
    },
  },
  passport: {
    rule: '2',
    check: (text) => checkPassportNumber(text),
    shape: {
      zh: '机读区护照号为 1 至 9 位大写字母或数字',
      en: 'in a zone it has 1 to 9 capital letters or digits',
    },
    good: {
      zh: '格式正确；真伪以机读区校验位和原件为准',
      en: 'the shape is right; the check digit of the zone and the original decide',
    },
  },
  socialNumberPassport: {
    rule: '1.6',
    check: (text, _today, pattern) => checkForeignSsn(text, pattern),
    pack: { id: 'foreignSocialNumber', pattern: foreignSsnPattern },
    shape: {
      zh: '应为三位国家代码 + 一位预留位 + 护照号，大写字母和数字',
      en: 'three letters of the country, one reserved digit and the passport number are expected',
    },
    good: shapeRight,
    faults: {
      country: {
        zh: '前三位不是 ISO 国家代码（机读区的 D 写作 DEU）',
        en: 'the first three letters are no ISO country code (D of a zone is DEU)',
      },
    },
  },
  socialNumberResident: {
    rule: '1.7',
    check: checkResidentSsn,
    shape: {
      zh: '应为永居证号：15 位、加预留位的 16 位或 18 位',
      en: 'a resident card number is expected: 15, 16 with a reserved digit, or 18 characters',
    },
    good: shapeRight,
  },
  residentCardNew: {
    rule: '1',
    check: (text) => checkNewResidenceCard(text),
    shape: { zh: '应为以 9 开头的 18 位号码', en: '18 characters that begin with 9 are expected' },
    good: digitRight,
  },
  residentCardOld: {
    rule: '1',
    check: checkOldResidenceCard,
    shape: { zh: '应为三个字母加 12 位数字', en: 'three letters and 12 digits are expected' },
    good: digitRight,
  },
  citizenId: {
    rule: '1',
    check: (text) => checkCitizenId(text),
    shape: {
      zh: '应为 18 位公民身份号码或居住证号码',
      en: 'an 18-character citizen or residence number is expected',
    },
    good: digitRight,
  },
  creditCode: {
    rule: '1.15',
    check: (text) => checkCreditCode(text),
    shape: {
      zh: '录入有误：应为 18 位，不含字母 I、O、S、V、Z',
      en: 'entered wrongly: 18 characters without the letters I, O, S, V and Z are expected',
    },
    good: {
      zh: '校验位正确。系统仍提示“未查询到信息”时：登记信息尚未推送至国家平台，请单位联系当地登记机关',
      en: 'the check digit is right. If the system still finds nothing, the registration was not pushed to the national registry: the employer contacts the local registry',
    },
    faults: {
      checkDigit: {
        zh: '录入有误：校验位不符，请与营业执照核对',
        en: 'entered wrongly: the check digit is wrong, compare with the licence',
      },
    },
  },
  cardNumber: {
    rule: '8.6',
    check: (text, _today, pattern) => checkCardNumber(text, pattern),
    pack: { id: 'cardNumber', pattern: cardNumberPattern },
    shape: { zh: '应为 9 位大写字母或数字', en: '9 capital letters or digits are expected' },
    good: fromUpstream,
  },
  cardIdentifier: {
    rule: '8.6',
    check: (text, _today, pattern) => checkCardIdentifier(text, pattern),
    pack: { id: 'cardIdentifier', pattern: cardIdentifierPattern },
    shape: { zh: '应为 32 位十六进制数', en: '32 hexadecimal digits are expected' },
    good: {
      zh: '格式正确；前六位为发卡地区',
      en: 'the shape is right; the first six are the issuing region',
    },
  },
  bankCard: {
    rule: '1',
    check: (text, _today, pattern) => checkBankCardNumber(text, pattern),
    pack: { id: 'bankCardNumber', pattern: bankCardPattern },
    shape: { zh: '应为 16 至 19 位数字', en: '16 to 19 digits are expected' },
    good: digitRight,
  },
};

function wordsOf({ shape, good, faults, pack }: Validator, answer: NumberCheck, pattern?: string): Words {
  if (answer.result === 'good') return good;
  // Our words tell our shape; a pack that has another one tells it by its pattern only.
  if (answer.reason === 'shape') return pattern === pack?.pattern ? shape : packShape;
  return faults?.[answer.reason] ?? faultWords[answer.reason];
}

/**
 * What can be said about a number of a kind, in words, with the rule it comes from (A5). Spaces that people write into numbers do not count;
 * letters must be capitals as in the rule. `today` (yyyy-mm-dd, Shanghai) resolves two-digit years. Shapes that are policy come from the rule
 * pack's `identifiers`, so they change without a release. For a 统一社会信用代码 the two causes of "未查询到信息" are told apart (1.15).
 */
export function explainNumber(
  kind: IdentifierKind,
  text: string,
  today: string,
  identifiers: readonly { readonly id: string; readonly pattern: string }[],
): IdentifierAnswer {
  const validator = validators[kind];
  const { pack } = validator;
  const pattern = pack && (identifiers.find(({ id }) => id === pack.id)?.pattern ?? pack.pattern);
  const answer = validator.check(text.replace(/\s/g, ''), today, pattern);
  return { kind, result: answer.result, rule: validator.rule, ...wordsOf(validator, answer, pattern) };
}
