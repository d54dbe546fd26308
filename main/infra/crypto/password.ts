import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/** Cost of a new hash: 2^15 blocks of 1 KiB, 32 MiB and about 0.1 s. Old hashes keep the cost that is written in them. */
const cost = { log2: 15, blockSize: 8, parallel: 1 };
const shape = /^scrypt\$(1[0-7])\$(\d{1,2})\$(\d)\$([A-Za-z0-9+/=]{20,})\$([A-Za-z0-9+/=]{40,})$/;

/** `scrypt$<log2 N>$<r>$<p>$<salt>$<hash>`, salt and hash in base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, cost.log2, cost.blockSize, cost.parallel);
  const { log2, blockSize, parallel } = cost;
  return `scrypt$${log2}$${blockSize}$${parallel}$${salt.toString('base64')}$${hash.toString('base64')}`;
}

/** Is this a hash as `hashPassword` makes it? */
export const isPasswordHash = (text: string): boolean => shape.test(text);

/** False for a wrong password and for a text that is no hash of ours. */
export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const parts = shape.exec(hash);
  if (!parts) return false;
  const [, log2 = '', blockSize = '', parallel = '', salt = '', expected = ''] = parts;
  const wanted = Buffer.from(expected, 'base64');
  if (wanted.length !== 32) return false;
  const found = await derive(
    password,
    Buffer.from(salt, 'base64'),
    Number(log2),
    Number(blockSize),
    Number(parallel),
  );
  return timingSafeEqual(found, wanted);
}

/** One person may type composed, another decomposed accents: NFKC makes them the same password. */
async function derive(
  password: string,
  salt: Uint8Array,
  log2: number,
  blockSize: number,
  parallel: number,
): Promise<Buffer> {
  const options: ScryptOptions = {
    N: 2 ** log2,
    r: blockSize,
    p: parallel,
    maxmem: 192 * 2 ** log2 * blockSize,
  };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
