import { text } from './errorText.ts';

/** Rows that upstream did not take, and what people do about them. */
export const queueErrors = {
  rowNotRefused: text(
    '这条上报当前状态为 {state}，不能更正或撤回',
    'This row is {state}: it can be neither corrected nor withdrawn',
    '刷新“上报”页；只有被上级退回的行才能更正或撤回。',
    'Refresh the Queue page; only a row that upstream refused can be corrected or withdrawn.',
  ),
  rowNotCorrectable: text(
    '{kind} 不能另行更正',
    'A row of the kind {kind} cannot be corrected by a new one',
    '制卡类在冲突登记或卡片页处理，日终类由主管请上级核对后再次上报；先看退回原因。',
    'Card operations are settled on the card’s own page, ends of days by asking upstream and sending again; read the refusal first.',
  ),
  rowNotRebuilt: text(
    '无法按现有记录重新生成这条上报：{field}',
    'The row cannot be built anew from the records: {field}',
    '先补全办件或文书记录；记录已销毁的，撤回本行并向上级说明。',
    'Complete the case or the paper first; where its records were destroyed, withdraw the row and tell upstream.',
  ),
  rowNotWithdrawable: text(
    '{kind} 已有实际结果，不能撤回',
    'A row of the kind {kind} has an effect that cannot be withdrawn',
    '卡片在冲突登记或废卡处理，日终由主管请上级核对。',
    'A card is settled as a conflict or as waste, the end of a day with upstream.',
  ),
} as const;
