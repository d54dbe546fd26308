import { windowTexts } from './windowTexts.ts';

/** A value in both languages: Chinese, English. */
export type Word = readonly [zh: string, en: string];
type Words = Readonly<Record<string, Word>>;

/** Words that a screen already has, so that a failure names a thing as the screen does. */
function fromTexts(...path: readonly string[]): Words {
  const find = (language: 'zh' | 'en'): Readonly<Record<string, unknown>> =>
    path.reduce<Readonly<Record<string, unknown>>>(
      (texts, key) => (texts[key] ?? {}) as Readonly<Record<string, unknown>>,
      windowTexts[language],
    );
  const en = find('en');
  return Object.fromEntries(
    Object.entries(find('zh')).map(([value, zh]) => [value, [String(zh), String(en[value])]]),
  );
}

const devices: Words = fromTexts('station', 'device');

/** Completion codes of XFS4IoT, its error codes, and what our own drivers say besides. */
const faults: Words = {
  mediaJam: ['卡片卡住', 'a card is jammed'],
  noMedia: ['没有卡片', 'no card'],
  tonerOut: ['色带用完', 'the ribbon is used up'],
  coverOpen: ['机盖打开', 'the cover is open'],
  retainBinFull: ['废卡盒已满', 'the reject box is full'],
  atrNotObtained: ['芯片无应答', 'the chip does not answer'],
  invalidMedia: ['卡片类型不符', 'not the right kind of card'],
  barcodeInvalid: ['条码无法识别', 'the barcode cannot be read'],
  mediaRetained: ['卡片已被收回', 'the card was retained'],
  paperOut: ['缺纸', 'out of paper'],
  chipDiffers: ['芯片内容与写入不符', 'the chip differs from what was written'],
  success: ['已完成，但结果不符', 'finished, but not as expected'],
  commandErrorCode: ['设备拒绝执行', 'the device refused'],
  canceled: ['操作已取消', 'the operation was cancelled'],
  deviceNotReady: ['设备未就绪', 'the device is not ready'],
  hardwareError: ['硬件故障', 'hardware fault'],
  internalError: ['设备内部错误', 'internal fault of the device'],
  invalidCommand: ['设备不认识该指令', 'the device does not know this command'],
  timeOut: ['未在规定时间内应答', 'no answer in time'],
  unsupportedCommand: ['设备不支持该操作', 'the device cannot do this'],
  invalidData: ['数据不被接受', 'the data was not accepted'],
  userError: ['需要人工处理', 'somebody must see to it'],
  unsupportedData: ['不支持的数据', 'unsupported data'],
  sequenceError: ['操作顺序不符', 'wrong order of operations'],
  'connection lost': ['连接中断', 'connection lost'],
  'reader gone': ['芯片读写器已断开', 'the chip reader is gone'],
  'answers not readable': ['应答无法识别', 'the answers cannot be read'],
  'no serial number': ['读不到序列号', 'it gives no serial number'],
  'no life counter': ['读不到打印计数', 'it gives no print counter'],
  'a card is inside': ['机内有卡片', 'a card is inside'],
  'no card is inside': ['机内没有卡片', 'no card is inside'],
  'card not where it should be': ['卡片不在应到的位置', 'the card is not where it should be'],
  'no such device': ['本站没有该设备', 'this station has no such device'],
  'device host is down': ['设备服务未运行', 'the device service is not running'],
  'device host was lost during the command': [
    '操作中设备服务中断',
    'the device service was lost during the command',
  ],
  'SAM self-test failed': ['安全模块自检失败', 'security module self-test failed'],
  'SAM not authorised': ['安全模块未授权', 'security module not authorised'],
  'no card': ['没有卡片', 'no card'],
  'name cannot be written': ['姓名无法写入芯片', 'the name cannot be written to the chip'],
  'the card refuses the write': ['卡片拒绝写入', 'the card refuses the write'],
  'no answer to a write': ['写入后无应答', 'no answer to a write'],
  'options of the chip reader': ['读卡器配置项有误', 'the options of the chip reader are wrong'],
  pinRequired: ['该地区的卡需要密码才能读取', 'cards of this region ask for a PIN before they are read'],
  'refused by the scanner': ['扫描器拒绝该指令', 'refused by the scanner'],
  'no status': ['打印机没有状态应答', 'the printer tells no status'],
  'not known whether it was printed': ['不确定是否已打印', 'not known whether it was printed'],
  offline: ['打印机离线', 'the printer is offline'],
  'bezel not asked': ['取卡口状态未知', 'the state of the card exit is not known'],
  'no bezel': ['该打印机没有取卡口', 'this printer has no card exit'],
  'the queue does not answer': ['打印队列没有应答', 'the print queue does not answer'],
  'no such queue': ['没有这个打印队列', 'there is no such print queue'],
  'the queue is stopped': ['打印队列已停止', 'the print queue is stopped'],
  'not known whether the queue took it': [
    '不确定打印队列是否已接收',
    'not known whether the print queue took it',
  ],
  'no print service': ['打印服务未运行', 'the print service is not running'],
  'the queue refused the document': ['打印队列拒绝该文件', 'the print queue refused the document'],
};

