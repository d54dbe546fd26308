import { wasteWords } from './dayWords.ts';

/** Words of the ledger that people read in both languages; others are shown as they are stored. */
const words: Readonly<Record<string, string>> = {
  'case.opened': '办件收件 opened',
  'case.ended': '办件办结 ended',
  'card.visualOk': '制卡成功 made',
  'card.reported': '已回盘 reported',
  'card.enabled': '已启用 enabled',
  'card.handedOver': '已领卡 handed over',
  'fee.paid': '收费 fee paid',
  'fee.waived': '减免 waived',
  'fee.refunded': '退费 given back',
  'stock.moved': '空白卡移动 moved',
  accepted: '受理 accepted',
  supplement: '补正 supplement',
  notNeeded: '不需许可 not needed',
  notOurs: '不予受理 not ours',
  refused: '不予许可 refused',
  revoked: '撤销 revoked',
  held: '待主管 held',
  ok: '完成 ok',
};

export const ledgerWords = (stored: string): string => words[stored] ?? stored;

type Words = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

/** Places and ends of a blank, in the words of the stock screen. `new`: it was not in the books before. */
const places: Words = {
  new: { zh: '新入', en: 'new' },
  received: { zh: '已到货', en: 'received' },
  vault: { zh: '库房', en: 'vault' },
  desk: { zh: '窗口', en: 'desk' },
  hopper: { zh: '料斗', en: 'hopper' },
  used: { zh: '已用', en: 'used' },
  wasted: { zh: '废卡', en: 'wasted' },
  returned: { zh: '退回', en: 'returned' },
};

/** Why an earlier card was replaced (domain-rules 4.21). */
export const replacementWords: Words = {
  lost: { zh: '遗失', en: 'lost' },
  stolen: { zh: '被盗', en: 'stolen' },
  chipDead: { zh: '芯片损坏', en: 'chip broken' },
  faceWorn: { zh: '卡面磨损', en: 'face worn' },
  broken: { zh: '卡片折断', en: 'card broken' },
  expired: { zh: '到期', en: 'expired' },
  nameChanged: { zh: '姓名变更', en: 'name changed' },
  passportChanged: { zh: '护照变更', en: 'passport changed' },
  otherChange: { zh: '其他变更', en: 'other change' },
  other: { zh: '其他', en: 'other' },
};

const movement = /^(\w+)→(\w+)(?: (\w+))?$/;

/**
 * An outcome as lines of a cell: one with both languages where it is short, Chinese over English where it has a reason. A movement is
 * stored as `hopper→wasted printFault`; a word that is not known here is printed as it is stored.
 */
export function outcomeWords(stored: string): readonly string[] {
  const parts = movement.exec(stored);
  if (parts === null) return [ledgerWords(stored)];
  const [, from = '', to = '', reason = ''] = parts;
  const [source, target] = [places[from], places[to]];
  if (source === undefined || target === undefined) return [stored];
  const zh = `${source.zh}→${target.zh}`;
  const en = `${source.en} → ${target.en}`;
  if (reason === '') return [`${zh} ${en}`];
  const why = wasteWords(reason);
  return [`${zh}（${why.zh}）`, `${en}: ${why.en || reason}`];
}

/** Who did it: a name, or what acted without a person. */
export function actorWords(stored: string): string {
  if (stored === 'kiosk') return '自助机 kiosk';
  if (stored === 'system') return '系统 system';
  return stored;
}
