import type { RowKind } from '../../contract/sync.ts';
import type { Bilingual } from './noticeContent.ts';

/** What a queued row reports, as a paper says it; the screens have the same words (renderer/i18n). */
export const rowKindWords = {
  'case.opened': { zh: '办件登记', en: 'Case opened' },
  'case.decided': { zh: '核验结论', en: 'Decision' },
  'notice.issued': { zh: '文书', en: 'Paper' },
  'notice.withdrawn': { zh: '文书撤销', en: 'Withdrawn paper' },
  'card.report': { zh: '制卡上报', en: 'Card report' },
  'card.enable': { zh: '卡片启用', en: 'Card enable' },
  'card.handOver': { zh: '领取登记', en: 'Hand-over' },
  'card.wasted': { zh: '废卡', en: 'Wasted card' },
  'card.loss': { zh: '原卡挂失/注销', en: 'Loss or end of an old card' },
  'fee.paid': { zh: '工本费收取', en: 'Fee taken' },
  'fee.refunded': { zh: '工本费退还', en: 'Fee given back' },
  'stock.moved': { zh: '库存变动', en: 'Stock move' },
  'day.closed': { zh: '日终', en: 'Day close' },
  'day.overridden': { zh: '未关闭即开启次日', en: 'Day overridden' },
  'rating.given': { zh: '评价', en: 'Rating' },
  'row.withdrawn': { zh: '撤回上报', en: 'Report withdrawn' },
} as const satisfies Record<RowKind, Bilingual>;
