import { text } from './errorText.ts';

/** Card jobs and blanks. */
export const cardErrors = {
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
  readBackDiffers: text(
    '芯片回读与记录不符：{fields}',
    'The chip, read back, differs from the record: {fields}',
    '该卡按废卡处理，另取一张重制。',
    'This card is waste; make it again with another blank.',
  ),
  cardRetained: text(
    '卡片未被取走，已收回废卡盒',
    'The card was not taken and was pulled back into the reject box',
    '从废卡盒取出，在窗口核对本人后交卡。',
    'Take it out of the reject box and hand it over at the window.',
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
} as const;
