import { z } from 'zod';
import { method } from '../method.ts';
import { none, window } from './common.ts';

/** The audit journal. */
export const auditMethods = {
  /** Walks the audit chain; names the first altered row (I1). */
  auditVerify: method({
    in: none,
    out: z.object({
      intact: z.boolean(),
      rows: z.number().int(),
      head: z.string(),
      firstBad: z.number().int().nullable(),
    }),
    surfaces: window,
    roles: ['supervisor', 'auditor'],
    mutating: false,
  }),
} as const;
