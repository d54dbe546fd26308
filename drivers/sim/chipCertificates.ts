import { concatBytes, hexBytes, hexOf } from '../framing/bytes.ts';
import { trainingCommands } from '../framing/trainingChipCommands.ts';
import type { ChipWritten } from './simulatedChip.ts';

/** The SM2 of a simulated chip. The composition root brings it: drivers know no cryptography. */
export interface ChipKeys {
  /** `publicKey`: x and y. Upper-case hex. */
  newPair(): { readonly privateKey: string; readonly publicKey: string };
  /** What was sealed for this key; null when it was not. */
  open(privateKey: string, box: Uint8Array): Uint8Array | null;
}

/** What the chip keeps of its key, beside its fields. None of these names is `<file>/<tag>`. */
const kept = {
  privateKey: 'key/private',
  publicKey: 'key/public',
  draft: 'certificate/draft',
  certificate: 'certificate',
  admin: 'admin',
} as const;
const longest = 1024;

const words: readonly number[] = [
  trainingCommands.key,
  trainingCommands.keyState,
  trainingCommands.certificatePart,
  trainingCommands.certificateSeal,
  trainingCommands.certificateRead,
  trainingCommands.changeAdmin,
];
export const isCertificateCommand = (word: number | undefined): boolean =>
  word !== undefined && words.includes(word);

export interface CertificateAnswer {
  /** Status word without data. */
  readonly status: string;
  readonly data?: Uint8Array;
  /** What the chip keeps from now on, when that changed. */
  readonly written?: ChipWritten;
}

/** The key and certificate commands of docs/training-chip-scheme.md. */
export function certificateCommand(
  apdu: Uint8Array,
  chip: { readonly written: ChipWritten; readonly proved: boolean; readonly keys: ChipKeys | undefined },
): CertificateAnswer {
  const { written, proved, keys } = chip;
  if (keys === undefined) return { status: '6D00' };
  if (!proved) return { status: '6982' };
  const [, word, high = 0, low = 0, length = 0] = apdu;
  const number = high * 256 + low;
  const data = apdu.slice(5, 5 + length);
  const held = (name: string): Uint8Array | null => {
    const value = written[name];
    return value === undefined ? null : hexBytes(value);
  };
  const keep = (name: string, value: Uint8Array): CertificateAnswer => ({
    status: '9000',
    written: { ...written, [name]: hexOf(value) },
  });
  const certificate = held(kept.certificate);
  switch (word) {
    case trainingCommands.key: {
      const known = held(kept.publicKey);
      if (known !== null) return { status: '9000', data: known };
      const pair = keys.newPair();
      const next = { ...written, [kept.privateKey]: pair.privateKey, [kept.publicKey]: pair.publicKey };
      return { status: '9000', data: hexBytes(pair.publicKey), written: next };
    }
    case trainingCommands.keyState: {
      const size = certificate?.length ?? 0;
      return {
        status: '9000',
        data: Uint8Array.of(size >> 8, size & 0xff, held(kept.admin) === null ? 0 : 1),
      };
    }
    case trainingCommands.certificatePart: {
      if (certificate !== null) return { status: '6985' };
      const draft = held(kept.draft) ?? new Uint8Array(0);
      // Parts come in order; a first one begins anew.
      if (number > draft.length || number + data.length > longest) return { status: '6B00' };
      return keep(kept.draft, concatBytes([draft.subarray(0, number), data]));
    }
    case trainingCommands.certificateSeal: {
      const draft = held(kept.draft);
      if (certificate !== null) return { status: '6985' };
      return draft === null || draft.length !== number ? { status: '6700' } : keep(kept.certificate, draft);
    }
    case trainingCommands.certificateRead: {
      const part = certificate?.subarray(number, number + length);
      return part === undefined || part.length === 0 ? { status: '6A82' } : { status: '9000', data: part };
    }
    case trainingCommands.changeAdmin: {
      if (held(kept.admin) !== null) return { status: '6985' };
      const privateKey = written[kept.privateKey];
      const secret = privateKey === undefined ? null : keys.open(privateKey, data);
      return secret === null ? { status: '6A80' } : keep(kept.admin, secret);
    }
    case undefined:
    default:
      return { status: '6D00' };
  }
}
