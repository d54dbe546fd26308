import { text } from './errorText.ts';

/** Devices, kiosk, upstream. */
export const outsideErrors = {
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
  kioskHelp: text(
    '自助机前有人请求协助',
    'A visitor at the kiosk asks for help',
    '请工作人员前往自助机。',
    'A member of staff goes to the kiosk.',
  ),
  cameraNotFound: text(
    '没有找到自助机的摄像头',
    'The camera of the kiosk was not found',
    '检查摄像头连线，以及配置中的摄像头名称；在此之前用扫描器或到窗口办理。',
    'Check its cable and its name in the profile; until then the scanner or the window.',
  ),
  cameraRefused: text(
    '系统不允许使用摄像头',
    'The system does not allow the camera',
    '由技术员在操作系统设置中允许；在此之前用扫描器或到窗口办理。',
    'A technician allows it in the settings of the system; until then the scanner or the window.',
  ),
  cameraInUse: text(
    '摄像头无法启动，可能被其他程序占用',
    'The camera does not start; another program may be using it',
    '关闭占用摄像头的程序；在此之前用扫描器或到窗口办理。',
    'Close the program that uses it; until then the scanner or the window.',
  ),
  languageRefused: text(
    '语言文件 {file} 未启用：{languageFault}（{path}）',
    'Language file {file} is not used: {languageFault} ({path})',
    '更正该文件后重新启动；其他语言不受影响。',
    'Correct the file and start again; other languages are not affected.',
  ),
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
} as const;
