import type { LanguageTag } from '../../contract/access.ts';
import type { KioskView } from '../../contract/kiosk.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import type { Handlers } from '../deps.ts';
import type { Languages } from '../languages/languageHandlers.ts';
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
export function kioskHandlers(kiosk: Kiosk, languages: Pick<Languages, 'offers'>): Handlers<KioskMethod> {
  const speak = (type: 'begin' | 'language', language: LanguageTag): Result<KioskView> =>
    languages.offers(language)
      ? success(kiosk.touch({ type, language }))
      : failure('invalidInput', { field: 'language' });
  return {
    kioskState: () => success(kiosk.view()),
    kioskBegin: ({ language }) => speak('begin', language),
    kioskLanguage: ({ language }) => speak('language', language),
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