/** Fields of the inputs and of the documents; the last part of a path names the field. */
const fields: Words = {
  userName: ['用户名', 'user name'],
  password: ['口令', 'password'],
  roles: ['角色', 'roles'],
  openOnly: ['筛选条件', 'filter'],
  rowId: ['上报记录', 'queue row'],
  caseId: ['办件', 'case'],
  permitNumber: ['许可编号', 'permit number'],
  document: ['原件', 'document'],
  verdict: ['核验结论', 'verdict'],
  note: ['说明', 'note'],
  '备注 note': ['说明', 'note'],
  field: ['对比字段', 'compared field'],
  outcome: ['核对结果', 'outcome'],
  reason: ['原因', 'reason'],
  reasons: ['原因', 'reasons'],
  countersignature: ['第二人签名', 'second signature'],
  authority: ['主管机关', 'authority'],
  noticeId: ['文书', 'notice'],
  jobId: ['制卡任务', 'card job'],
  deviceId: ['设备', 'device'],
  on: ['开关', 'on or off'],
  identity: ['设备身份', 'device identity'],
  make: ['厂商', 'make'],
  model: ['型号', 'model'],
  serial: ['序列号', 'serial number'],
  firmware: ['固件', 'firmware'],
  good: ['卡面结论', 'verdict on the face'],
  cardIs: ['卡片位置', 'place of the card'],
  face: ['卡面', 'card face'],
  recipient: ['领取人', 'recipient'],
  idShown: ['出示证件号码', 'number of the document shown'],
  phone: ['联系电话', 'phone'],
  bank: ['银行', 'bank'],
  vendor: ['卡商', 'card vendor'],
  bankCardNumbers: ['银行卡号', 'bank card numbers'],
  units: ['空白卡', 'blank cards'],
  unit: ['空白卡', 'blank card'],
  to: ['去向', 'destination'],
  counts: ['盘点', 'count'],
  counted: ['实点张数', 'counted'],
  date: ['日期', 'date'],
  format: ['文件格式', 'file format'],
  bytes: ['文件', 'file'],
  language: ['语言', 'language'],
  source: ['来源', 'source'],
  text: ['扫描内容', 'scanned text'],
  wants: ['办理方式', 'wish'],
  method: ['操作名称', 'name of the operation'],
  input: ['全部内容', 'the whole input'],
  personId: ['样例人员', 'sample person'],
  'station.json': ['终端配置文件', 'station profile'],
  'upstream-token': ['上级系统令牌', 'upstream token'],
  documentNumber: ['护照号码', 'passport number'],
  passportNumber: ['护照号码', 'passport number'],
  nationality: ['国籍', 'nationality'],
  birthDate: ['出生日期', 'date of birth'],
  expiryDate: ['有效期', 'date of expiry'],
  passportExpiry: ['护照有效期', 'passport expiry date'],
  sex: ['性别', 'sex'],
  name: ['姓名', 'name'],
  '总校验位 composite': ['总校验位', 'composite'],
};

const states: Words = {
  ...fromTexts('desk', 'state'),
  ...fromTexts('queue', 'state'),
  ...fromTexts('stock', 'state'),
  ...fromTexts('cards', 'jobState'),
  closed: ['当日已关闭，次日可开启', 'this day is closed; the next can be opened tomorrow'],
  registered: ['已登记', 'registered'],
  attract: ['自助机首页', 'kiosk start page'],
  language: ['自助机语言页', 'kiosk language page'],
  notice: ['自助机扫描页', 'kiosk scan page'],
  passport: ['自助机护照页', 'kiosk passport page'],
  confirm: ['自助机确认页', 'kiosk confirm page'],
  waitForAttendant: ['自助机等待工作人员', 'kiosk waits for staff'],
  making: ['自助机制卡中', 'kiosk card in the making'],
  slip: ['自助机办理单页', 'kiosk slip page'],
  takeDocuments: ['自助机取件页', 'kiosk take-away page'],
  unavailable: ['自助机暂停', 'kiosk paused'],
};

/** Fields of the card data (domain-rules 9.10), named when they are empty. */
const reasons: Words = {
  ...states,
  cardNumber: ['社保卡号', 'card number'],
  documentNumber: ['证件号码', 'document number'],
  name: ['姓名', 'name'],
  socialSecurityNumber: ['社会保障号码', 'social security number'],
  photo: ['照片', 'photo'],
  validUntil: ['有效期', 'expiry date'],
  birthDate: ['出生日期', 'date of birth'],
  issueDate: ['发卡日期', 'issue date'],
  '': ['未说明', 'not stated'],
};

/** What a read-back compares (D6). */
const chipFields: Words = {
  cardIdentifier: ['卡识别码', 'card identifier'],
  cardNumber: ['社保卡号', 'card number'],
  socialSecurityNumber: ['社会保障号码', 'social security number'],
  holderName: ['姓名', 'name'],
  issuedOn: ['发卡日期', 'issue date'],
  expiresOn: ['有效期', 'expiry date'],
};

const parts: Words = {
  Zhengka: ['后台服务', 'The service behind this screen'],
  devices: ['设备服务', 'The device service'],
  'core host': ['业务服务', 'The core service'],
  'device host': ['设备服务', 'The device service'],
  'training host': ['培训服务', 'The training service'],
};

/** Words for the values that fill `{name}` in the texts of main/contract/errors.ts, by that name. */
export const detailWords: Readonly<Record<string, Words>> = {
  device: devices,
  fault: faults,
  field: fields,
  fields: chipFields,
  incident: { answer: ['应答', 'answer'], dispatch: ['分派', 'dispatch'] },
  part: parts,
  reason: reasons,
  state: states,
  status: { ...fromTexts('desk', 'permitStatus'), expired: ['已过期', 'expired'] },
  step: fromTexts('cards', 'step'),
  upstream: {
    permits: ['工作许可系统', 'Permit system'],
    cards: ['社保卡系统', 'Card system'],
    queue: ['上报通道', 'Reporting'],
  },
};
