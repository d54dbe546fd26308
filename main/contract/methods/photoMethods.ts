import { z } from 'zod';
import { attachmentId, binary, calendarDate, caseId } from '../ids.ts';
import { method } from '../method.ts';
import { documentCode } from '../permit.ts';
import { derivativeKind, faceLines, photoView, scanGate, scanView } from '../photos.ts';
import { desk, document, window } from './common.ts';

const common = { surfaces: window, roles: desk } as const;
const change = { ...common, act: 'verifyOriginals', mutating: true } as const;
const look = { ...common, mutating: false } as const;

/** The photo of a case (A6) and the scans of its originals (B5). Pictures come in and go out as bytes. */
export const photoMethods = {
  /** Null until somebody chose one. */
  casePhotoGet: method({
    ...look,
    in: z.object({ caseId }),
    out: z.object({ photo: photoView.nullable() }),
  }),
  /**
   * Takes a JPG file as the photo of the case, in the place of an earlier one, which is destroyed. Measured at once; the answer says what it
   * is good for. Fails with the failures of `readJpeg`, caseNotFound, caseClosed.
   */
  casePhotoPut: method({
    ...change,
    in: z.object({ caseId, bytes: binary, declaredOn: calendarDate.nullable() }),
    out: photoView,
  }),
  /** The day the applicant says it was taken; null takes it back. */
  casePhotoSetDate: method({
    ...change,
    in: z.object({ caseId, attachmentId, declaredOn: calendarDate.nullable() }),
    out: photoView,
  }),
  /**
   * Where a person sees the face, and whether the photo is right to the eye. `attachmentId` is the photo they looked at. Makes the card and
   * chip photos anew. Fails with photoMissing, photoChanged, photoLinesOutside.
   */
  casePhotoSetFace: method({
    ...change,
    in: z.object({ caseId, attachmentId, lines: faceLines, looks: z.enum(['right', 'wrong']) }),
    out: photoView,
  }),
  /** One of the pictures made from it. `digest` is the one the report names, so that a screen never shows another. */
  casePhotoPicture: method({
    ...look,
    in: z.object({ caseId, kind: derivativeKind, digest: z.string().length(64) }),
    out: document,
  }),
  /** Lays a scan to an original, if it passes the gate; a scan that does not pass is not kept. */
  caseScanPut: method({
    ...change,
    in: z.object({ caseId, document: documentCode, bytes: binary }),
    /** `keep`: what the rule of its kind keeps of it (I3); absent = it did not pass. */
    out: z.object({
      gate: scanGate,
      scan: scanView.nullable(),
      keep: z.enum(['view', 'hash', 'image']).optional(),
    }),
  }),
  caseScans: method({ ...look, in: z.object({ caseId }), out: z.array(scanView) }),
  caseScanPicture: method({
    ...look,
    in: z.object({ caseId, attachmentId }),
    out: document,
  }),
} as const;
