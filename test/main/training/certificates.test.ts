import { sm2 } from 'sm-crypto-v2';
import { describe, expect, it } from 'vitest';
import { trainingChipKeys } from '../../../main/training/chipKeys.ts';
import { lockedCard, upstreamBench } from './helpers/bench.ts';

describe('9 steps 11–12: the certificate authority of the training upstream', () => {
  it('signs the key of a locked card; the same card and key get the same answer, another key is a conflict', async () => {
    const bench = await upstreamBench();
    const { jobKey, batch, cardNumber } = await lockedCard(bench, 'karl');
    const pair = trainingChipKeys.newPair();
    const input = { jobKey, batch, cardNumber, cardIdentifier: '0'.repeat(32), publicKey: pair.publicKey };
    const first = await bench.upstream.call('cardCertificate', input, { idempotencyKey: 'a' });
    if (first.kind !== 'answer') throw new Error(first.kind);
    // Whatever happens to the answer or the key of the call: the same bytes.
    expect(await bench.upstream.call('cardCertificate', input, { idempotencyKey: 'b' })).toEqual(first);
    const [signed = '', signature = ''] = Buffer.from(first.value.certificate, 'hex').toString().split('\n');
    expect(JSON.parse(signed)).toMatchObject({ cardNumber, publicKey: pair.publicKey });
    expect(signature).toMatch(/^[0-9a-f]{128}$/);
    expect(sm2.doVerifySignature(signed, signature, `04${pair.publicKey}`, { hash: true })).toBe(false);
    // Only the chip opens its secrets.
    const box = Buffer.from(first.value.adminBox ?? '', 'hex');
    expect(trainingChipKeys.open(pair.privateKey, box)).toHaveLength(24);
    expect(trainingChipKeys.open(trainingChipKeys.newPair().privateKey, box)).toBeNull();

    const other = { ...input, publicKey: trainingChipKeys.newPair().publicKey };
    expect(await bench.upstream.call('cardCertificate', other)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'conflict' },
    });
  });

  it('certifies nothing before the lock, and no point that is not on the curve', async () => {
    const bench = await upstreamBench();
    const { publicKey } = trainingChipKeys.newPair();
    const nothing = {
      jobKey: 'job_none0000',
      batch: 'P1',
      cardNumber: 'T00000001',
      cardIdentifier: '0'.repeat(32),
    };
    expect(await bench.upstream.call('cardCertificate', { ...nothing, publicKey })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'notRegistered' },
    });
    const { jobKey, batch, cardNumber } = await lockedCard(bench, 'karl');
    expect(
      await bench.upstream.call('cardCertificate', {
        jobKey,
        batch,
        cardNumber,
        cardIdentifier: '0'.repeat(32),
        publicKey: 'F'.repeat(128),
      }),
    ).toMatchObject({ kind: 'refused', refusal: { code: 'conflict' } });
  });
});
