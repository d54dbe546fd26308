import type { DeviceKind, DeviceState } from '../../contract/devices.ts';
import type { GateItem } from '../../contract/gate.ts';
import { cardStationOf } from '../devices/cardStation.ts';
import type { GateFacts } from './gateFacts.ts';
import { blocked, ok, say, warn, type Said } from './gateWords.ts';

const works = ({ status }: DeviceState): boolean => status === 'online' || status === 'deviceBusy';

const words: Readonly<Record<DeviceState['status'], Said>> = {
  online: say('就绪', 'ready'),
  offline: say('未连接', 'not connected'),
  powerOff: say('未开机', 'switched off'),
  noDevice: say('没有设备', 'no device'),
  hardwareError: say('故障', 'fault'),
  userError: say('需人处理', 'needs a hand'),
  deviceBusy: say('工作中', 'working'),
  starting: say('启动中', 'starting'),
};
const kinds: Readonly<Partial<Record<DeviceKind, Said>>> = {
  scanner: say('扫描器', 'scanner'),
  passportReader: say('护照机', 'passport reader'),
  idCardReader: say('身份证阅读器', 'ID card reader'),
  receiptPrinter: say('小票打印机', 'receipt printer'),
  documentPrinter: say('文书打印机', 'document printer'),
};

/** Devices by the act they are for: cards, checks, papers. */
export function deviceItems(facts: GateFacts): GateItem[] {
  const issues = facts.profile.acts.includes('issueCards');
  return [
    ...(issues ? [cardPrinter(facts), chipReader(facts)] : []),
    group(facts, 'readers', ['scanner', 'passportReader', 'idCardReader']),
    papers(facts),
  ];
}

/** The window's own machine: a kiosk's makes no card for the window. */
function machineOf(facts: GateFacts, part: 'printer' | 'chipReader'): DeviceState | null {
  const id = cardStationOf(facts.profile.devices, 'window')[part]?.id;
  return facts.devices.find((device) => device.id === id) ?? null;
}

const onDevices = say('在“设备”页查看并处理', 'see the Devices page');

function cardPrinter(facts: GateFacts): GateItem {
  const printer = machineOf(facts, 'printer');
  const stop = (reason: Said, fix: Said = onDevices): GateItem =>
    blocked('cardPrinter', ['cards'], { reason, fix, page: 'devices' });
  if (printer === null) return stop(say('站点没有制卡机', 'the station has none'));
  if (!works(printer)) return stop(words[printer.status]);
  if (printer.media === 'jammed')
    return stop(
      say('卡片卡住', 'a card is jammed'),
      say('开盖取卡后合上', 'open the cover, take it out, close it'),
    );
  const { supplies } = printer;
  if (supplies?.cover === 'open')
    return stop(say('机盖打开', 'the cover is open'), say('合上机盖', 'close it'));
  if (supplies?.ribbon === 'out')
    return stop(
      say('色带用完', 'the ribbon is used up'),
      say('更换色带并登记', 'change the ribbon and record it'),
    );
  if (supplies?.feeder === 'empty')
    return stop(
      say('进卡槽无卡', 'the feeder is empty'),
      say('库管员补卡并登记', 'the stock keeper refills it'),
    );
  const left = supplies?.ribbonRemaining ?? null;
  const ribbonZh = left === null ? '' : `，色带还可打 ${left} 张`;
  const ribbonEn = left === null ? '' : `, ribbon for ${left} more cards`;
  const low = [
    ...(supplies?.ribbon === 'low' ? [say('色带将尽', 'ribbon low')] : []),
    ...(supplies?.feeder === 'low' ? [say('卡片将尽', 'few cards in the feeder')] : []),
    ...(supplies?.retainBin === 'full' ? [say('废卡盒满', 'reject box full')] : []),
  ];
  if (low.length > 0)
    return warn('cardPrinter', {
      reason: say(
        `${low.map(({ zh }) => zh).join('，')}${ribbonZh}`,
        `${low.map(({ en }) => en).join(', ')}${ribbonEn}`,
      ),
      fix: say('备好色带和卡；废卡盒由两人清点', 'have ribbon and cards ready; two people empty the box'),
      page: 'devices',
    });
  return ok(
    'cardPrinter',
    say(`就绪${ribbonZh}；废卡盒未满`, `ready${ribbonEn}; reject box not full`),
    'devices',
  );
}

function chipReader(facts: GateFacts): GateItem {
  const reader = machineOf(facts, 'chipReader');
  if (reader !== null && works(reader)) return ok('chipReader', words.online, 'devices');
  return blocked('chipReader', ['cards'], {
    reason: reader === null ? say('站点没有芯片读写器', 'the station has none') : words[reader.status],
    fix: onDevices,
    page: 'devices',
  });
}

function list(devices: readonly DeviceState[]): Said {
  const each = devices.map((device) => {
    const kind = kinds[device.kind] ?? say(device.kind, device.kind);
    const paper = device.paper === 'out' ? say('缺纸', 'out of paper') : null;
    const word = works(device) && paper !== null ? paper : words[device.status];
    return say(`${kind.zh}${word.zh}`, `${kind.en} ${word.en}`);
  });
  return say(each.map(({ zh }) => zh).join('，'), each.map(({ en }) => en).join(', '));
}

function group(facts: GateFacts, key: 'readers', wanted: readonly DeviceKind[]): GateItem {
  const here = facts.devices.filter(({ kind, id }) => wanted.includes(kind) && atWindow(facts, id));
  const out = here.filter((device) => !works(device));
  return out.length === 0
    ? ok(key, here.length === 0 ? say('站点没有', 'none at this station') : list(here), 'devices')
    : warn(key, {
        reason: list(out),
        fix: say('核对照常：手工录入，肉眼比对', 'checks go on: type the number, compare by eye'),
        page: 'devices',
      });
}

function papers(facts: GateFacts): GateItem {
  const here = facts.devices.filter(
    ({ kind, id }) => (kind === 'documentPrinter' || kind === 'receiptPrinter') && atWindow(facts, id),
  );
  if (!facts.keys.paperKey)
    return warn('papers', {
      reason: say('文书签章自检未通过', 'the seal of papers failed its self-test'),
      fix: say('请技术员检查密钥', 'a technician checks the key'),
    });
  const out = here.filter((device) => !works(device) || device.paper === 'out');
  const seal = say('签章自检通过', 'seal tested');
  if (out.length > 0)
    return warn('papers', {
      reason: list(out),
      fix: say('业务照常；文书可另存后打印', 'work goes on; papers can be saved and printed elsewhere'),
      page: 'devices',
    });
  const printers = here.length === 0 ? say('站点没有打印机', 'no printer here') : list(here);
  return ok('papers', say(`${printers.zh}；${seal.zh}`, `${printers.en}; ${seal.en}`), 'devices');
}

const atWindow = (facts: GateFacts, id: string): boolean =>
  facts.profile.devices.find((device) => device.id === id)?.surface !== 'kiosk';
