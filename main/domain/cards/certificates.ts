import type { ChipKeyFacts } from '../../contract/devices.ts';
import type { JournalRecord } from './cardJob.ts';
import { ofThisAttempt } from './nextStep.ts';

/** What the journal keeps of a certificate: never the bytes, never a secret. */
export interface Certification {
  /** SHA-256 of the certificate's bytes, lower-case hex. */
  readonly digest: string;
  /** Were administrator PIN and master key changed from those of the delivery? */
  readonly adminChanged: boolean;
}

/** What was put on this attempt's card (domain-rules 9 steps 11–12); null = nothing, and nothing is claimed. */
export function certificationOf(steps: readonly JournalRecord[]): Certification | null {
  const confirmed = ofThisAttempt(steps).findLast(
    ({ step, phase }) => step === 'certify' && phase === 'confirmed',
  );
  const digest = confirmed?.facts['digest'];
  return typeof digest === 'string'
    ? { digest, adminChanged: confirmed?.facts['adminChanged'] === true }
    : null;
}

/** Fields in which a chip that was read back is not as it was certified (D6); names only. `digest`: of what it holds now, null = nothing. */
export function certificateDifferences(
  wanted: Certification,
  found: { readonly digest: string | null; readonly adminChanged: boolean },
): readonly ('certificate' | 'adminKeys')[] {
  return [
    ...(found.digest === wanted.digest ? [] : (['certificate'] as const)),
    ...(found.adminChanged === wanted.adminChanged ? [] : (['adminKeys'] as const)),
  ];
}

/** What is missing on a chip of what upstream gave; both null = nothing. A certificate that is there is never written again. */
export function stillToWrite(
  given: { readonly certificate: string; readonly adminBox: string | null },
  chip: Pick<ChipKeyFacts, 'certificate' | 'adminChanged'>,
): { readonly certificate: string | null; readonly adminBox: string | null } {
  return {
    certificate: chip.certificate === null ? given.certificate : null,
    adminBox: chip.adminChanged ? null : given.adminBox,
  };
}

/** Bytes of hex text that its schema has checked. */
export const bytesOfHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
