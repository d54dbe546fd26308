/** Words of the figures of a day, in both languages; a word that is not known here is shown as it is stored. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}
type Book = Readonly<Record<string, Words>>;

const of = (book: Book, stored: string): Words => book[stored] ?? { zh: stored, en: '' };
/** `锁定 lock`: one after the other. */
export const both = ({ zh, en }: Words): string => (en === '' ? zh : `${zh} ${en}`);

/** Steps of a card, in the words of the card screen. */
const steps: Book = {
  lock: { zh: '锁定并取号', en: 'lock and number' },
  face: { zh: '核对卡面', en: 'check the face' },
  feed: { zh: '取空白卡', en: 'feed blank' },
  readBlank: { zh: '读卡识别', en: 'read blank' },
  writeChip: { zh: '写芯片', en: 'write chip' },
  certify: { zh: '密钥与证书', en: 'key and certificate' },
  readBack: { zh: '回读核对', en: 'read back' },
  print: { zh: '打印卡面', en: 'print face' },
  visual: { zh: '目视检查', en: 'check by eye' },
  report: { zh: '制卡上报', en: 'report card' },
  enable: { zh: '启用', en: 'enable' },
  handOver: { zh: '领取登记', en: 'hand over' },
  reject: { zh: '送入废卡盒', en: 'to reject box' },
};
export const stepWords = (step: string): Words => of(steps, step);

const waste: Book = {
  chipDead: { zh: '芯片无应答', en: 'chip does not answer' },
  printFault: { zh: '打印瑕疵', en: 'print fault' },
  printNotAccepted: { zh: '持卡人不接受', en: 'not accepted' },
  jam: { zh: '卡卡', en: 'jam' },
  readBackDiffers: { zh: '回读不一致', en: 'read-back differs' },
  otherCardExists: { zh: '另有有效卡', en: 'another card counts' },
  other: { zh: '其他', en: 'other' },
};
export const wasteWords = (reason: string): Words => of(waste, reason);

const corrections: Book = {
  receipt: { zh: '迟到的回执', en: 'late receipt' },
  refusal: { zh: '迟到的拒绝', en: 'late refusal' },
  conflict: { zh: '上级另有记录', en: 'conflict' },
  books: { zh: '上级账面', en: 'books upstream' },
};
export const correctionWords = (kind: string): Words => of(corrections, kind);

const overrides: Book = {
  offlineMorning: { zh: '断网清晨，一次宽限', en: 'grace of one offline morning' },
  twoPeople: { zh: '两人决定', en: 'by two people' },
};
export const overrideWords = (kind: string): Words => of(overrides, kind);

/** States of a card in the three books (H2). */
const states: Book = {
  made: { zh: '已制成', en: 'made' },
  visualOk: { zh: '已制成', en: 'made' },
  reported: { zh: '已回盘', en: 'reported' },
  enabled: { zh: '已启用', en: 'enabled' },
  handedOver: { zh: '已领卡', en: 'handed over' },
  wasted: { zh: '废卡', en: 'wasted' },
  failed: { zh: '未成', en: 'failed' },
  retained: { zh: '吞卡', en: 'retained' },
  pendingReport: { zh: '待回盘', en: 'report pending' },
  pendingEnable: { zh: '待启用', en: 'enabling pending' },
  notAsked: { zh: '未询问', en: 'not asked' },
  none: { zh: '无记录', en: 'none' },
};
export const stateWords = (state: string): Words => of(states, state);

const verdicts: Book = {
  agree: { zh: '相符', en: 'agree' },
  differs: { zh: '不符', en: 'differs' },
  unconfirmed: { zh: '待确认', en: 'unconfirmed' },
};
export const verdictWords = (verdict: string): Words => of(verdicts, verdict);

export const riskWords: Readonly<Record<'high' | 'medium' | 'low', Words>> = {
  high: { zh: '高', en: 'high' },
  medium: { zh: '中', en: 'medium' },
  low: { zh: '低', en: 'low' },
};

/** `12:05`: minutes and seconds of a time in seconds; an hour and more as `1:02:05`. A dash for what was not measured. */
export function clockTime(seconds: number | null): string {
  if (seconds === null) return '—';
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
