import { sm2 } from 'sm-crypto-v2';
import { z } from 'zod';
import type { RulePublisher } from '../../contract/station.ts';
import { canonicalJson } from '../../domain/documents/canonicalJson.ts';
import { sm3Hex } from './createCrypto.ts';

const encoder = new TextEncoder();

/** The file beside a rule pack, `<pack>.json.sig`: one entry for each publisher that stands for it. */
export const packSignatures = z.strictObject({
  signatures: z
    .array(z.strictObject({ publisher: z.string().min(1), signature: z.string().regex(/^[0-9a-f]{128}$/) }))
    .min(1),
});
export type PackSignatures = z.infer<typeof packSignatures>;

/** What is signed is the content and not its bytes: another way to write the same JSON needs no new signature. */
const signedText = (content: unknown): Uint8Array =>
  encoder.encode(`zhengka rule pack ${sm3Hex(canonicalJson(content))}`);

/** SM2 with SM3 (GB/T 32918), as 128 hex. `privateKey`: 64 hex. */
export function signPack(content: unknown, privateKey: string): string {
  return sm2.doSignature(signedText(content), privateKey, {
    hash: true,
    publicKey: sm2.getPublicKeyFromPrivateKey(privateKey),
  });
}

/** The uncompressed public key, 130 hex. */
export const packPublicKey = (privateKey: string): string => sm2.getPublicKeyFromPrivateKey(privateKey);

type Point = ReturnType<typeof sm2.precomputePublicKey>;

/**
 * Before its first verification the library tabulates 4224 multiples of the curve's base point, which pays after hundreds of them; a start
 * of the station waits for two. Tables of this window have 520, and the publisher's key gets one too. Results do not depend on them.
 */
const smallWindow = 4;
let baseIsSmall = false;

/** Throws where the key is no point of the curve. */
function keyPoint(publicKey: string): Point {
  const point = sm2.precomputePublicKey(publicKey, smallWindow);
  if (!baseIsSmall) (point.constructor as unknown as { readonly BASE: Point }).BASE.precompute(smallWindow);
  baseIsSmall = true;
  return point;
}

function verifies(content: unknown, publicKey: string, signature: string): boolean {
  try {
    return (
      sm2.verifyPublicKey(publicKey) &&
      sm2.doVerifySignature(signedText(content), signature, keyPoint(publicKey), { hash: true })
    );
  } catch {
    // A point that is not on the curve, or a number out of range.
    return false;
  }
}

/**
 * Why a pack is not taken; null = it is. One signature of an accepted publisher is enough; a signature in the name of an accepted publisher
 * that does not fit is a forgery, whoever else signed.
 */
export function packSignatureProblem(
  content: unknown,
  signatures: unknown,
  publishers: readonly RulePublisher[],
): string | null {
  const parsed = packSignatures.safeParse(signatures);
  if (!parsed.success) return 'the signature file is missing or no signature file';
  const known = parsed.data.signatures.flatMap((entry) =>
    publishers.filter(({ id }) => id === entry.publisher).map((publisher) => ({ entry, publisher })),
  );
  if (known.length === 0) {
    const names = parsed.data.signatures.map(({ publisher }) => publisher).join(', ');
    return `signed by ${names}, which this station does not accept`;
  }
  const forged = known.find(
    ({ entry, publisher }) => !verifies(content, publisher.publicKey, entry.signature),
  );
  return forged === undefined ? null : `the signature of ${forged.publisher.id} does not fit the content`;
}
