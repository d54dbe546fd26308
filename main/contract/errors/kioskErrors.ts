import { text } from './errorText.ts';

/** The kiosk's cabinet and its maintenance (E7, F6). */
export const kioskErrors = {
  cabinetOpened: text(
    '自助机机柜被打开过，尚未核实',
    'The kiosk’s cabinet was opened and nobody has settled it yet',
    '由主管到自助机查看，关好机柜，在“设备”页写明情况后继续。',
    'A supervisor looks at the kiosk, closes the cabinet and settles it with a note on the page “Devices”; then go on.',
  ),
  cabinetOpen: text(
    '机柜还开着，或者机柜开关没有信号',
    'The cabinet is open, or its contact says nothing',
    '关好机柜门；仍然提示时检查机柜开关的接线。',
    'Close the door of the cabinet; if this stays, check the wiring of its contact.',
  ),
  cabinetEventNotFound: text(
    '没有这条机柜记录',
    'There is no such record of the cabinet',
    '刷新后再选。',
    'Look at the list again and choose from it.',
  ),
  cabinetSettled: text(
    '这条机柜记录已由他人核实',
    'This opening has been settled already',
    '请看记录上的说明。',
    'Read the note on the record.',
  ),
  kioskMaintenance: text(
    '自助机正在维护',
    'The kiosk is in maintenance',
    '等维护结束；急用时请到窗口办理。',
    'Wait until it has ended; if it is urgent, do it at the window.',
  ),
  retainedByCabinet: text(
    '制卡时机柜被打开，卡已收入废卡盒',
    'The cabinet was opened while this card was made: it went into the reject box',
    '主管核实机柜后，为持卡人重新制卡。',
    'When a supervisor has settled the opening, make a new card for its holder.',
  ),
} as const;
