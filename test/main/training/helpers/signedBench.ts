import { generateKeyPairSync } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { UpstreamAccess } from '../../../../main/contract/hosts.ts';
import { createHttpUpstream } from '../../../../main/infra/upstream/httpUpstream.ts';
import { publicHalf } from '../../../../main/infra/upstream/stationKey.ts';
import {
  startEmbeddedUpstream,
  type EmbeddedUpstream,
  type EmbeddedUpstreamOptions,
} from '../../../../main/training/upstream/embeddedUpstream.ts';
import { nativeBinding } from '../../helpers/index.ts';

/** PKCS #8 DER of a new station key. */
export const newKey = (): Uint8Array =>
  new Uint8Array(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }));
/** Now, everywhere in these tests. */
export const at = Date.parse('2026-11-25T01:20:00.000Z');

/** An upstream that knows one station by its key. */
export async function upstreamOf(
  privateKey: Uint8Array,
  options: Partial<EmbeddedUpstreamOptions> = {},
): Promise<EmbeddedUpstream> {
  const embedded = await startEmbeddedUpstream({
    databasePath: ':memory:',
    nativeBinding: nativeBinding ?? null,
    permits: [],
    photoOf: () => 'AAAA',
    bankName: 'Test Bank',
    now: () => at,
    stations: [{ stationId: 'SZ50', publicKey: publicHalf(privateKey).publicKey }],
    ...options,
  });
  onTestFinished(async () => embedded.close());
  return embedded;
}

/** The real adapter; by default its clock is upstream's. */
export function client(access: UpstreamAccess, now: () => number = () => at) {
  const upstream = createHttpUpstream({ ...access, timeoutMs: 5000, now });
  onTestFinished(async () => upstream.close());
  return upstream;
}
