/** Words of the ledger that people read in both languages; others are shown as they are stored. */
const words: Readonly<Record<string, string>> = {
  'case.opened': '办件收件 opened',
  'case.ended': '办件办结 ended',
  'card.visualOk': '制卡成功 made',
  'card.reported': '已回盘 reported',
  'card.enabled': '已启用 enabled',
  'card.handedOver': '已领卡 handed over',
  'stock.moved': '空白卡移动 moved',
  accepted: '受理 accepted',
  supplement: '补正 supplement',
  notNeeded: '不需许可 not needed',
  notOurs: '不予受理 not ours',
  ok: '完成 ok',
};

export const ledgerWords = (stored: string): string => words[stored] ?? stored;
