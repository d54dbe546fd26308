import type { PermitRecord } from '../contract/permit.ts';
import { seededRandom } from './seededRandom.ts';

// People that nobody is: names of made-up syllables, numbers that begin with TEST. A million of them, the same ones from the same seed.

const syllables =
  'BA BE BO DA DI DO FA FE GO GU HA HE JA JO KA KE KO LA LE LI LO MA ME MI NA NE NO PA PE RA RE RI RO SA SE SO TA TE TI VA VE WO ZA ZE'.split(
    ' ',
  );
const family = ['MÜLLER', 'MUELLER', 'Mueller', 'ØSTBØ', 'ÅGREN', 'NÚÑEZ', 'STRAẞE'];
const chinese = Array.from('例示样试演练假拟虚构范本甲乙丙丁');
const countries = ['DEU', 'FRA', 'GBR', 'USA', 'JPN', 'KOR', 'IND', 'BRA', 'NOR', 'ESP', 'ZAF', 'MYS'];
const positions = ['工程师 Engineer', '教师 Teacher', '经理 Manager', '研究员 Researcher', '厨师 Chef'];

/** The permit number of the record with that index: they ascend, as a ministry gives them. */
export const numberOf = (index: number): string => `TEST${String(index).padStart(12, '0')}`;

/** One record by its index. `version` changes what an upstream may change. */
export function madePermit(index: number, seed = 1, version = 0): PermitRecord {
  const random = seededRandom(seed * 1_000_003 + index);
  const pick = <Value>(from: readonly Value[]): Value => from[Math.floor(random() * from.length)] as Value;
  const digits = (count: number): string =>
    Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
  const word = (count: number): string => Array.from({ length: count }, () => pick(syllables)).join('');
  const kind = random();
  const isChinese = kind > 0.97;
  const year = 2021 + Math.floor(random() * 5);
  const day = `${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`;
  return {
    permitNumber: numberOf(index),
    fileNumber: `TF${digits(10)}`,
    category: pick(['A', 'B', 'C'] as const),
    businessType: pick(['OVERSEAS', 'DOMESTIC', 'EXTEND', 'CHANGE'] as const),
    status: random() < 0.3 ? pick(['cancelled', 'suspended'] as const) : 'valid',
    employer: { uscc: `91440300TEST${digits(6)}`, name: `示例${word(2)}有限公司` },
    place: '深圳市南山区 Nanshan, Shenzhen',
    position: pick(positions),
    termMonths: pick([12, 24, 60]),
    approvalDate: `${year}-${day}`,
    submissionDate: `${year - 1}-12-20`,
    validFrom: `${year}-${day}`,
    validTo: `${year + 2 + version}-${day}`,
    holder: {
      familyName: isChinese ? pick(chinese) : kind > 0.95 ? pick(family) : word(2 + Math.floor(random() * 2)),
      givenNames: isChinese ? `${pick(chinese)}${pick(chinese)}` : `${word(2)} ${word(2)}`,
      sex: pick(['M', 'F'] as const),
      birthDate: `${1960 + Math.floor(random() * 45)}-${day}`,
      nationality: pick(countries),
      passportNumber: `X${digits(9)}`,
      passportExpiry: `${year + 6}-${day}`,
    },
    documents: [
      { code: 'DEGREE', issueDate: `${year - 8}-07-01`, authType: 'apostille', authCountry: pick(countries) },
      { code: 'CONTRACT', effectiveDate: `${year}-${day}` },
    ],
    familyMembers: Math.floor(random() * 3),
    photoReceipt: random() < 0.8 ? `TR${digits(10)}` : null,
    insured: random() < 0.9,
  };
}

/**
 * Indexes in the order in which a feed tells them: by number, but every fifth record was changed later and stands at another place. Passport
 * numbers are in no order at all.
 */
export function feedOrder(count: number, seed = 1): Uint32Array {
  const order = new Uint32Array(count).map((_, index) => index);
  const random = seededRandom(seed);
  for (let at = 0; at < count; at += 5) {
    const other = Math.floor((random() * count) / 5) * 5;
    const [one, two] = [order[at] ?? 0, order[other] ?? 0];
    order[at] = two;
    order[other] = one;
  }
  return order;
}
