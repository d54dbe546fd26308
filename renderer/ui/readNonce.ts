/** The nonce of this response, written into the page by the app:// handler. It lets antd insert its styles under the strict policy. */
export function readNonce(): string | undefined {
  const content = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content');
  return content === null || content === undefined || content.startsWith('%') ? undefined : content;
}
