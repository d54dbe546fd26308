import type {
  CarriedFilePicture,
  CarriedFileRow,
  CarryHeader,
  CarryManifest,
  ReceiptsFile,
} from '../../contract/carryFile.ts';
import type { Result } from '../../contract/result.ts';

export interface PackedCarry {
  /** The whole file; the last bytes are left for the signature. */
  readonly bytes: Uint8Array;
  /** SHA-256 of everything before the signature, 64 lower-case hex: what the station signs. */
  readonly digest: string;
  /** What opens it, as it is shown to a person. It is in no other place. */
  readonly code: string;
}

export interface OpenedCarry {
  readonly header: CarryHeader;
  readonly manifest: CarryManifest;
  readonly rows: readonly CarriedFileRow[];
  /** As they lay in the file; whether they fit their digests is for who keeps them. */
  readonly pictures: readonly CarriedFilePicture[];
  readonly digest: string;
  /** r and s, 128 lower-case hex. */
  readonly signature: string;
}

/** Files of carried queues (decision 0027). The work is done beside the desk's thread. */
export interface CarryFiles {
  pack(
    header: Pick<CarryHeader, 'stationId' | 'mode' | 'exportedAt' | 'publicKey'>,
    manifest: CarryManifest,
    rows: readonly CarriedFileRow[],
    pictures: readonly CarriedFilePicture[],
  ): Promise<PackedCarry>;
  /** Fails with carryFileForeign, carryFileVersion, carryFileDamaged, carryFileTooBig, carryCodeWrong, carryCodeTypo and carryCodeLength. Never rejects. */
  open(bytes: Uint8Array, code: string): Promise<Result<OpenedCarry>>;
  writeReceipts(file: ReceiptsFile): Uint8Array;
  /** Null: no file of receipts, whatever it is. Never throws. */
  readReceipts(bytes: Uint8Array): ReceiptsFile | null;
  /** Lets the desk have its turn between two pieces of work. */
  pause(): Promise<void>;
}

/** Bytes at the end of a file that hold the signature. */
export const carrySignatureLength = 128;
