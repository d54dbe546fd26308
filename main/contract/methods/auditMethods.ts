import { z } from 'zod';
import { auditEntryView, auditFilter, integrityProblem, paperHead } from '../audit.ts';
import { method } from '../method.ts';
import { document, window } from './common.ts';

/** The audit journal. */
export const auditMethods = {
  /**
   * Reads all records: every page, every row's seal, the whole chain (I1). Says what was altered, removed, added, swapped or put back to an
   * older state, by number. With a head from a paper, also whether that is in the chain. Takes seconds; nothing waits for it.
   */
  auditVerify: method({
    in: z.object({ paper: paperHead.optional() }),
    out: z.object({
      intact: z.boolean(),
      /** Entries of the chain. */
      rows: z.number().int(),
      head: z.string(),
      sequence: z.number().int(),
      /** Number of the first entry of the chain that does not fit. */
      firstBad: z.number().int().nullable(),
      /** Rows and pages that were looked at. */
      records: z.number().int(),
      pages: z.number().int(),
      problems: z.array(integrityProblem),
      /** How many there are; `problems` holds the first 200. */
      count: z.number().int(),
    }),
    surfaces: window,
    roles: ['supervisor', 'auditor'],
    mutating: false,
  }),
  /** The chain, newest first, in pages. Reading it is itself an entry. */
  auditList: method({
    in: auditFilter.extend({
      before: z.number().int().positive().optional(),
      limit: z.number().int().min(1).max(200),
    }),
    out: z.object({
      entries: z.array(auditEntryView),
      /** `before` of the next page; null = this was the last. */
      next: z.number().int().nullable(),
      sequence: z.number().int(),
      head: z.string(),
    }),
    surfaces: window,
    roles: ['supervisor', 'auditor'],
    mutating: false,
  }),
  /**
   * What the filter finds as CSV, oldest first, people and subjects masked (I6, H4): the same person has the same mask in every file of this
   * station. Fails with `auditTooLong` above 20,000 entries.
   */
  auditExport: method({
    in: auditFilter,
    out: document.extend({
      rows: z.number().int(),
      /** SHA-256 of the file. */
      hash: z.string(),
      head: z.string(),
    }),
    surfaces: window,
    roles: ['supervisor', 'auditor'],
    mutating: false,
  }),
} as const;
