import type { DayException, ExceptionKind } from '../../contract/day.ts';

interface Kind {
  readonly risk: DayException['risk'];
  readonly zh: string;
  readonly en: string;
  readonly needsReason: boolean;
}

/** What each exception means and whether the day can close without a word on it (domain-rules 11: zero differences or a reason each). */
export const exceptionKinds: Readonly<Record<ExceptionKind, Kind>> = {
  conflict: { risk: 'high', zh: '上级记录与本站冲突', en: 'Upstream record is not ours', needsReason: true },
  unknownStep: { risk: 'high', zh: '步骤结果未知', en: 'Outcome of a step is unknown', needsReason: true },
  feeWithoutCard: {
    risk: 'medium',
    zh: '已收费未制卡',
    en: 'Paid, no card made',
    needsReason: true,
  },
  cardWithoutFee: {
    risk: 'high',
    zh: '已制卡未收费',
    en: 'Card made, fee not paid',
    needsReason: true,
  },
  matchDiffers: { risk: 'high', zh: '三方核对不符', en: 'The three books differ', needsReason: true },
  dayUnsigned: { risk: 'high', zh: '往日未签字', en: 'An earlier day is not signed', needsReason: true },
  cabinetOpened: {
    risk: 'high',
    zh: '机柜被打开未核实',
    en: 'Cabinet opening not settled',
    needsReason: true,
  },
  recordsAltered: {
    risk: 'high',
    zh: '数据被改动、移除或回退',
    en: 'Records were altered, removed or rolled back',
    needsReason: true,
  },
  notCounted: { risk: 'high', zh: '当日未盲点', en: 'The blanks were not counted', needsReason: true },
  identityDiffers: { risk: 'high', zh: '恒等式不成立', en: 'An identity does not hold', needsReason: true },
  stockDifference: { risk: 'high', zh: '库存差异', en: 'Stock difference', needsReason: true },
  discrepancyOpen: {
    risk: 'high',
    zh: '计数差异未了结',
    en: 'A counted difference is open',
    needsReason: true,
  },
  deskNotReturned: {
    risk: 'medium',
    zh: '窗口空白卡未退回',
    en: 'Blanks of a desk not returned',
    needsReason: true,
  },
  wasteWaiting: {
    risk: 'low',
    zh: '废卡待销毁',
    en: 'Waste waits for its destruction',
    needsReason: false,
  },
  madeNotReported: { risk: 'high', zh: '已制卡未回盘', en: 'Made, not reported', needsReason: true },
  upstreamOnly: { risk: 'high', zh: '仅上级有记录', en: 'Only upstream has it', needsReason: true },
  localOnly: { risk: 'high', zh: '仅本站有记录', en: 'Only this station has it', needsReason: true },
  reportedNotEnabled: { risk: 'high', zh: '已回盘未启用', en: 'Reported, not enabled', needsReason: true },
  refusedRow: { risk: 'high', zh: '上级退回', en: 'Refused upstream', needsReason: true },
  unresolvedBlank: {
    risk: 'medium',
    zh: '已进卡未定',
    en: 'Fed blank without an outcome',
    needsReason: true,
  },
  handOverUnmatched: {
    risk: 'high',
    zh: '领卡与签收不符',
    en: 'Hand-over and receipt do not match',
    needsReason: true,
  },
  ratingUnmatched: {
    risk: 'medium',
    zh: '评价与上报行不符',
    en: 'Rating and row do not match',
    needsReason: true,
  },
  recallOpen: {
    risk: 'high',
    zh: '文书或卡片待追回',
    en: 'Paper or card to be fetched back',
    needsReason: true,
  },
  passportNotHandedBack: {
    risk: 'high',
    zh: '护照未退还',
    en: 'Passport not handed back',
    needsReason: true,
  },
  clockBreached: { risk: 'high', zh: '超过法定时限', en: 'Legal time limit is over', needsReason: true },
  clockNear: { risk: 'medium', zh: '临近法定时限', en: 'Legal time limit is near', needsReason: false },
  notCollected: { risk: 'medium', zh: '待领卡', en: 'Waiting for collection', needsReason: false },
  fetchedAhead: {
    risk: 'low',
    zh: '预取卡资料未用',
    en: 'Card fetched ahead and not used',
    needsReason: false,
  },
  cardMissing: {
    risk: 'high',
    zh: '已启用的卡去向不明',
    en: 'Enabled card not to be found',
    needsReason: true,
  },
  retainedCard: {
    risk: 'medium',
    zh: '吞卡待领（在废卡盒）',
    en: 'Not taken, waits in the reject box',
    needsReason: false,
  },
  waitingRow: { risk: 'low', zh: '待上报', en: 'Waiting to be sent', needsReason: false },
  noticeUnconfirmed: {
    risk: 'low',
    zh: '文书待上级确认',
    en: 'Notice not confirmed upstream',
    needsReason: false,
  },
};
