/**
 * The closed list of expected failures. Each has a name, a bilingual message and a bilingual remedy: what the
 * person in front of the screen can do now. `{name}` is filled from `Failure.detail`.
 */
export interface ErrorText {
  readonly zh: string;
  readonly en: string;
  readonly remedyZh: string;
  readonly remedyEn: string;
}

const text = (zh: string, en: string, remedyZh: string, remedyEn: string): ErrorText => ({
  zh,
  en,
  remedyZh,
  remedyEn,
});

export const errorTexts = {
  // calls and people
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
  // scans and documents
  qrForeign: text(
    '此二维码不属于工作许可系统',
    'This QR code belongs to another system',
    '请扫描《外国人工作许可通知》上的二维码。',
    'Scan the QR on the Work Permit Notice.',
  ),
  qrDamaged: text(
    '二维码内容不完整或已损坏',
    'The QR code is damaged or incomplete',
    '请抚平后重扫，或手工输入许可编号。',
    'Flatten it and scan again, or enter the permit number.',
  ),
  mrzTruncated: text(
    '护照机读区不完整',
    'The machine-readable zone is incomplete',
    '请将护照平放，重新读取。',
    'Lay the passport flat and read it again.',
  ),
  mrzCheckDigit: text(
    '护照机读区校验位不符：{field}',
    'Wrong check digit in the machine-readable zone: {field}',
    '请重新读取；仍不符时人工核对原件。',
    'Read again; if it stays wrong, compare the original by eye.',
  ),
  mrzUnsupported: text(
    '不支持的机读证件类型',
    'This machine-readable document type is not supported',
    '请使用护照。',
    'Use the passport.',
  ),
  passportExpired: text(
    '护照已于 {date} 过期',
    'The passport expired on {date}',
    '请持有效护照办理；可出具补正告知。',
    'A valid passport is needed; a supplement notice can be given.',
  ),
  permitUnknown: text(
    '未找到该工作许可',
    'This work permit is not known',
    '请核对编号；联网后将再次查询。',
    'Check the number; it is asked again when online.',
  ),
  permitNotValid: text(
    '该工作许可状态为“{status}”',
    'The permit status is “{status}”',
    '请勿受理；转主管处理。',
    'Do not accept; hand to a supervisor.',
  ),
  snapshotTooOld: text(
    '许可信息快照已 {days} 天，超过制卡时限',
    'The permit data is {days} days old, too old for issuing a card',
    '联网更新许可信息后再试。',
    'Go online and refresh the permit data.',
  ),
  passportDiffers: text(
    '护照与许可信息不一致：{field}',
    'Passport and permit record differ: {field}',
    '请逐项核对，按更正或补正处理。',
    'Compare the fields; correct now or give a supplement notice.',
  ),
  noOpenCase: text('没有打开的办件', 'No case is open', '请先扫描通知上的二维码。', 'Scan the Notice first.'),
  caseNotFound: text(
    '未找到该办件',
    'The case was not found',
    '请从列表重新选择。',
    'Choose it from the list again.',
  ),
  caseClosed: text(
    '办件已办结，不可更改',
    'The case is finished and cannot change',
    '更正须另立新记录。',
    'A correction needs a new record.',
  ),
  caseIncomplete: text(
    '还有 {count} 项未核验或不满足',
    '{count} items are unchecked or unsatisfied',
    '逐项核验，或出具一次性补正告知。',
    'Check each item, or give one supplement notice.',
  ),
  nothingToSupplement: text(
    '没有需要补正的项目',
    'There is nothing to supplement',
    '可直接受理。',
    'The case can be accepted.',
  ),
  supplementAddsItem: text(
    '再次补正不得新增首次可发现的项目：{items}',
    'A second notice may not add items that could be seen the first time: {items}',
    '须由主管说明理由。',
    'A supervisor must give a reason.',
  ),
  comparisonOpen: text(
    '还有 {count} 个字段待人工确认',
    '{count} fields still need to be confirmed by eye',
    '请核对姓名等字段。',
    'Confirm the name and the other open fields.',
  ),
  duplicateCase: text(
    '此人已有在办办件 {number}',
    'This person already has an open case {number}',
    '请继续该办件。',
    'Continue that case.',
  ),
  passportNotRead: text(
    '尚未读取护照',
    'The passport has not been read',
    '请将护照放在阅读器上。',
    'Lay the passport on the reader.',
  ),
  offlineLimit: text(
    '离线办理已达上限：{limit}',
    'The limit for working offline is reached: {limit}',
    '恢复网络并等待数据上报后继续。',
    'Restore the network and let the queue be sent, then go on.',
  ),
  rulePackBad: text(
    '规则包无效：{reason}',
    'The rule pack is not valid: {reason}',
    '请恢复上一版本规则包。',
    'Restore the previous rule pack.',
  ),
  // cards and stock
  jobNotFound: text(
    '未找到该制卡任务',
    'The card job was not found',
    '请从列表重新选择。',
    'Choose it from the list again.',
  ),
  cardNotAllowed: text(
    '不能制卡：{reason}',
    'A card cannot be made: {reason}',
    '请先处理该原因。',
    'Resolve the reason first.',
  ),
  cardExists: text(
    '此人已有有效卡或在制任务',
    'This person already has a live card or an open card job',
    '请先查询原卡状态；挂失并确认后方可补卡。',
    'Check the old card; report loss and wait for confirmation.',
  ),
  blankUnknown: text(
    '空白卡不在本站库存',
    'This blank card is not in the stock of this station',
    '取出该卡交库管员核实。',
    'Take it out and hand it to the stock keeper.',
  ),
  blankUsed: text(
    '该空白卡已使用或已作废',
    'This blank card was already used or wasted',
    '取出该卡交库管员核实。',
    'Take it out and hand it to the stock keeper.',
  ),
  blankElsewhere: text(
    '该空白卡登记在“{state}”，不在料斗',
    'This blank card is booked as “{state}”, not in the hopper',
    '取出该卡交库管员核实。',
    'Take it out and hand it to the stock keeper.',
  ),
  noBlank: text(
    '料斗中没有可用空白卡',
    'No blank card is available in the hopper',
    '由库管员补卡并登记。',
    'The stock keeper refills and records it.',
  ),
  chipDead: text(
    '芯片无应答',
    'The chip does not answer',
    '该卡按废卡处理，另取一张。',
    'Waste this card and take another.',
  ),
  stepUnknown: text(
    '“{step}”结果未知',
    'The outcome of “{step}” is unknown',
    '请按屏幕上的两个问题核实，不要重复打印。',
    'Answer the two questions on the screen; do not print again.',
  ),
  wrongState: text(
    '当前状态不能执行此操作：{state}',
    'Not possible in this state: {state}',
    '请刷新后按提示操作。',
    'Refresh and follow the screen.',
  ),
  conflict: text(
    '上级系统的记录与本站不一致',
    'The record upstream is not ours',
    '由主管核实后处理，不要重制。',
    'A supervisor must settle it; do not make another card.',
  ),
  glyphMissing: text(
    '字库缺少字符：{glyphs}',
    'The fonts lack: {glyphs}',
    '卡片未动用；请联系技术员。',
    'No card was used; call a technician.',
  ),
  unitNotFound: text('未找到该空白卡', 'The blank card was not found', '请核对卡号。', 'Check the number.'),
  // devices
  deviceNotReady: text(
    '{device} 未就绪',
    '{device} is not ready',
    '检查电源和连线。',
    'Check power and cable.',
  ),
  deviceFault: text(
    '{device} 故障：{fault}',
    '{device} fault: {fault}',
    '按设备页提示处理。',
    'Follow the device page.',
  ),
  deviceTimeOut: text(
    '{device} 未在规定时间内应答',
    '{device} did not answer in time',
    '检查设备后重试。',
    'Check the device and try again.',
  ),
  mediaJam: text(
    '卡片卡住',
    'A card is jammed',
    '打开前盖取出卡片，关盖后继续。',
    'Open the cover, take the card out, close it and go on.',
  ),
  tonerOut: text(
    '色带用完',
    'The ribbon is used up',
    '更换色带并登记旧色带。',
    'Change the ribbon and record the used one.',
  ),
  feederEmpty: text('料斗已空', 'The card feeder is empty', '由库管员补卡。', 'The stock keeper refills it.'),
  coverOpen: text('机盖打开', 'The cover is open', '关上机盖。', 'Close the cover.'),
  // kiosk
  kioskHelp: text(
    '自助机前有人请求协助',
    'A visitor at the kiosk asks for help',
    '请工作人员前往自助机。',
    'A member of staff goes to the kiosk.',
  ),
  // upstream
  upstreamOffline: text(
    '{upstream} 离线（自 {since}）',
    '{upstream} is offline since {since}',
    '可继续受理；数据已排队。',
    'Intake goes on; everything is queued.',
  ),
  upstreamRefused: text(
    '上级系统退回：{reason}',
    'Refused upstream: {reason}',
    '按原因另立更正记录。',
    'Make a correcting record.',
  ),
  upstreamAnswerBad: text(
    '上级系统应答无法识别',
    'The answer from upstream is not valid',
    '网络可能需要登录；队列已暂停，数据未动。',
    'The network may ask for a sign-in; the queue is paused, nothing is lost.',
  ),
  // day
  dayNotOpen: text('当日尚未开启', 'The day is not open', '由主管开启当日。', 'A supervisor opens the day.'),
  dayAlreadyOpen: text(
    '前一日尚未关闭',
    'The previous day is not closed',
    '先完成日终对账。',
    'Close that day first.',
  ),
  countMissing: text(
    '尚未盲点',
    'The blind count is missing',
    '先清点并录入。',
    'Count first and enter the numbers.',
  ),
  reasonMissing: text(
    '差异须说明原因',
    'Each difference needs a written reason',
    '为每一项差异填写原因。',
    'Write a reason for each difference.',
  ),
  // data
  databaseNewer: text(
    '数据文件来自更新的版本',
    'The data file comes from a newer version',
    '请安装更新的程序。',
    'Install the newer program.',
  ),
  databaseDamaged: text(
    '数据文件损坏，已改名保留',
    'The data file is damaged; it is kept under another name',
    '由主管确认恢复副本。',
    'A supervisor confirms the restored copy.',
  ),
  databaseWrongMode: text(
    '培训数据不能用于生产终端',
    'Training data cannot be used on a production station',
    '请使用正确的数据目录。',
    'Use the right data folder.',
  ),
  keyRefused: text(
    '操作系统密钥库不可靠，已拒绝',
    'The operating system key store is not safe and was refused',
    '安装密钥库或使用启动口令。',
    'Install a key store or use a start passphrase.',
  ),
} as const satisfies Record<string, ErrorText>;

export type ErrorCode = keyof typeof errorTexts;
export const errorCodes = Object.keys(errorTexts) as [ErrorCode, ...ErrorCode[]];

/** Fills a message or remedy of an error in one language. Unknown placeholders stay visible. */
export function describeError(
  failure: { code: ErrorCode; detail?: Readonly<Record<string, string | number>> | undefined },
  language: 'zh' | 'en',
): { message: string; remedy: string } {
  const entry: ErrorText = errorTexts[failure.code];
  const fill = (template: string): string =>
    template.replace(/\{(\w+)\}/g, (whole, name: string) => String(failure.detail?.[name] ?? whole));
  return language === 'zh'
    ? { message: fill(entry.zh), remedy: fill(entry.remedyZh) }
    : { message: fill(entry.en), remedy: fill(entry.remedyEn) };
}
