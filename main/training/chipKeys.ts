import { sm2 } from 'sm-crypto-v2';

/** The SM2 of the simulated chips: what a real chip does inside itself. Keys and boxes as upper-case hex and bytes. */
export const trainingChipKeys = {
  newPair(): { readonly privateKey: string; readonly publicKey: string } {
    const pair = sm2.generateKeyPairHex();
    return { privateKey: pair.privateKey.toUpperCase(), publicKey: pair.publicKey.slice(2).toUpperCase() };
  },
  /** Null: the box was not sealed for this key, or was changed on its way (SM2 carries an SM3 check). */
  open(privateKey: string, box: Uint8Array): Uint8Array | null {
    try {
      const plain = sm2.doDecrypt(Buffer.from(box).toString('hex'), privateKey, 1, { output: 'array' });
      return plain.length === 0 ? null : plain;
    } catch {
      // A point that is not on the curve.
      return null;
    }
  },
};

/** Seals bytes for the key of a chip (C1 C3 C2, GB/T 32918.4), upper-case hex. `publicKey`: x and y. */
export const sealForChip = (publicKey: string, secret: Uint8Array): string =>
  sm2.doEncrypt(secret, `04${publicKey}`, 1).toUpperCase();
