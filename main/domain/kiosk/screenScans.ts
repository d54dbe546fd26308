import type { Surface } from '../../contract/access.ts';
import type { ScreenScanSource } from '../../contract/methods/caseMethods.ts';
import type { StationProfile } from '../../contract/station.ts';
import { assertNever } from '../../contract/result.ts';

/** May this screen hand over a code that it read itself (A2)? Its page and its visitor are judged where the code arrives. */
export function mayReadItself(
  surface: Surface,
  source: ScreenScanSource,
  profile: Pick<StationProfile, 'kioskCamera'>,
): boolean {
  switch (source) {
    case 'wedge':
      return true;
    case 'image':
      // A kiosk takes no pictures from the public.
      return surface === 'window';
    case 'camera':
      return surface === 'kiosk' && profile.kioskCamera !== null;
    default:
      return assertNever(source);
  }
}
