import { text } from './errorText.ts';

/** The audit journal (I1). */
export const auditErrors = {
  auditTooLong: text(
    '所选范围超过 {limit} 条审计记录，未导出',
    'More than {limit} audit entries are in this range: nothing was exported',
    '缩短日期范围或增加筛选条件后再导出。',
    'Choose fewer days or a narrower filter and export again.',
  ),
} as const;
