import { text } from './errorText.ts';

/** Copies, and records that are not the newest of their station. */
export const recordsErrors = {
  recordsBehind: text(
    '本机记录不是本站最新的（自 {since}）；暂停制卡',
    'These records are not the newest of this station (since {since}): no cards are made',
    '主管在“晨检”页向上级询问缺少的记录，再由两人确认。已在制作的卡会安全完成。',
    'A supervisor asks upstream on the Morning page what is missing; then two people accept. Cards under way are finished safely.',
  ),
  recordsNumbers: text(
    '本机记录不是本站最新的（自 {since}）；编号可能重复，暂不开办件、不出文书',
    'These records are not the newest of this station (since {since}): a number could be given twice, so no case is opened and no paper is issued',
    '主管在“晨检”页向上级询问缺少的记录，再由两人确认。',
    'A supervisor asks upstream on the Morning page what is missing; then two people accept.',
  ),
  clockBehind: text(
    '本机时钟比最新记录（{newest}）慢 {minutes} 分钟',
    'The clock is {minutes} {minutes|minute|minutes} behind the newest record ({newest})',
    '请技术员校准时钟；校准前不制卡、不编号。',
    'A technician sets the clock; until then no card is made and no number is given.',
  ),
  recordsCurrent: text(
    '本机记录就是最新的，无须确认',
    'These records are the newest: there is nothing to accept',
    '请刷新页面。',
    'Refresh the page.',
  ),
  recordsNotAsked: text(
    '尚未向上级询问缺少的记录',
    'Upstream was not asked yet what is missing',
    '联网后先点“询问上级”，看过清单再确认。',
    'Once online, press “Ask upstream”, read the list, then accept.',
  ),
  backupNone: text(
    '站点配置没有备份位置',
    'The station profile names no second place for copies',
    '请技术员在站点配置中写明 backup.folder。',
    'A technician names backup.folder in the station profile.',
  ),
  backupBusy: text(
    '备份或演练正在进行',
    'A copy or a drill is under way',
    '请稍候再试。',
    'Wait until it ends, then try again.',
  ),
  backupFolderAway: text(
    '备份位置不存在或不应答；业务照常',
    'The place for copies is not there or does not answer; work goes on',
    '请技术员接好磁盘或共享文件夹，再备份。',
    'A technician connects the disk or share; then make a copy.',
  ),
  backupFolderFull: text(
    '备份位置空间不足；原有备份完好，业务照常',
    'The place for copies is full; the copies there are as they were, and work goes on',
    '请技术员腾出空间，再备份。',
    'A technician makes room; then make a copy.',
  ),
  backupFolderReadOnly: text(
    '备份位置只读；业务照常',
    'The place for copies is read-only; work goes on',
    '请技术员检查权限或写保护，再备份。',
    'A technician checks permissions or write protection; then make a copy.',
  ),
  backupFailed: text(
    '备份未完成；原有备份完好，业务照常',
    'The copy was not finished; the copies there are as they were, and work goes on',
    '请重试；再次失败请技术员检查备份位置。',
    'Try again; if it fails again, a technician checks the place for copies.',
  ),
  copyNone: text(
    '备份位置还没有备份',
    'There is no copy in the second place yet',
    '先备份一次。',
    'Make a copy first.',
  ),
  databaseDamagedCopy: text(
    '数据文件损坏，已改名保留。可恢复的备份：{copy}，取自 {takenAt}（{age} 小时前），其后至少 {entries} 条审计记录不在其中',
    'The data file is damaged; it is kept under another name. A proven copy is there: {copy} of {takenAt} ({age} {age|hour|hours} ago); at least {entries} {entries|entry|entries} of the audit log came after it',
    '主管同意后，技术员把该备份和同名 .json 从 {folder} 复制到数据文件夹的 restore 中，重新启动；启动后制卡暂停，由两人在“晨检”页确认。',
    'With a supervisor’s consent a technician copies it and its .json from {folder} into “restore” of the data folder and starts again; no cards are made then until two people accept on the Morning page.',
  ),
  restoreCopyBad: text(
    '恢复用的备份不能使用：{reason}',
    'The copy put there to restore from cannot be used: {reason}',
    '换一份备份，或核对恢复密钥和终端编号；原备份文件未改动。',
    'Use another copy, or check the recovered key and the station number; the copy itself was not touched.',
  ),
} as const;
