import { z } from 'zod';
import { failureView } from './cases.ts';
import { attachmentId, calendarDate, instant } from './ids.ts';
import { documentCode } from './permit.ts';

/** Nothing larger is parsed or decoded: a studio's JPG has 1 to 6 MB, a page at 300 dpi about 3. */
export const largestPictureBytes = 8 * 1024 * 1024;
/** Decoding 50 million pixels takes 200 MB; a page at 600 dpi has 35. */
export const mostPicturePixels = 50_000_000;

/** What the file itself says. Width and height as a person sees it, with the orientation of the camera applied. */
export const pictureFile = z.object({
  bytes: z.number().int().positive(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  /** 1 grey, 3 colour, 4 ink colours. */
  components: z.number().int(),
  process: z.enum(['baseline', 'extended', 'progressive']),
  /** EXIF 1 to 8; null where it says nothing. */
  orientation: z.number().int().min(1).max(8).nullable(),
  /** EXIF DateTimeOriginal, the day only. */
  capturedOn: calendarDate.nullable(),
});
export type PictureFile = z.infer<typeof pictureFile>;

const pixel = z.number().int().nonnegative().max(100_000);
/** Where the face is, in pixels of the upright picture: from the top and from the left. */
export const faceLines = z.object({
  hairTop: pixel,
  eyeX: pixel,
  eyeY: pixel,
  faceLeft: pixel,
  faceRight: pixel,
});
export type FaceLines = z.infer<typeof faceLines>;

/** A span with both ends in it, in whole bytes or pixels. */
export const band = z.strictObject({
  low: z.number().int().nonnegative(),
  high: z.number().int().positive(),
});
export type Band = z.infer<typeof band>;

const most = z.number().int().positive();
/** Rule of the permit photo (domain-rules 7.1, 5.3): bytes, pixels, calendar months. `producedMaxBytes`: what we make stays below it (7.2). */
export const permitPhotoRule = z.strictObject({
  maxBytes: most,
  minWidth: most,
  minHeight: most,
  maxMonths: most,
  producedMaxBytes: most,
});
/** Rule of the card photo (domain-rules 7.3), in pixels of the card photo. `maxYears`: age for which 5.11 asks for a new one; null: none. */
export const cardPhotoRule = z.strictObject({
  width: most,
  height: most,
  bytes: band,
  /** JPEG quality that is tried first. */
  quality: z.number().int().min(1).max(100),
  faceWidth: band,
  hairTop: band,
  eyeX: band,
  minEyeFromBottom: most,
  maxYears: most.nullable(),
});
export type CardPhotoRule = z.infer<typeof cardPhotoRule>;
/** Rule of the photo on the chip (domain-rules 7.2, 8.7). */
export const chipPhotoRule = z.strictObject({ maxBytes: most });

export const edge = z.enum(['top', 'right', 'bottom', 'left']);
export type Edge = z.infer<typeof edge>;

/** What was measured in the pixels of a photo. */
export const photoFacts = z.object({
  file: pictureFile,
  /** Share of near-white pixels in the surroundings of the face, 0 to 1. */
  whiteShare: z.number().min(0).max(1),
  /** Edges along which a uniform line runs. */
  frame: z.array(edge),
  /** Variance of the Laplacian on the face at the size of the card, see photoRules. */
  sharpness: z.number().nonnegative(),
});
export type PhotoFacts = z.infer<typeof photoFacts>;

/** `silhouette`: guessed from the outline before the white ground; `standard`: there was no outline to guess from; `manual`: a person. */
export const faceSource = z.enum(['silhouette', 'standard', 'manual']);

export const photoCheckId = z.enum([
  'file',
  'bytes',
  'pixels',
  'age',
  'background',
  'frame',
  'sharpness',
  'looks',
  'colour',
  'width',
  'scale',
  'hairTop',
  'eyeMiddle',
  'eyeLine',
  'faceWidth',
  'cardBytes',
  'chipBytes',
  'cardAge',
]);
export type PhotoCheckId = z.infer<typeof photoCheckId>;
/** `warn`: may be used, but the person must know. `needsEye`: nobody has looked yet. */
export const photoResult = z.enum(['ok', 'warn', 'needsEye', 'fails']);
export type PhotoResult = z.infer<typeof photoResult>;

const values = z.record(z.string(), z.union([z.string(), z.number()]));
export const photoCheck = z.object({
  id: photoCheckId,
  /** domain-rules number. */
  rule: z.string(),
  result: photoResult,
  /** Values of the check's own sentence: what was measured and what is asked. */
  values,
  /** Why it is not `ok`, with its remedy; null when it is. */
  failure: failureView.nullable(),
});
export type PhotoCheck = z.infer<typeof photoCheck>;

export const derivativeKind = z.enum(['permit', 'card', 'chip']);
export type DerivativeKind = z.infer<typeof derivativeKind>;
export const derivativeFacts = z.object({
  kind: derivativeKind,
  bytes: z.number().int().positive(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  /** JPEG quality it was made with, 1 to 100; null: the picture data of the source, untouched. */
  quality: z.number().int().nullable(),
  /** Peak signal-to-noise ratio in dB against the crop it was made from, at the size of the crop; null: no difference. */
  psnr: z.number().nullable(),
  /** SM3 of its bytes, 64 hex. */
  digest: z.string(),
});
export type DerivativeFacts = z.infer<typeof derivativeFacts>;

export const photoReport = z.object({
  facts: photoFacts,
  permit: z.array(photoCheck),
  card: z.array(photoCheck),
  permitResult: photoResult,
  cardResult: photoResult,
  /** To be said at intake: good for the permit, too narrow for the card (7.4). */
  atIntake: failureView.nullable(),
  face: z.object({
    source: faceSource,
    lines: faceLines,
    /** Null until a person has looked. */
    looks: z.enum(['right', 'wrong']).nullable(),
    by: z.string().nullable(),
    at: instant.nullable(),
  }),
  /** What the card asks for under the rule pack of the case: where the desk draws its bands. */
  cardRule: cardPhotoRule,
  /** The part of the upright picture that becomes the card photo. */
  crop: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
  derivatives: z.array(derivativeFacts),
});
export type PhotoReport = z.infer<typeof photoReport>;

export const photoView = z.object({
  attachmentId,
  addedAt: instant,
  addedBy: z.string(),
  /** What the applicant said; the picture's own date stands in the facts. */
  declaredOn: calendarDate.nullable(),
  report: photoReport,
});
export type PhotoView = z.infer<typeof photoView>;

/** What was measured in a scan of an original (B5). */
export const scanFacts = z.object({
  file: pictureFile,
  sharpness: z.number().nonnegative(),
  /** Share of the picture that is content, 0 to 1. */
  ink: z.number().min(0).max(1),
  /** Edges that content runs into. */
  cut: z.array(edge),
});
export type ScanFacts = z.infer<typeof scanFacts>;
export const scanGate = z.object({ result: z.enum(['ok', 'fails']), reasons: z.array(failureView) });
export type ScanGate = z.infer<typeof scanGate>;

export const scanView = z.object({
  attachmentId,
  document: documentCode,
  addedAt: instant,
  addedBy: z.string(),
  facts: scanFacts,
  /** The picture is gone since then, or was never kept (I3). Absent: it is there. */
  destroyedOn: calendarDate.optional(),
});
export type ScanView = z.infer<typeof scanView>;
