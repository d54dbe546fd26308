import { text } from './errorText.ts';

/** The queue moved by hand (G6). */
export const carryErrors = {
  carryNothing: text(
    '没有未回执的记录可以带出',
    'There is nothing in the queue to carry out',
    '队列为空，无需带出。',
    'The queue is empty: nothing has to be carried.',
  ),
  carryCodeTypo: text(
    '口令第 {group} 组有误',
    'Group {group} of the code is not right',
    '对照记录重新输入第 {group} 组；没有字母 I、L、O、U。',
    'Type group {group} again from your note; the letters I, L, O and U do not occur.',
  ),
  carryCodeLength: text(
    '口令应为 {wanted} 个字符，现为 {typed} 个',
    'The code has {wanted} characters, not {typed}',
    '逐组核对，共 7 组、每组 5 个字符。',
    'Compare group by group: seven groups of five.',
  ),
  carryCodeWrong: text(
    '口令打不开这个文件；未改动任何数据',
    'The code does not open this file; nothing was changed',
    '每个文件有自己的口令：核对文件与口令是否为同一次带出。',
    'Each file has its own code: check that both were made together.',
  ),
  carryFileForeign: text(
    '这不是带出记录的文件；未改动任何数据',
    'This is not a file of a carried queue; nothing was changed',
    '选择带出时保存的文件（.zkq）。',
    'Choose the file that was saved when they were carried out (.zkq).',
  ),
  carryFileVersion: text(
    '文件版本 {version} 比本程序新；未改动任何数据',
    'The file is of version {version}, which this program does not know; nothing was changed',
    '先更新本终端的程序，再带入。',
    'Update the program of this station, then bring it in.',
  ),
  carryFileDamaged: text(
    '文件不完整或被改动；未改动任何数据',
    'The file is cut off or was altered; nothing was changed',
    '重新复制文件；仍不行则在原终端重新带出。',
    'Copy the file again; if that does not help, carry out again at the first station.',
  ),
  carryFileTooBig: text(
    '文件过大（{megabytes} MB）；未改动任何数据',
    'The file is too big ({megabytes} MB); nothing was changed',
    '选择带出时保存的文件（.zkq）。',
    'Choose the file that was saved when they were carried out (.zkq).',
  ),
  carrySignature: text(
    '文件署名为终端 {station}，但签名不符；未改动任何数据',
    'The file says that it is of station {station}, and its signature is not that station’s; nothing was changed',
    '不要使用该文件；请主管与原终端核实。公钥更换过的，由技术员更新配置中的 paperKeys。',
    'Do not use the file; ask the first station. If its key changed, a technician updates paperKeys in the profile.',
  ),
  carryMode: text(
    '培训与正式终端之间不能搬运队列',
    'A queue is not carried between training and production',
    '选择同一模式终端的文件。',
    'Choose a file of a station in the same mode.',
  ),
  carryNoReceipts: text(
    '终端 {station} 的记录还没有回执',
    'There is no receipt yet for rows of station {station}',
    '等待这些记录上报后再带出回执。',
    'Wait until they have gone upstream, then write the receipts.',
  ),
  receiptsForeign: text(
    '这不是回执文件，或已损坏；未改动任何数据',
    'This is no file of receipts, or it is damaged; nothing was changed',
    '选择“带出回执”保存的文件。',
    'Choose the file that “Carry receipts out” saved.',
  ),
  receiptsOfOther: text(
    '这些回执属于终端 {station}；未改动任何数据',
    'These receipts are for station {station}; nothing was changed',
    '在终端 {station} 带入。',
    'Bring them in at station {station}.',
  ),
  receiptsUnknownStation: text(
    '没有终端 {station} 的公钥，无法核实回执；未改动任何数据',
    'The key of station {station} is not known here, so its receipts cannot be checked; nothing was changed',
    '技术员把该终端的公钥写入配置 paperKeys；或等联网后由本机直接上报，回执相同。',
    'A technician adds its key to paperKeys of the profile; or let this station send once it is online: the receipts are the same.',
  ),
  receiptsNotExported: text(
    '回执所指的记录 {row} 从未由本机带出；未改动任何数据',
    'There is a receipt for row {row}, which this station never carried out; nothing was changed',
    '不要使用该文件；请主管与对方终端核实。',
    'Do not use the file; ask the other station.',
  ),
} as const;
