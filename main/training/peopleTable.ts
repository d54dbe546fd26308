import type { Appearance } from './drawPortrait.ts';

/** How a sample person is out of the ordinary; each is one thing a clerk has to notice. */
export type Peculiarity =
  | 'none'
  | 'birthDateDiffers'
  | 'passportExpired'
  | 'permitCancelled'
  | 'unknownUpstream'
  | 'noPhotoReceipt'
  | 'contractOutsideWindow';

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

const drawn = (
  skin: string,
  hair: string,
  hairStyle: Appearance['hairStyle'],
  jacket: string,
  extra: Pick<Appearance, 'glasses' | 'beard'> = {},
): Appearance => ({ skin, hair, hairStyle, jacket, shirt: '#f4f6f8', ...extra });

type Fixed = Omit<PersonRow, 'peculiarity' | 'family'> & Partial<Pick<PersonRow, 'peculiarity' | 'family'>>;

const rows: readonly Fixed[] = [
  {
    id: 'anna',
    familyName: 'SPECIMEN',
    givenNames: 'ANNA MARIA',
    sex: 'F',
    nationality: 'DEU',
    birthDate: '1988-03-14',
    passportNumber: 'C0TEST001',
    category: 'B',
    employer: 0,
    position: '质量工程师',
    hintZh: '一切相符',
    hintEn: 'Everything matches',
    appearance: drawn('#f0c9a8', '#6b4423', 'long', '#2f4858'),
  },
  {
    id: 'karl',
    familyName: 'MUSTERMANN-BEISPIEL',
    givenNames: 'KARL-HEINZ',
    sex: 'M',
    nationality: 'DEU',
    birthDate: '1975-11-02',
    passportNumber: 'C0TEST002',
    category: 'A',
    employer: 3,
    position: '总工程师',
    family: 2,
    hintZh: '姓名带连字符；有随行家属',
    hintEn: 'Hyphens in the name; family accompanies',
    appearance: drawn('#e3ac80', '#6f6a64', 'bald', '#44484f', { glasses: true }),
  },
  {
    id: 'sean',
    familyName: "O'SPECIMEN",
    givenNames: 'SEAN PATRICK',
    sex: 'M',
    nationality: 'CAN',
    birthDate: '1990-07-21',
    passportNumber: 'TEST00003',
    category: 'B',
    employer: 2,
    position: '英语教师',
    hintZh: '姓名带撇号',
    hintEn: 'An apostrophe in the name',
    appearance: drawn('#f2d0b0', '#a4552a', 'short', '#3f5d46', { beard: true }),
  },
  {
    id: 'mysal',
    familyName: 'MYSALBERDI',
    givenNames: '',
    sex: 'M',
    nationality: 'TKM',
    birthDate: '1995-01-30',
    passportNumber: 'A0TEST04',
    category: 'C',
    employer: 3,
    position: '外派技术员',
    hintZh: '姓名只有一个部分；护照号 8 位',
    hintEn: 'One name only; a passport number of 8',
    appearance: drawn('#d9a374', '#221a16', 'short', '#394867'),
  },
  {
    id: 'aygul',
    familyName: 'MYSALOVA',
    givenNames: 'AYGUL SPECIMEN',
    sex: 'F',
    nationality: 'TKM',
    birthDate: '1992-09-09',
    passportNumber: 'A0TEST05',
    category: 'B',
    employer: 1,
    position: '数据分析师',
    hintZh: '一切相符（领事认证）',
    hintEn: 'Everything matches (consular authentication)',
    appearance: drawn('#e0b088', '#1f1713', 'bun', '#a2543f'),
  },
  {
    id: 'jane',
    familyName: 'DOE-SPECIMEN',
    givenNames: 'JANE Q',
    sex: 'F',
    nationality: 'USA',
    birthDate: '1984-12-05',
    passportNumber: '000TEST06',
    category: 'A',
    employer: 1,
    position: '首席架构师',
    hintZh: '一切相符',
    hintEn: 'Everything matches',
    appearance: drawn('#8d5b3a', '#1c1410', 'curly', '#7a3e48'),
  },
  {
    id: 'esperanza',
    familyName: 'EJEMPLO DE LA MUESTRA Y FORMULARIO DE LAS PRUEBAS GENERALES',
    givenNames: 'MARIA DEL CARMEN ESPERANZA GUADALUPE CONCEPCION INMACULADA',
    sex: 'F',
    nationality: 'ESP',
    birthDate: '1979-05-18',
    passportNumber: 'TST000007',
    category: 'B',
    employer: 2,
    position: '西班牙语教师',
    hintZh: '姓名很长：护照机读区已截断',
    hintEn: 'A very long name, cut in the machine-readable zone',
    appearance: drawn('#e6b893', '#3a2a20', 'bob', '#5b4a7a'),
  },
  {
    id: 'gokce',
    familyName: 'ÖRNEKOĞLU',
    givenNames: 'GÖKÇE ŞÜKRAN',
    sex: 'F',
    nationality: 'TUR',
    birthDate: '1987-08-27',
    passportNumber: 'U0TEST008',
    category: 'B',
    employer: 0,
    position: '供应链经理',
    hintZh: '姓名带变音符号：机读区为转写',
    hintEn: 'Diacritics, transliterated in the zone',
    appearance: drawn('#ecc29c', '#2b1d15', 'long', '#356a6a', { glasses: true }),
  },
  {
    id: 'john',
    familyName: 'SAMPLE',
    givenNames: 'JOHN ARTHUR',
    sex: 'M',
    nationality: 'USA',
    birthDate: '1981-06-12',
    passportNumber: '000TEST09',
    category: 'B',
    employer: 1,
    position: '软件工程师',
    peculiarity: 'birthDateDiffers',
    hintZh: '出生日期与许可信息不一致',
    hintEn: 'The birth date differs from the permit record',
    appearance: drawn('#f0c39e', '#4a3a2c', 'short', '#2f4858', { glasses: true }),
  },
  {
    id: 'marie',
    familyName: 'EXEMPLE-SPECIMEN',
    givenNames: 'MARIE CLAIRE',
    sex: 'F',
    nationality: 'CAN',
    birthDate: '1993-02-28',
    passportNumber: 'TEST00010',
    category: 'B',
    employer: 2,
    position: '法语教师',
    peculiarity: 'passportExpired',
    hintZh: '护照已过期',
    hintEn: 'The passport has expired',
    appearance: drawn('#f2d3b8', '#c98d3f', 'bob', '#6a4c6e'),
  },
  {
    id: 'hans',
    familyName: 'ERLOSCHEN-MUSTER',
    givenNames: 'HANS',
    sex: 'M',
    nationality: 'DEU',
    birthDate: '1970-10-10',
    passportNumber: 'C0TEST011',
    category: 'A',
    employer: 0,
    position: '技术顾问',
    peculiarity: 'permitCancelled',
    hintZh: '许可已注销',
    hintEn: 'The permit is cancelled',
    appearance: drawn('#ecc4a4', '#8a8a88', 'short', '#4b4f3f'),
  },
  {
    id: 'nobody',
    familyName: 'UNKNOWN-SPECIMEN',
    givenNames: 'NEMO',
    sex: 'X',
    nationality: 'USA',
    birthDate: '1999-04-01',
    passportNumber: '000TEST12',
    category: 'C',
    employer: 3,
    position: '—',
    peculiarity: 'unknownUpstream',
    hintZh: '上级系统没有此许可',
    hintEn: 'Upstream does not know the permit',
    appearance: drawn('#c98a5c', '#2a2a2a', 'curly', '#555b66'),
  },
  {
    id: 'taro',
    familyName: 'MIHON',
    givenNames: 'TARO',
    sex: 'M',
    nationality: 'JPN',
    birthDate: '1986-11-23',
    passportNumber: 'TT0000013',
    category: 'B',
    employer: 0,
    position: '工艺工程师',
    peculiarity: 'noPhotoReceipt',
    hintZh: '没有社保卡相片回执',
    hintEn: 'No photo receipt for the card',
    appearance: drawn('#f0cda6', '#17130f', 'short', '#31405e'),
  },
  {
    id: 'ada',
    familyName: 'PROBE',
    givenNames: 'ADA LOVELACE',
    sex: 'F',
    nationality: 'GBR',
    birthDate: '1991-12-10',
    passportNumber: '000000014',
    category: 'B',
    employer: 1,
    position: '算法工程师',
    peculiarity: 'contractOutsideWindow',
    hintZh: '合同生效日超出提交申请后 90 天',
    hintEn: 'The contract starts more than 90 days after submission',
    appearance: drawn('#f4d8c2', '#5c3a24', 'bun', '#7b5b3a'),
  },
];

/** Obviously fictitious people with real country codes (design 10, domain-rules 14.4). */
export const peopleTable: readonly PersonRow[] = rows.map((row) => ({
  peculiarity: 'none',
  family: 0,
  ...row,
}));
