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
  signInExpired: text(
    '账户长时间未经上级平台确认（上次 {since}），暂不能使用',
    'Upstream has not confirmed this account for too long (last on {since})',
    '恢复与上级平台的网络后自动确认；或请近期已确认的人员办理。',
    'It is confirmed by itself once upstream answers again; until then somebody confirmed more recently must act.',
  ),
  rolesForbidden: text(
    '一人不得兼任 {one} 与 {other}',
    'One person may not be both {one} and {other}',
    '请主管与技术员更正其中一项角色。',
    'A supervisor and a technician must take one of the roles away.',
  ),
  passwordMustChange: text(
    '口令由他人设置，须先由本人更改',
    'The password was set by somebody else and must be changed first',
    '请登录后更改口令。',
    'Sign in and change it.',
  ),
  passwordWeak: text(
    '新口令不符合要求：{why}',
    'The new password cannot be used: {why}',
    '请使用至少 10 个字符、不含用户名、与原口令不同的口令。',
    'Use at least 10 characters, without the user name, and not the old one.',
  ),
  ownAccount: text(
    '不能更改或签署本人的账户事项',
    'Nobody may change their own account or sign for it',
    '请由其他主管与技术员办理。',
    'Another supervisor or technician must do it.',
  ),
  lastSupervisor: text(
    '这是最后一名可用的主管',
    'This is the last active supervisor',
    '请先增加或恢复另一名主管。',
    'Add or reactivate another supervisor first.',
  ),
  staffNotFound: text('没有此人员', 'There is no such person', '请刷新后重试。', 'Refresh and try again.'),
  deactivatedUpstream: text(
    '此账户由上级平台停用',
    'Upstream deactivated this account',
    '请由上级平台恢复；下次联通后自动生效。',
    'Upstream must reactivate it; that takes effect at the next contact.',
  ),
  secondFactorMissing: text(
    '此人员尚未登记动态码',
    'No one-time codes are enrolled for this person',
    '请主管在人员页登记动态码。',
    'A supervisor enrols them on the staff page.',
  ),
  oneTimeCodeWrong: text(
    '动态码不正确',
    'The one-time code is wrong',
    '请输入手机上当前显示的 6 位动态码，并核对手机时间。',
    'Enter the six digits shown now, and check the time of the phone.',
  ),
  oneTimeCodeUsed: text(
    '动态码已使用过',
    'The one-time code was used before',
    '请等待下一个动态码（不超过 30 秒）。',
    'Wait for the next one (at most 30 seconds).',
  ),
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
