import { text } from './errorText.ts';

/** Time that nobody has confirmed. */
export const clockErrors = {
  clockHeld: text(
    '电脑时钟异常跳变，时间尚待确认；本站现按 {station} 计时',
    'The computer’s clock jumped and its time is not confirmed; the station counts {station}',
    '业务照常，按实际经过的时间继续。请技术员校准电脑时钟，或联网由上级时间确认；联不上网时由主管和另一人在“上报”页确认。',
    'Work goes on by the time that has passed. A technician sets the computer’s clock, or upstream’s time confirms it once online; without a network a supervisor and a second person confirm it on the Queue page.',
  ),
  clockSteady: text(
    '本站时间正常，无须确认',
    'The station’s time is steady: there is nothing to confirm',
    '请刷新页面。',
    'Refresh the page.',
  ),
  clockUpstreamSays: text(
    '上级时间为 {upstream}，电脑时钟为 {computer}：不能确认电脑时钟',
    'Upstream’s time is {upstream}, the computer’s clock says {computer}: it cannot be confirmed',
    '请技术员把电脑时钟校准到上级时间；校准后自动恢复。',
    'A technician sets the computer’s clock to upstream’s time; then the station goes on by itself.',
  ),
} as const;
