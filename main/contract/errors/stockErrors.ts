import { text } from './errorText.ts';

/** Stock: blanks, waste, ribbons, and what printers count. */
export const stockErrors = {
  numbersRepeated: text(
    '清单中有 {count} 个卡号重复，尾号 {tails}；未入库',
    '{count} {count|number is|numbers are} listed twice, ending in {tails}; nothing was received',
    '请对照实物核对清单后重新录入。',
    'Check the list against the cards and enter it again.',
  ),
  numbersKnown: text(
    '清单中有 {count} 个卡号已在库存，尾号 {tails}；未入库',
    '{count} {count|number is|numbers are} in the books already, ending in {tails}; nothing was received',
    '请两人核对实物；已登记的卡不能再次入库。',
    'Both people check the cards; a card that is booked cannot come in again.',
  ),
  boxNotNamed: text(
    '所选空白卡来自未报出的箱：{boxes}',
    'The chosen blanks come from boxes that were not named: {boxes}',
    '请核对手中箱子的标签，或改选空白卡。',
    'Check the label of the box in hand, or choose other blanks.',
  ),
  deskCeiling: text(
    '窗口上限 {ceiling} 张，最多还能发 {free} 张',
    'The desk may hold {ceiling} blanks; {free} more may be given',
    '请减少张数，或先退回部分空白卡。',
    'Give fewer, or take some back first.',
  ),
  clerkNotFound: text(
    '没有可领卡的此人员',
    'There is no such person who may hold blanks',
    '请从名单中选择在岗的窗口人员。',
    'Choose a clerk of the list who works here.',
  ),
  blankOtherBatch: text(
    '该空白卡不是本任务应用的批次：{differs}',
    'This blank is not of the batch that this card needs: {differs}',
    '取出该卡交库管员，核对料斗所装批次。',
    'Hand it to the stock keeper and check what the hopper was filled with.',
  ),
  wasteNotHeld: text(
    '所选废卡不在保管中或尚未取出',
    'The chosen waste is not in custody, or not taken out yet',
    '先清空废卡盒；已销毁或已上缴的不能再处理。',
    'Empty the reject box first; what was destroyed or sent up is done.',
  ),
  destroyPhotoMissing: text(
    '缺少剪毁卡片的照片',
    'The photo of the cut cards is missing',
    '剪毁后拍照（JPG），再登记销毁。',
    'Cut them, take a photo (JPG), then record the destruction.',
  ),
  ribbonKnown: text(
    '色带 {label} 已在登记',
    'Ribbon {label} is in the books already',
    '请核对标签。',
    'Check the label.',
  ),
  ribbonNotFound: text(
    '没有登记色带 {label}',
    'Ribbon {label} is not in the books',
    '先由两人入库登记，再装入打印机。',
    'Two people receive it first; then it goes into the printer.',
  ),
  ribbonWrongState: text(
    '色带 {label} 不处于可办理的状态',
    'Ribbon {label} is not in a state for this',
    '新色带须已入库；销毁的须为用过的色带。',
    'A new one must be received; one to be destroyed must be spent.',
  ),
  printerCounterUnknown: text(
    '打印机没有报出打印计数',
    'The printer did not tell its life counter',
    '请确认打印机在线后重试。',
    'Check that the printer is online and try again.',
  ),
  printOutcomeOpen: text(
    '有一次打印结果未定，暂不能核对计数',
    'The outcome of a print is open; the counter cannot be compared now',
    '先在制卡页处理该任务。',
    'Settle that card job first.',
  ),
  discrepancyClosed: text(
    '该差异不存在或已了结',
    'The difference does not exist, or is closed',
    '请刷新后查看。',
    'Refresh and look again.',
  ),
} as const;
