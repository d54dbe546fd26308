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
