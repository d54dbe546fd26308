import { text } from './errorText.ts';

/** Scans, documents, cases. */
export const caseErrors = {
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
} as const;
