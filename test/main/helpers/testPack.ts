import { situation } from '../../../main/contract/caseFacts.ts';
import { rulePack, type RulePack } from '../../../main/domain/rules/rulePack.ts';

const both = (zh: string, en: string): { zh: string; en: string } => ({ zh, en });
const notice = (series: string, zh: string, en: string): RulePack['notices']['acceptance'] => ({
  title: both(zh, en),
  series,
  legalBasis: both('测试依据', 'Test basis'),
  paragraphs: [both('测试正文', 'Test text')],
});
const ruled = { tag: 'policy', clause: both('测试条款', 'Test clause') } as const;

/** A small pack of its own, so that tests do not change when the real ones do. */
export const testPack: RulePack = rulePack.parse({
  format: 2,
  version: '440300-2026.09',
  name: both('测试规则包', 'Test pack'),
  region: '440300',
  effectiveFrom: '2026-09-01',
  cardIntegrationDate: '2024-12-01',
  permitQr: [
    {
      id: 'training',
      prefix: 'ZKT1:',
      pattern: '^ZKT1:(?<permit>[0-9A-Z]{6,32})$',
      trainingOnly: true,
    },
  ],
  situations: Object.fromEntries(situation.options.map((name) => [name, both(name, name)])),
  businessTypes: [
    {
      type: 'OVERSEAS',
      title: both('境外', 'From abroad'),
      ruleId: '4.10',
      ...ruled,
      handledAt: 'window',
      exemptions: [{ category: 'C', ruleId: '4.10', ...ruled }],
      documents: [
        {
          code: 'DEGREE',
          title: both('学历证明', 'Degree'),
          requirement: 'original',
          ruleId: '4.3',
          ...ruled,
        },
        {
          code: 'PASSPORT',
          title: both('护照', 'Passport'),
          requirement: 'original',
          ruleId: '4.7',
          ...ruled,
          dateRules: [
            { rule: '5.9', kind: 'notExpired', field: 'passportExpiry', limit: 0, reference: 'window' },
          ],
        },
      ],
    },
  ],
  removed: [],
  timing: [],
  transition: [],
  apostille: {
    ruleId: '4.32',
    inForceFrom: '2023-11-07',
    clause: both('测试条款', 'Test clause'),
    sources: {},
    states: [],
  },
  identifiers: [],
  offices: [],
  legalClock: { workingDays: 5, countReceiptDay: false },
  calendar: { coversUntil: '2027-12-31', holidays: ['2027-01-01'], makeUpDays: [] },
  uninsuredMayGetCard: true,
  photo: {
    permit: {
      maxBytes: 1_048_576,
      minWidth: 354,
      minHeight: 472,
      maxMonths: 6,
      producedMaxBytes: 1_000_000,
      ruleId: '7.1',
      ...ruled,
    },
    card: {
      width: 358,
      height: 441,
      bytes: { low: 14_336, high: 40_960 },
      quality: 70,
      faceWidth: { low: 179, high: 255 },
      hairTop: { low: 7, high: 21 },
      eyeX: { low: 162, high: 196 },
      minEyeFromBottom: 207,
      ruleId: '7.3',
      ...ruled,
      age: null,
    },
    chip: { maxBytes: 4096, ruleId: '7.2', ...ruled },
  },
  notices: {
    acceptance: notice('SL', '受理通知书', 'Acceptance'),
    supplement: notice('BZ', '补正告知书', 'Supplement'),
    notNeeded: notice('BX', '不需许可告知书', 'No permit needed'),
    notOurs: notice('BY', '不予受理通知书', 'Not ours'),
  },
  windowAddress: both('测试地址', 'Test address'),
});
