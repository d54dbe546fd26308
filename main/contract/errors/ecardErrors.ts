import { text } from './errorText.ts';

/** Dynamic code of the electronic social security card (A11, domain-rules 3.9, 3.10, 13.4). */
export const ecardErrors = {
  ecardDamaged: text(
    '电子社保卡二维码不完整或已损坏',
    'The code of the electronic card is damaged or incomplete',
    '请持卡人调亮屏幕、刷新二维码后重扫。',
    'The holder turns up the screen, refreshes the code and shows it again.',
  ),
  ecardExpired: text(
    '电子社保卡二维码已过期',
    'The code of the electronic card has expired',
    '请持卡人当面刷新二维码后重扫；截图和照片不能用。',
    'The holder refreshes the code at the window; a screenshot or photo cannot be used.',
  ),
  ecardSeenBefore: text(
    '此电子社保卡二维码 {seconds} 秒前已出示过，已过期',
    'This code was shown here {seconds} seconds ago and has expired',
    '可能是截图：请持卡人当面打开电子社保卡，出示新的二维码。',
    'It may be a screenshot: the holder opens the electronic card at the window and shows a new code.',
  ),
  ecardUnknown: text(
    '上级系统查无此电子社保卡二维码',
    'Upstream does not know this code of an electronic card',
    '请持卡人从电子社保卡出示二维码重扫；仍查无的，转主管。',
    'The holder shows the code from the electronic card again; if it stays unknown, hand to a supervisor.',
  ),
  ecardOtherPerson: text(
    '电子社保卡不属于本办件的申请人',
    'The electronic card belongs to another person than this case',
    '办件未改动。请核对持卡人；为他人办理的，先打开其办件。',
    'The case is unchanged. Check who the holder is; for somebody else open that case first.',
  ),
  ecardWithoutPermit: text(
    '电子社保卡有效，但上级系统未关联工作许可',
    'The electronic card is valid, but upstream links no work permit to it',
    '请扫描《外国人工作许可通知》上的二维码，或手工输入许可编号。',
    'Scan the Work Permit Notice or enter the permit number.',
  ),
  ecardOffline: text(
    '未联网，无法核验电子社保卡二维码',
    'Offline: the code of the electronic card cannot be checked',
    '离线时任何二维码都不能作为证明。可扫描通知、核验原件和护照；联网后请持卡人出示新的二维码。',
    'Offline no code proves anything. Scan the Notice and check originals and passport; once online the holder shows a new code.',
  ),
  ecardAtWindow: text(
    '这是电子社保卡二维码，请到窗口核验',
    'This is the code of an electronic card: it is checked at a window',
    '在自助机上请扫描《外国人工作许可通知》上的二维码。',
    'At the kiosk scan the QR on the Work Permit Notice.',
  ),
} as const;
