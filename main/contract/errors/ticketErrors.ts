import { text } from './errorText.ts';

/** The queue of people (A9). */
export const ticketErrors = {
  ticketInHand: text(
    '{number} 号已叫，尚未到窗口',
    'Number {number} has been called and is not at the window yet',
    '再叫一次，或按过号后叫下一位。',
    'Call it again, or skip it and then call the next one.',
  ),
  ticketNoneWaiting: text(
    '没有等候的号',
    'Nobody is waiting',
    '来人持其他号时，手工输入号码。',
    'If somebody has a number from elsewhere, type it in.',
  ),
  ticketNotInHand: text('没有叫到的号', 'No number has been called', '先叫号。', 'Call a number first.'),
  ticketOver: text(
    '{number} 号今天已办完或已转出',
    'Number {number} was served or sent on today',
    '请看清号码；再次来办请重新取号。',
    'Look at the number again; to come back, take a new one.',
  ),
} as const;
