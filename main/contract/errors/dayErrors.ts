import { text } from './errorText.ts';

/** The day and the data files. */
export const dayErrors = {
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
  periodBackwards: text(
    '期间的起始日晚于截止日',
    'The period begins after it ends',
    '对调起止日期。',
    'Exchange the two dates.',
  ),
  graceUsed: text(
    '宽限已用：{count} 天未签字',
    'The grace is used up: {count|day is|days are} not signed',
    '先由两人补签往日，或由第二人当场会签。',
    'Two people sign the earlier day first, or a second person signs beside you.',
  ),
  upstreamInReach: text(
    '上级可联网，不适用离线宽限',
    'Upstream can be reached: there is no offline grace',
    '关闭前一日，或由第二人会签。',
    'Close the earlier day, or have a second person sign beside you.',
  ),
  ownCount: text(
    '盲点人不能作为第二签字人',
    'Who counted alone cannot be the second signature',
    '由另一位主管或库管员签字，或由他人重新清点。',
    'Another supervisor or stock keeper signs, or somebody else counts again.',
  ),
  stationRetired: text(
    '本终端已停用',
    'This station is retired',
    '不能再制卡或对账；请在其他终端办理。',
    'It gets no cards and no books any more; go on at another station.',
  ),
  clockBehindRecords: text(
    '时钟不能拨回：终端已有 {newest} 的记录',
    'The clock does not go back: there are records of {newest} already',
    '只能继续向前拨；要回到真实时间，请以新的数据目录启动培训。',
    'Move it forwards only; for the real time again, start the training with a new data folder.',
  ),
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
} as const;
