import { constants, privateDecrypt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A manifest beside a copy (`recoveryKey`), or the key file of a station (`recovery`). */
const holder = z.object({
  recoveryKey: z.base64().nullish(),
  recovery: z.base64().nullish(),
});

export type Unwrapped =
  | { readonly ok: true; readonly key: Buffer }
  | { readonly ok: false; readonly zh: string; readonly en: string };

/**
 * The database key of a station, unwrapped with the recovery officer's private key (RSA-OAEP, SHA-256; docs/decisions/0004). Changes nothing and
 * sends nothing.
 */
export function unwrapRecoveryKey(path: string, privateKey: string, passphrase?: string): Unwrapped {
  let wrapped: string | null;
  try {
    const found = holder.parse(JSON.parse(readFileSync(path, 'utf8')));
    wrapped = found.recoveryKey ?? found.recovery ?? null;
  } catch {
    return {
      ok: false,
      zh: '文件不是备份清单或密钥文件',
      en: 'the file is no manifest of a copy and no key file',
    };
  }
  if (wrapped === null)
    return {
      ok: false,
      zh: '文件中没有恢复密钥：该终端没有恢复官',
      en: 'there is no recovery wrap in it: the station was given no recovery officer',
    };
  try {
    const key = privateDecrypt(
      {
        key: privateKey,
        padding: constants.RSA_PKCS1_OAEP_PADDING,
        oaepHash: 'sha256',
        ...(passphrase !== undefined && { passphrase }),
      },
      Buffer.from(wrapped, 'base64'),
    );
    return key.length === 32
      ? { ok: true, key }
      : { ok: false, zh: '解出的不是数据库密钥', en: 'what was unwrapped is no database key' };
  } catch {
    return {
      ok: false,
      zh: '该私钥打不开：不是此终端恢复官的私钥',
      en: 'this private key does not open it: it is not that of the station’s recovery officer',
    };
  }
}
