import { success } from '../../contract/result.ts';
import type { Handlers } from '../deps.ts';
import type { Kiosk } from './kiosk.ts';

type KioskMethod =
  | 'kioskState'
  | 'kioskBegin'
  | 'kioskLanguage'
  | 'kioskBack'
  | 'kioskStay'
  | 'kioskConfirm'
  | 'kioskCallStaff'
  | 'kioskEnd'
  | 'kioskSlipPdf'
  | 'ticketTake';

/** What the kiosk's screen may call. `kioskEnd` leads past "take your documents" when a passport was laid down. */
export function kioskHandlers(kiosk: Kiosk): Handlers<KioskMethod> {
  return {
    kioskState: () => success(kiosk.view()),
    kioskBegin: ({ language }) => success(kiosk.touch({ type: 'begin', language })),
    kioskLanguage: ({ language }) => success(kiosk.touch({ type: 'language', language })),
    kioskBack: () => success(kiosk.touch({ type: 'back' })),
    kioskStay: () => success(kiosk.touch({ type: 'stay' })),
    kioskConfirm: ({ wants }) => kiosk.confirm(wants),
    kioskCallStaff: () => {
      kiosk.callStaff();
      return success({});
    },
    kioskEnd: () => success(kiosk.touch({ type: 'finish' })),
    kioskSlipPdf: () => kiosk.slipPdf(),
    ticketTake: () => success(kiosk.touch({ type: 'numberWanted' })),
  };
}
