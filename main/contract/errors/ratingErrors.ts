import { text } from './errorText.ts';

/** Ratings 好差评 (C6). */
export const ratingErrors = {
  ratingNotYet: text(
    '办件尚未办结，还不能评价',
    'The case has not ended: it cannot be rated yet',
    '办结后再评价。',
    'Rate it when it has ended.',
  ),
  ratingDone: text(
    '此办件已评价过',
    'This case has been rated already',
    '每个办件只评价一次；如需反映问题，请找主管或拨打 12345。',
    'A case is rated once. To tell us more, ask for a supervisor or call 12345.',
  ),
  followUpNotFound: text(
    '未找到该差评回访',
    'The follow-up was not found',
    '请从列表重新选择。',
    'Choose it from the list again.',
  ),
  followUpClosed: text(
    '该差评回访已办结',
    'This follow-up is closed already',
    '无需再办。',
    'Nothing more is to be done.',
  ),
} as const;
