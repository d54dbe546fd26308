import { describeError } from '../../contract/errors.ts';
import type { GateAct, GateItem, GateKey, GatePage } from '../../contract/gate.ts';
import type { Failure } from '../../contract/result.ts';

export interface Said {
  readonly zh: string;
  readonly en: string;
}
export const say = (zh: string, en: string): Said => ({ zh, en });

const names: Readonly<Record<GateKey, Said>> = {
  records: say('本机记录', 'Records'),
  day: say('当日', 'Day'),
  staff: say('人员', 'People'),
  clock: say('时钟', 'Clock'),
  stock: say('空白卡库存', 'Stock of blanks'),
  differences: say('未了结差异', 'Open differences'),
  cardPrinter: say('制卡机', 'Card printer'),
  chipReader: say('芯片读写器', 'Chip reader'),
  readers: say('扫描与证件阅读', 'Scanner and readers'),
  papers: say('文书打印与签章', 'Papers: printers and seal'),
  permits: say('许可系统', 'Permits upstream'),
  cards: say('卡系统', 'Cards upstream'),
  queue: say('上报队列', 'Reporting'),
  snapshot: say('许可数据日期', 'Age of permit data'),
  withdrawn: say('撤销文书名单', 'List of withdrawn papers'),
  rulePack: say('规则包', 'Rule pack'),
  calendar: say('工作日历', 'Working-day calendar'),
  disk: say('磁盘', 'Disk'),
  backup: say('备份', 'Copies in the second place'),
  drill: say('恢复演练', 'Restore drill'),
  keys: say('密钥', 'Keys'),
};

interface Trouble {
  readonly reason: Said;
  readonly fix: Said;
  readonly page?: GatePage;
}

export const ok = (key: GateKey, reason: Said, page: GatePage | null = null): GateItem => ({
  key,
  state: 'ok',
  name: names[key],
  reason,
  fix: null,
  blocks: [],
  page,
});
export const warn = (key: GateKey, { reason, fix, page }: Trouble): GateItem => ({
  key,
  state: 'warn',
  name: names[key],
  reason,
  fix,
  blocks: [],
  page: page ?? null,
});
/** `blocks`: never empty. Each act that is named refuses by itself; the page only says so beforehand. */
export const blocked = (
  key: GateKey,
  blocks: readonly [GateAct, ...GateAct[]],
  { reason, fix, page }: Trouble,
): GateItem => ({
  key,
  state: 'blocked',
  name: names[key],
  reason,
  fix,
  blocks: [...blocks],
  page: page ?? null,
});

/** The words of the refusal itself, so that page and act never say two things. */
export function wordsOf(failure: Failure): Trouble {
  const zh = describeError(failure, 'zh');
  const en = describeError(failure, 'en');
  return { reason: say(zh.message, en.message), fix: say(zh.remedy, en.remedy) };
}
