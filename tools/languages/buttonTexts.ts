/** Texts of the kiosk that stand on something to press. */
export const kioskButtons: readonly string[] = [
  'frame.back',
  'frame.staff',
  'frame.finish',
  'frame.largeText',
  'frame.contrast',
  'frame.language',
  'attract.start',
  'notice.takeNumber',
  'confirm.slip',
  'confirm.card',
  'confirm.slipInstead',
  'confirm.working',
  'slip.paperFinish',
  'slip.finish',
  'slip.staffFinish',
  'wait.end',
  'take.finish',
  'rating.notNow',
  'rating.finish',
  'rating.level.verySatisfied',
  'rating.level.satisfied',
  'rating.level.mostlySatisfied',
  'rating.level.dissatisfied',
  'rating.level.veryDissatisfied',
  'warning.stay',
  'warning.end',
  'staff.close',
];

/** Is a text on a button? The window names the texts of its buttons `act`, or after what every dialog has. */
export const isOnButton = (table: 'kiosk' | 'window', key: string): boolean =>
  table === 'kiosk'
    ? kioskButtons.includes(key)
    : /(?:^|\.)(?:act|acts|close|cancel|confirm|nav)(?:\.|$)/.test(key);
