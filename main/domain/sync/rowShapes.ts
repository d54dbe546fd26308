import { z } from 'zod';
import type { RowKind } from '../../contract/sync.ts';

/** One version of a payload, and how a payload of the version before becomes one of it. */
interface Shape {
  readonly schema: z.ZodType<Record<string, unknown>>;
  readonly step?: (before: Readonly<Record<string, unknown>>) => Record<string, unknown>;
}

const cardShape = z.looseObject({
  jobKey: z.string(),
  permitNumber: z.string(),
  /** Null: a blank can be spoilt before its job has them. */
  batch: z.string().nullable(),
  cardNumber: z.string().nullable(),
  cardIdentifier: z.string().nullable(),
});
const feeShape = z.looseObject({
  feeId: z.string(),
  kind: z.string(),
  amount: z.number(),
  means: z.string(),
  receiptNumber: z.string().nullable(),
  purpose: z.string(),
  at: z.string(),
});
const dayShape = z.looseObject({
  date: z.string(),
  csvHash: z.string(),
  chainHead: z.string(),
  rowCount: z.number(),
  exceptions: z.number(),
});
/** Pictures, each by the SM3 of its plain bytes. */
const pictures = z.array(
  z.object({ kind: z.string(), digest: z.string().regex(/^[0-9a-f]{64}$/), size: z.number().int() }),
);
const decided = z.looseObject({
  outcome: z.string(),
  permitNumber: z.string(),
  at: z.string(),
  officer: z.string(),
  items: z.array(z.string()),
});

/**
 * What the payload of each kind is, by version, oldest first. A version that was ever written stays in the list for ever: a row of an old
 * build may lie in a queue for weeks, be carried to another station, and still has to be understood. Loose: what a shape does not name is
 * kept and sent as it is. `handOver` and `case.decided` name the pictures of the case since their second version.
 */
const shapes = {
  'case.opened': [
    {
      schema: z.looseObject({
        permitNumber: z.string(),
        businessType: z.string(),
        channel: z.string(),
        openedAt: z.string(),
        packVersion: z.string(),
        snapshotDigest: z.string(),
        verification: z.string(),
      }),
    },
  ],
  'case.decided': [
    { schema: decided },
    { schema: decided.extend({ attachments: pictures }), step: withoutPictures },
  ],
  'notice.issued': [
    {
      schema: z.looseObject({
        number: z.string(),
        noticeKind: z.string(),
        issuedAt: z.string(),
        code: z.string(),
        digest: z.string(),
        items: z.array(z.string()),
      }),
    },
  ],
  'notice.withdrawn': [
    {
      schema: z.looseObject({
        number: z.string(),
        kind: z.string(),
        how: z.string(),
        by: z.string().nullable(),
        at: z.string(),
      }),
    },
  ],
  'card.report': [{ schema: cardShape }],
  'card.enable': [{ schema: cardShape }],
  'card.handOver': [
    { schema: cardShape },
    { schema: cardShape.extend({ attachments: pictures }), step: withoutPictures },
  ],
  'card.wasted': [{ schema: cardShape }],
  'card.loss': [
    {
      schema: z.looseObject({
        permitNumber: z.string(),
        cardNumber: z.string().nullable(),
        operation: z.string(),
        region: z.string(),
        at: z.string(),
      }),
    },
  ],
  'fee.paid': [{ schema: feeShape }],
  'fee.refunded': [{ schema: feeShape }],
  // What it tells of depends on the act; nothing is in all of them.
  'stock.moved': [{ schema: z.record(z.string(), z.unknown()) }],
  'day.closed': [{ schema: dayShape }],
  'day.overridden': [{ schema: dayShape }],
  'rating.given': [
    { schema: z.looseObject({ level: z.string(), channel: z.string(), givenAt: z.string() }) },
  ],
  'row.withdrawn': [
    {
      schema: z.looseObject({ rowId: z.string(), kind: z.string(), reason: z.string(), at: z.string() }),
    },
  ],
} as const satisfies Readonly<Record<RowKind, readonly [Shape, ...Shape[]]>>;

function withoutPictures(before: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { ...before, attachments: [] };
}

type Newest<Versions extends readonly unknown[]> = Versions extends readonly [...unknown[], infer Last]
  ? Last
  : never;

/** The payload of a kind as this build writes it. */
export type RowPayload<Kind extends RowKind> =
  Newest<(typeof shapes)[Kind]> extends { readonly schema: infer Schema extends z.ZodType }
    ? z.input<Schema>
    : never;

/** The version that this build writes. */
export const newestVersion = (kind: RowKind): number => shapes[kind].length;

export type ShapedPayload =
  | { readonly fits: true; readonly payload: Readonly<Record<string, unknown>>; readonly version: number }
  /** `field`: the first that does not fit, or `version` when no build of this or an earlier day wrote it. Never a value. */
  | { readonly fits: false; readonly field: string };

/**
 * A payload in its newest shape: read in the shape that it was written in, then brought forward step by step. What is stored is never
 * changed; this is how it is sent and read.
 */
export function newestShape(
  kind: RowKind,
  version: number,
  payload: Readonly<Record<string, unknown>>,
): ShapedPayload {
  const versions: readonly Shape[] = shapes[kind];
  const written = versions[version - 1];
  if (written === undefined) return { fits: false, field: 'version' };
  const misfit = misfitOf(written, payload);
  if (misfit !== null) return { fits: false, field: misfit };
  let now = payload;
  for (const later of versions.slice(version)) {
    now = later.step?.(now) ?? now;
    const wrong = misfitOf(later, now);
    if (wrong !== null) return { fits: false, field: wrong };
  }
  return { fits: true, payload: now, version: versions.length };
}

function misfitOf({ schema }: Shape, payload: Readonly<Record<string, unknown>>): string | null {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return null;
  return parsed.error.issues[0]?.path.map(String).join('.').slice(0, 80) ?? 'payload';
}
