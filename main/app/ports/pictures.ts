import type {
  DerivativeFacts,
  FaceLines,
  PhotoFacts,
  PhotoReport,
  ScanFacts,
} from '../../contract/photos.ts';
import type { Result } from '../../contract/result.ts';
import type { PhotoRules } from '../../domain/photo/photoRules.ts';
import type { CropPlan } from '../../domain/photo/planCrop.ts';

export interface Derivative {
  readonly facts: DerivativeFacts;
  readonly bytes: Uint8Array;
}

/** A photo that was opened, measured and made into its derivatives. */
export interface DevelopedPhoto {
  readonly facts: PhotoFacts;
  /** The lines that were given, or the machine's guess with where it comes from. */
  readonly lines: FaceLines;
  readonly source: PhotoReport['face']['source'];
  readonly plan: CropPlan;
  readonly derivatives: readonly Derivative[];
}

/** Bytes under a key of their own (SM4-GCM): without the key they are gone (domain-rules 12.7). */
export interface SealedPicture {
  /** 16 bytes. */
  readonly key: Uint8Array;
  /** 12-byte nonce, ciphertext, 16-byte tag. */
  readonly sealed: Uint8Array;
  /** SM3 of the plain bytes, 64 hex. */
  readonly digest: string;
}

/**
 * Pictures are opened, measured and sealed in a thread of their own, so that a scan never waits for them. `develop` and `scan` fail with the
 * failures of `readJpeg`; a picture that has the right form and still does not decode is pictureTruncated.
 */
export interface Pictures {
  /** `rules`: of the rule pack that the case was opened under. */
  develop(bytes: Uint8Array, lines: FaceLines | null, rules: PhotoRules): Promise<Result<DevelopedPhoto>>;
  scan(bytes: Uint8Array): Promise<Result<ScanFacts>>;
  seal(bytes: Uint8Array): Promise<SealedPicture>;
  /** Rejects when the seal does not fit the key. */
  unseal(picture: Pick<SealedPicture, 'key' | 'sealed'>): Promise<Uint8Array>;
  /** The same with the SM3 of what came out, 64 hex: is it still what was laid in? */
  check(
    picture: Pick<SealedPicture, 'key' | 'sealed'>,
  ): Promise<{ readonly bytes: Uint8Array; readonly digest: string }>;
}
