import { z } from 'zod';
import { instant, rowId } from './ids.ts';
import { paperPublicKey } from './outcomes.ts';
import { chainPlace } from './records.ts';
import { receipt, rowKind } from './sync.ts';

/** Version of the file of a carried queue (decision 0027). A file of a later one is refused by name. */
export const carryVersion = 1;

const station = z.string().regex(/^[A-Z0-9]{2,8}$/);
/** SM3 of the plain bytes of a picture. */
const pictureDigest = z.string().regex(/^[0-9a-f]{64}$/);
export const signatureText = z.string().regex(/^[0-9a-f]{128}$/);

/** What lies in clear at the beginning of a file: no person, no case. All of it is authenticated by every chunk behind it. */
export const carryHeader = z.object({
  version: z.literal(carryVersion),
  stationId: station,
  mode: z.enum(['training', 'production']),
  exportedAt: instant,
  /** The key follows from the code and this: 16 bytes, hex. */
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  /** First 19 of the 24 bytes of each nonce, hex. */
  nonce: z.string().regex(/^[0-9a-f]{38}$/),
  /** Tells a wrong code from an altered file: 8 bytes that follow from the key, hex. */
  check: z.string().regex(/^[0-9a-f]{16}$/),
  publicKey: paperPublicKey,
});
export type CarryHeader = z.infer<typeof carryHeader>;

/** First inside: how much has to follow. `chain`: where the station's audit chain stood, which upstream is told with its rows (I1). */
export const carryManifest = z.object({
  rows: z.number().int().positive(),
  pictures: z.number().int().nonnegative(),
  chain: chainPlace,
});
export type CarryManifest = z.infer<typeof carryManifest>;

/** A row as it lay in the queue. Rows of one stream lie in the order in which they go upstream. */
export const carriedFileRow = z.object({
  id: rowId,
  kind: rowKind,
  caseNumber: z.string().max(60).nullable(),
  stream: z.string().min(1).max(80),
  businessKey: z.string().min(1).max(200),
  schema: z.number().int().min(1),
  corrects: rowId.nullable(),
  payload: z.record(z.string(), z.unknown()),
  createdAt: instant,
  state: z.enum(['waiting', 'refused', 'conflict']),
  refusal: z.string().max(600).nullable(),
  /** Pictures that upstream has to have before the row goes. One that could not be opened any more is named and not in the file. */
  pictures: z
    .array(
      z.object({ digest: pictureDigest, kind: z.string().min(1).max(80), size: z.number().int().positive() }),
    )
    .max(100),
});
export type CarriedFileRow = z.infer<typeof carriedFileRow>;

export interface CarriedFilePicture {
  /** SM3 of the plain bytes, 64 hex. */
  readonly digest: string;
  readonly bytes: Uint8Array;
}

/** The receipts of carried rows on their way home. Nothing in it is about a person. */
export const receiptsFile = z.object({
  format: z.literal('zhengka-receipts'),
  version: z.literal(carryVersion),
  /** Who sent the rows, and whose they are. */
  from: station,
  to: station,
  at: instant,
  receipts: z
    .array(z.object({ row: rowId, receipt, upstreamCaseNumber: z.string().max(64).nullable() }))
    .min(1)
    .max(100_000),
  signature: signatureText,
});
export type ReceiptsFile = z.infer<typeof receiptsFile>;
