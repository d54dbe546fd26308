/**
 * The content security policy of every page. Nothing comes from a network, nothing is evaluated; antd inserts its styles with the
 * nonce of this one response. WebAssembly runs (the QR reader, whose module lies in the scripts); that is no leave to evaluate text. `blob:` is for pictures and papers that a host made.
 */
export function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The one page that may ever see through a camera. */
export const cameraPage = '/kiosk.html';

/** The permissions policy of a page's response: devices stay closed to every page, the camera to all but the kiosk's. */
export function permissionsPolicy(path: string, stationHasCamera: boolean): string {
  const camera = stationHasCamera && path === cameraPage ? '(self)' : '()';
  return `camera=${camera}, microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()`;
}
