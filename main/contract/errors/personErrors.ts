import { text } from './errorText.ts';

/** Calls and people. */
export const personErrors = {
  invalidInput: text(
    '输入不符合要求：{field}',
    'The input is not valid: {field}',
    '请更正后重试。',
    'Correct it and try again.',
  ),
  forbidden: text(
    '本窗口、终端或人员无权办理',
    'This screen, station or person may not do this',
    '请由有权限的人员或终端办理。',
    'Ask a person or a station with this right.',
  ),
  notSignedIn: text('尚未登录', 'Nobody is signed in', '请先登录。', 'Sign in first.'),
  wrongCredentials: text(
    '用户名或口令不正确',
    'User name or password is wrong',
    '请重试；连续输错将被锁定。',
    'Try again; repeated errors lock the account.',
  ),
  accountLocked: text(
    '账户已锁定至 {until}',
    'The account is locked until {until}',
    '请等待或联系主管。',
    'Wait, or ask a supervisor.',
  ),
  accountDeactivated: text('账户已停用', 'The account is deactivated', '请联系主管。', 'Ask a supervisor.'),
  samePerson: text(
    '不能由同一人完成两次签名',
    'The same person cannot sign twice',
    '请由另一人签名。',
    'Another person must sign.',
  ),
  ownCase: text(
    '不能审批本人办理的事项',
    'Nobody may approve their own case',
    '请由其他人员审批。',
    'Another person must approve.',
  ),
  countersignatureNeeded: text(
    '需要第二人签名',
    'A second person must sign',
    '请另一有权限人员登录签名。',
    'Ask another authorised person to sign.',
  ),
  unavailable: text(
    '{part} 暂不可用',
    '{part} is not available now',
    '正在自动恢复，请稍后重试。',
    'It is being restarted; try again shortly.',
  ),
  internal: text(
    '程序内部错误（编号 {incident}）',
    'Internal error (incident {incident})',
    '数据未丢失；请重试，并把编号告知技术员。',
    'Nothing is lost; retry and give the number to a technician.',
  ),
} as const;
