import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { sm2 } from 'sm-crypto-v2';
import type { UpstreamCalls } from '../../contract/upstream.ts';
import { sealForChip } from '../chipKeys.ts';
import { refuse, type Answer } from './cardDesk.ts';
import type { KeptCertificate, UpstreamDatabase } from './upstreamDatabase.ts';

type Input = z.output<UpstreamCalls['cardCertificate']['in']>;
type Output = z.input<UpstreamCalls['cardCertificate']['out']>;

/** Administrator PIN and master key of a chip; nobody but this upstream and the chip ever sees them. */
const adminSecretBytes = 24;

/**
 * The certificate authority of the training upstream (domain-rules 9 steps 11–12): signs what the chip's key is with an SM2 key of its own, and
 * seals new administrator secrets for that chip. One card has one certificate: the same request gets the same bytes, another key is refused.
 */
export function certificateDesk(database: UpstreamDatabase, options: { readonly today: () => string }) {
  return {
    certify(input: Input): Answer<Output> {
      const card = database.cardOfJob(input.jobKey);
      if (card === null || card.released) return refuse('notRegistered', '未登记 Not registered');
      if (card.batch !== input.batch || card.cardNumber !== input.cardNumber)
        return refuse('conflict', '批次号或卡号不符 Batch or card number differ');
      const known = database.certificate(input.cardIdentifier);
      if (known !== null)
        return known.publicKey === input.publicKey && known.cardNumber === input.cardNumber
          ? { value: { certificate: known.certificate, adminBox: known.adminBox } }
          : refuse('conflict', '该卡已有其他密钥的证书 This card has a certificate for another key');
      if (card.state !== 'locked') return refuse('wrongOrder', `状态 State: ${card.state}`);
      if (!isKey(input.publicKey)) return refuse('conflict', '公钥无效 Not a public key');
      const made: KeptCertificate = {
        cardIdentifier: input.cardIdentifier,
        cardNumber: input.cardNumber,
        publicKey: input.publicKey,
        certificate: certificateOf(input),
        adminBox: sealForChip(input.publicKey, randomBytes(adminSecretBytes)),
      };
      database.saveCertificate(made);
      return { value: { certificate: made.certificate, adminBox: made.adminBox } };
    },
  };

  /** The training format: what is signed, a line end, the signature. Stations take it for opaque bytes. */
  function certificateOf(input: Input): string {
    const privateKey = database.secret('certificate authority', () => sm2.generateKeyPairHex().privateKey);
    const signed = JSON.stringify({
      format: 'training-1',
      cardNumber: input.cardNumber,
      cardIdentifier: input.cardIdentifier,
      publicKey: input.publicKey,
      issuedOn: options.today(),
    });
    const signature = sm2.doSignature(Buffer.from(signed), privateKey, { hash: true });
    return Buffer.from(`${signed}\n${signature}`).toString('hex').toUpperCase();
  }
}

function isKey(publicKey: string): boolean {
  try {
    return sm2.verifyPublicKey(`04${publicKey}`);
  } catch {
    return false;
  }
}
