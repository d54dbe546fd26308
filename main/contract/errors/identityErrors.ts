import { text } from './errorText.ts';

/** The station as upstream knows it (I7). */
export const identityErrors = {
  stationRevoked: text(
    '上级系统已停用本站（自 {since}）',
    'Upstream does not admit this station any more (since {since})',
    '不受理、不出文书、不制卡；待上报的数据都在，未丢失。技术员和主管仍可登录：与上级联系恢复本站，或由主管把待上报的数据导出到其他站点。恢复后自动继续。',
    'No case, no paper and no card is made here; everything that waits to be sent is still here. Technicians and supervisors can still sign in: ask upstream to admit the station again, or a supervisor carries the queue to another station. Once admitted it goes on by itself.',
  ),
} as const;
