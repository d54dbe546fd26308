import type { ComparedField } from '../../contract/cases.ts';
import type { Bilingual } from '../papers/noticeContent.ts';

const names: Readonly<Record<ComparedField, Bilingual>> = {
  passportNumber: { zh: '护照号码', en: 'passport number' },
  name: { zh: '姓名', en: 'name' },
  nationality: { zh: '国籍', en: 'nationality' },
  birthDate: { zh: '出生日期', en: 'date of birth' },
  sex: { zh: '性别', en: 'sex' },
  passportExpiry: { zh: '护照有效期', en: 'passport expiry date' },
  visaNumber: { zh: '签证号码', en: 'visa number' },
  idCardNumber: { zh: '永久居留身份证号码', en: 'resident card number' },
  permitStatus: { zh: '许可状态', en: 'permit status' },
};

/** Compared fields in words, for papers. */
export function namesOfFields(fields: readonly ComparedField[]): Bilingual {
  return {
    zh: fields.map((field) => names[field].zh).join('、'),
    en: fields.map((field) => names[field].en).join(', '),
  };
}

/** Values of the error `passportDiffers`: both languages for people, the codes for programs. */
export function differsDetail(fields: readonly ComparedField[]): { field: string; fields: string } {
  const { zh, en } = namesOfFields(fields);
  return { field: `${zh} ${en}`, fields: fields.join(',') };
}
