import type { Surface } from '../contract/access.ts';
import { appOrigin } from './appProtocol.ts';
import { cameraPage } from './contentPolicy.ts';

/** What a page wants, as Electron tells it; every field may be missing in one kind of question or the other. */
export interface PermissionQuestion {
  /** Electron's name; `media` is camera and microphone, `display-capture` the screen. */
  readonly permission: string;
  /** Surface of the window that asks, by the shell's own books; null = no window of ours. */
  readonly surface: Surface | null;
  readonly isMainFrame: boolean;
  readonly requestingUrl: string | undefined;
  readonly mediaTypes: readonly string[];
}

/**
 * May this page have what it asks for? Everything is refused but one: the picture of the camera, without sound, for the kiosk's own page on
 * a station whose profile has a camera (`StationProfile.kioskCamera`).
 */
export function mayUse(question: PermissionQuestion, stationHasCamera: boolean): boolean {
  const { permission, surface, isMainFrame, requestingUrl, mediaTypes } = question;
  return (
    stationHasCamera &&
    permission === 'media' &&
    surface === 'kiosk' &&
    isMainFrame &&
    requestingUrl === `${appOrigin}${cameraPage}` &&
    // Without any type it is a question about something else, e.g. a capture of the screen under the old name.
    mediaTypes.length > 0 &&
    mediaTypes.every((type) => type === 'video')
  );
}
