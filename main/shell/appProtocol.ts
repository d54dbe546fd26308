import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { CustomScheme, Protocol } from 'electron';
import { contentPolicy, permissionsPolicy } from './contentPolicy.ts';

/** Pages come from `app://zhengka/…`, which is this folder and nothing else. */
export const appOrigin = 'app://zhengka';
export const appScheme: CustomScheme = {
  scheme: 'app',
  // codeCache: the second start does not compile the pages again.
  privileges: { standard: true, secure: true, codeCache: true },
};

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};
/** Where a page finds the nonce of its response (renderer/ui/readNonce.ts). */
const noncePlaceholder = '%CSP_NONCE%';

export interface Pages {
  /** Folder of the built pages. */
  readonly folder: string;
  /** Has the station's kiosk a camera? */
  readonly stationHasCamera: boolean;
  /** Page that is made here and not in the folder, by its path, or null. */
  generated(path: string, nonce: string): string | null;
}

export function serveApp(protocol: Protocol, pages: Pages): void {
  protocol.handle(appScheme.scheme, async (request) => {
    const nonce = randomBytes(16).toString('base64');
    const path = request.method === 'GET' ? pagePath(request.url) : null;
    if (path === null) return refuse(nonce);
    const own = { nonce, permissions: permissionsPolicy(path, pages.stationHasCamera) };
    const generated = pages.generated(path, nonce);
    if (generated !== null) return respond(generated, 'text/html; charset=utf-8', own);
    const mediaType = mediaTypes[extname(path)];
    const file = fileIn(pages.folder, path);
    if (mediaType === undefined || file === null) return refuse(nonce);
    try {
      const content = await readFile(file);
      return extname(path) === '.html'
        ? respond(content.toString('utf8').replaceAll(noncePlaceholder, nonce), mediaType, own)
        : respond(asBody(content), mediaType, own);
    } catch {
      return refuse(nonce);
    }
  });
}

/** A view and no copy: a font has ten megabytes. What `readFile` gives is never shared memory. */
const asBody = ({ buffer, byteOffset, byteLength }: Buffer): Uint8Array<ArrayBuffer> =>
  new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);

function pagePath(url: string): string | null {
  const parsed = new URL(url);
  if (`${parsed.protocol}//${parsed.host}` !== appOrigin) return null;
  try {
    return decodeURIComponent(parsed.pathname);
  } catch {
    return null;
  }
}

/** The file of a path, or null when it would lie outside the folder. */
export function fileIn(folder: string, path: string): string | null {
  if (path.includes('\0') || path.includes('\\')) return null;
  const file = normalize(join(folder, path));
  return file.startsWith(`${normalize(folder)}${sep}`) ? file : null;
}

function respond(
  body: string | Uint8Array<ArrayBuffer>,
  mediaType: string,
  { nonce, permissions }: { readonly nonce: string; readonly permissions: string },
  status = 200,
): Response {
  return new Response(body, {
    status,
    headers: {
      'content-type': mediaType,
      'content-security-policy': contentPolicy(nonce),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': permissions,
    },
  });
}

const refuse = (nonce: string): Response =>
  respond('', 'text/plain; charset=utf-8', { nonce, permissions: permissionsPolicy('', false) }, 404);
