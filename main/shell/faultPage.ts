import { describeError, type ErrorCode } from '../contract/errors.ts';
import type { Failure } from '../contract/result.ts';

/** Path of the page that stands in for the terminal when it cannot start. */
export const faultPath = '/fault';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (each) => escapes[each] ?? each);

/** A plain page with cause and remedy in both languages. It has no script, so nothing of it can fail. */
export function faultPage(fault: Failure, nonce: string): string {
  const zh = describeError(fault, 'zh');
  const en = describeError(fault, 'en');
  const code: ErrorCode = fault.code;
  return `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8">
    <title>证卡 Zhengka</title>
    <style nonce="${nonce}">
      body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 18px/1.6 'Noto Sans SC', 'Noto Sans', sans-serif; color: #1f1f1f; background: #fff; }
      main { max-width: 44rem; padding: 3rem; border-left: 8px solid #c62828; }
      h1 { margin: 0 0 .5rem; font-size: 1.75rem; }
      p { margin: .25rem 0 1.25rem; }
      code { color: #595959; }
    </style>
  </head>
  <body>
    <main role="alert">
      <h1>${escaped(zh.message)}</h1>
      <p>${escaped(zh.remedy)}</p>
      <section lang="en">
        <h1>${escaped(en.message)}</h1>
        <p>${escaped(en.remedy)}</p>
      </section>
      <code>${escaped(code)}</code>
    </main>
  </body>
</html>
`;
}
