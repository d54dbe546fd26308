import type { Appearance } from './drawPortrait.ts';

/** How a sample person is out of the ordinary; each is one thing a clerk has to notice. */
export type Peculiarity =
  | 'none'
  | 'birthDateDiffers'
  | 'passportExpired'
  | 'permitCancelled'
  | 'unknownUpstream'
  | 'noPhotoReceipt'
  | 'contractOutsideWindow'
  | 'recordIncomplete';

export interface PersonRow {
  readonly id: string;
  /** Passport form, in Latin letters. */
  readonly familyName: string;
  readonly givenNames: string;
  readonly sex: 'M' | 'F' | 'X';
  /** ISO alpha-3. */
  readonly nationality: string;
  readonly birthDate: string;
  readonly passportNumber: string;
  readonly category: 'A' | 'B' | 'C';
  readonly employer: 0 | 1 | 2 | 3;
  readonly position: string;
  readonly family: number;
  readonly peculiarity: Peculiarity;
  readonly hintZh: string;
  readonly hintEn: string;
  readonly appearance: Appearance;
}

/** Fictitious employers; unified social credit codes with right check digits (domain-rules 1, L8). */
export const employers = [
  { uscc: '91440300MA5TRAX15J', name: '深圳样例精密仪器有限公司' },
  { uscc: '91440300MA5TRAX23D', name: '深圳培训示范软件有限公司' },
  { uscc: '91440300MA5TRAX318', name: '深圳范本国际学校' },
  { uscc: '91440300MA5TRAX4X0', name: '粤港样本工程技术（深圳）有限公司' },
] as const;
