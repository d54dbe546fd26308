import type { KioskView } from '../../../main/contract/kiosk.ts';
import type { Training } from '../../../main/hosts/training/trainingHost.ts';
import type { StationClient } from '../../../main/hosts/runInline.ts';
import type { SamplePerson } from '../../../main/training/people.ts';
import { eventually } from './badInputDesk.ts';
import { devicesReady, value } from './deskWork.ts';

/** What a visitor of the kiosk does and sees, over the same methods as the screen. */
export interface KioskVisit {
  view(): Promise<KioskView>;
  /** Waits until the screen is what is wanted. */
  sees(what: string, holds: (view: KioskView) => boolean): Promise<KioskView>;
  /** From the first touch to "this is me", with Notice and passport on the kiosk's own readers. */
  toConfirm(person: SamplePerson, language: KioskView['language']): Promise<void>;
}

export function kioskVisit(training: Training, kiosk: StationClient): KioskVisit {
  const { methods } = kiosk;
  const view = async (): Promise<KioskView> => value(await methods.kioskState({}));
  const sees: KioskVisit['sees'] = async (what, holds) =>
    eventually(what, async () => {
      const now = await view();
      return holds(now) ? now : null;
    });
  return {
    view,
    sees,
    async toConfirm(person, language) {
      const { kioskScanner, kioskPassportReader } = training.counter;
      await devicesReady(kiosk, [
        'kioskScanner',
        'kioskPassportReader',
        'kioskCardPrinter',
        'kioskChipReader',
      ]);
      value(await methods.kioskBegin({ language }));
      value(await methods.kioskLanguage({ language }));
      await sees('the page for the Notice', ({ page }) => page === 'notice');
      kioskScanner.scan(person.noticeQr);
      await sees('the page for the passport', ({ page }) => page === 'passport');
      kioskPassportReader.show(person.mrz);
      await sees('"this is me"', ({ page }) => page === 'confirm');
    },
  };
}
