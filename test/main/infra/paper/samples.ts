import { createCanvas } from '@napi-rs/canvas';
import type { CardData } from '../../../../main/contract/cards.ts';
import type { ClosedDay, DayPeople, LedgerRow } from '../../../../main/contract/day.ts';
import type { NoticeContent, SlipContent } from '../../../../main/domain/papers/noticeContent.ts';
import { shippedPhotoRules } from '../../helpers/shippedPacks.ts';

/** A drawn head, plainly nobody, as a JPEG of the size upstream sends. */
export function samplePhoto(): string {
  const canvas = createCanvas(358, 441);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, 358, 441);
  context.fillStyle = '#4a6a8c';
  context.beginPath();
  context.ellipse(179, 460, 150, 150, 0, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = '#d9b08c';
  context.beginPath();
  context.ellipse(179, 200, 95, 125, 0, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = '#4a382b';
  context.beginPath();
  context.ellipse(179, 110, 98, 60, 0, Math.PI, Math.PI * 2);
  context.fill();
  return canvas.toBuffer('image/jpeg', 80).toString('base64');
}

export const faceOptions = (training = false) => ({ training, photo: shippedPhotoRules().card });

export const sampleCard = (changes: Partial<CardData> = {}): CardData => ({
  batch: 'B20261124001',
  cardNumber: 'B00000019',
  socialSecurityNumber: 'DEU0X00000017',
  name: 'SPECIMEN, ANNA MARIA',
  name50: 'SPECIMEN ANNA MARIA',
  sex: 'F',
  birthDate: '1984-08-12',
  nationality: 'DEU',
  documentNumber: 'X00000017',
  permitNumber: '1000000000000001',
  category: 'B',
  issueDate: '2026-11-24',
  validUntil: '2036-11-23',
  bankName: '样例银行',
  photo: samplePhoto(),
  ...changes,
});

export const sampleNotice = (changes: Partial<NoticeContent> = {}): NoticeContent => ({
  kind: 'supplement',
  number: 'SZ50-BZ-2026-000001',
  title: { zh: '补正材料一次性告知书', en: 'Notice of documents to be supplied' },
  station: { zh: '样例区政务服务中心 50 号窗口', en: 'Sample District Service Centre, window 50' },
  authority: { zh: '样例市外国人来华工作管理部门', en: 'Sample City foreign work authority' },
  caseNumber: 'SZ50-2026-000123',
  applicant: 'ŁUKASZ ÖZGÜR ŞPECİMEN',
  permitNumber: '1000 0000 0000 0001',
  passportTail: '0017',
  employer: '样例科技（深圳）有限公司 Sample Technology (Shenzhen) Co., Ltd.',
  matter: {
    zh: '外国人来华工作许可（境外，90 日以上）原件核验',
    en: 'Check of originals, work permit from abroad, over 90 days',
  },
  legalBasis: {
    zh: '《中华人民共和国行政许可法》第三十二条',
    en: 'Administrative Licensing Law of the People’s Republic of China, article 32',
  },
  receivedAt: '2026-11-24T01:20:00.000Z',
  issuedOn: '2026-11-24',
  issuedAt: '2026-11-24T01:41:00.000Z',
  officer: '李敏',
  items: ['聘用合同', '最高学位证书', '无犯罪记录证明', '体检证明'].map((title, index) => ({
    title: {
      zh: title,
      en:
        ['Employment contract', 'Highest degree', 'No criminal record certificate', 'Medical certificate'][
          index
        ] ?? '',
    },
    reason: {
      zh: `第 ${index + 1} 项：原件未出示，或出具日期超过 6 个月，须提供有效原件。`,
      en: `Item ${index + 1}: the original was not shown or is older than 6 months; a valid original is needed.`,
    },
    clause: { zh: `服务指南 第 ${index + 4} 条`, en: `Service guide, article ${index + 4}` },
  })),
  paragraphs: [
    {
      zh: '请在备齐上列全部材料后到本窗口继续办理，无需重新取号。本告知书已一次性列明需要补正的全部内容。',
      en: 'Please come back to this window with everything listed above. This notice lists, once and for all, everything that has to be supplied.',
    },
    {
      zh: '逾期不告知的，自收到申请材料之日起即为受理。',
      en: 'If gaps are not told within the legal time, the application counts as accepted from the day of receipt.',
    },
  ],
  pending: false,
  training: false,
  code: '4f3a91c7',
  ...changes,
});

export const sampleSlip = (changes: Partial<SlipContent> = {}): SlipContent => ({
  language: 'en',
  caseNumber: 'SZ50-2026-000123',
  ticket: null,
  qr: 'ZKSLIP:1:SZ50-2026-000123:4f3a91c7',
  station: { zh: '样例区政务服务中心', en: 'Sample District Service Centre' },
  window: { zh: '二楼 50 号窗口', en: 'Window 50, second floor' },
  text: [
    {
      zh: '护照需由工作人员核对，请携带护照和本单到窗口。',
      en: 'A clerk has to look at your passport. Please take it and this slip to the window.',
    },
    { zh: '无需重新填写任何内容。', en: 'You do not have to enter anything again.' },
  ],
  issuedAt: '2026-11-24T02:05:00.000Z',
  training: false,
  ...changes,
});

function sampleLedger(rows: number): LedgerRow[] {
  const kinds = [
    ['case.opened', ''],
    ['case.ended', 'accepted'],
    ['stock.moved', 'hopper→used'],
    ['card.visualOk', 'ok'],
    ['card.reported', 'ok'],
    ['card.handedOver', 'ok'],
  ] as const;
  return Array.from({ length: rows }, (_, index) => {
    const [kind, outcome] = kinds[index % kinds.length] ?? kinds[0];
    const minute = Math.floor((index * 480) / rows);
    const card = kind.startsWith('card');
    return {
      at: new Date(Date.UTC(2026, 10, 24, 1, minute)).toISOString(),
      kind,
      caseNumber: `SZ50-2026-${String(100 + Math.floor(index / kinds.length)).padStart(6, '0')}`,
      cardTail: card || kind === 'stock.moved' ? String(1000 + index) : '',
      cardNumber: card ? `B${String(index).padStart(8, '0')}` : '',
      outcome,
      by: index % 2 === 0 ? '李敏' : '王强',
    };
  });
}

export const sampleDay = (rows = 90): ClosedDay => ({
  date: '2026-11-24',
  closedAt: '2026-11-24T09:45:00.000Z',
  signatures: [
    { staff: '李敏', userName: 'limin', at: '2026-11-24T09:44:10.000Z' },
    { staff: '陈主管', userName: 'chen', at: '2026-11-24T09:45:00.000Z' },
  ],
  chainHead: 'a3f1c2d4'.repeat(8),
  rowCount: rows,
  csvHash: '0b1c2d3e'.repeat(8),
  reasons: { 'notCollected:1': '持卡人电话告知次日上午来领取，卡片存放于 3 号柜。' },
  figures: {
    date: '2026-11-24',
    stationId: 'SZ50',
    stock: [
      {
        bank: '样例银行',
        vendor: '样例卡商',
        cardClass: 'standard',
        opening: 40,
        received: 20,
        used: 17,
        wasted: 1,
        returned: 0,
        closing: 42,
        counted: 42,
        unresolved: 0,
      },
      {
        bank: '第二样例银行',
        vendor: '卡商乙',
        cardClass: 'standard',
        opening: 10,
        received: 0,
        used: 1,
        wasted: 0,
        returned: 0,
        closing: 9,
        counted: 8,
        unresolved: 1,
      },
    ],
    identities: [
      {
        id: '11.1',
        zh: '库存：日初 + 入库 − 使用 − 废卡 − 退回 = 日末',
        en: 'Stock: opening + received − used − wasted − returned = closing',
        left: 42,
        right: 42,
        holds: true,
        open: false,
      },
      { id: '11.1', zh: '库存实盘', en: 'Stock as counted', left: 9, right: 8, holds: false, open: false },
      {
        id: '11.5',
        zh: '本地与上级系统两向核对',
        en: 'Local and upstream, both directions',
        left: 17,
        right: 0,
        holds: false,
        open: true,
      },
    ],
    cases: { carried: 3, received: 31, accepted: 26, supplement: 4, notNeeded: 1, notOurs: 1, open: 2 },
    cards: {
      started: 18,
      visualOk: 17,
      reported: 17,
      enabled: 16,
      handedOver: 15,
      retained: 1,
      wasted: 1,
      open: 2,
    },
    queue: { openAtStart: 2, created: 96, acknowledged: 93, open: 5 },
    exceptions: [
      {
        key: 'stockDifference:2',
        kind: 'stockDifference',
        risk: 'high',
        zh: '第二样例银行 · 卡商乙：实盘少 1 张',
        en: 'Second sample bank: one card less than expected',
        owner: '李敏',
        since: '2026-11-24T09:30:00.000Z',
        caseId: null,
        jobId: null,
        needsReason: true,
      },
      {
        key: 'notCollected:1',
        kind: 'notCollected',
        risk: 'medium',
        zh: '已启用未领卡 SZ50-2026-000104',
        en: 'Enabled, not collected: SZ50-2026-000104',
        owner: '王强',
        since: '2026-11-24T06:10:00.000Z',
        caseId: null,
        jobId: null,
        needsReason: true,
      },
      {
        key: 'waitingRow:1',
        kind: 'waitingRow',
        risk: 'low',
        zh: '待上报 5 行',
        en: '5 rows wait to be sent',
        owner: '系统 system',
        since: '2026-11-24T08:59:00.000Z',
        caseId: null,
        jobId: null,
        needsReason: false,
      },
    ],
    ledger: sampleLedger(rows),
  },
});

export const samplePeople: DayPeople = {
  arrivals: 29,
  served: 24,
  skipped: 2,
  transferred: 1,
  open: 2,
  medianWaitMinutes: 11,
  longestWaitMinutes: 43,
  medianServiceMinutes: 17,
  longestServiceMinutes: null,
  perHour: [4, 9, 7, 0, 0, 6, 3].map((arrivals, index) => ({ hour: 9 + index, arrivals })),
};

/** A day that was closed since people are counted; `sampleDay` is one from before. */
export const sampleDayWithPeople = (rows = 90): ClosedDay => {
  const day = sampleDay(rows);
  return { ...day, figures: { ...day.figures, people: samplePeople } };
};
