import { z } from 'zod';
import { carriedRowView, carryReport, carryStanding } from '../carry.ts';
import { binary } from '../ids.ts';
import { method } from '../method.ts';
import { document, everybody, none, note, supervisor, window } from './common.ts';

/** Groups of letters and digits that open one file; it is said once and kept nowhere. */
const carryCode = z.string().trim().min(16).max(80);

/** The queue moved by hand (G6): out on a stick, in at another station, and the receipts back. */
export const carryMethods = {
  carryStanding: method({
    in: none,
    out: carryStanding,
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /**
   * Every row without a receipt and its pictures, encrypted. The rows stay here too: whoever sends first, upstream takes each once. Not marked
   * as mutating, because its answer must be kept nowhere: it holds the code. Asked again it makes another file.
   */
  carryOut: method({
    in: z.object({
      reason: note,
      /** `next` of the file before, when it did not hold everything. */
      after: z.number().int().nonnegative().optional(),
    }),
    out: z.object({
      file: document,
      code: carryCode,
      rows: z.number().int(),
      cases: z.number().int(),
      /** Where the next file goes on; null = this one holds everything that is left. */
      next: z.number().int().nullable().optional(),
    }),
    surfaces: window,
    roles: supervisor,
    mutating: false,
  }),
  carryIn: method({
    in: z.object({ file: binary, code: carryCode }),
    out: carryReport,
    surfaces: window,
    roles: supervisor,
    mutating: true,
  }),
  carriedRows: method({
    in: none,
    out: z.array(carriedRowView),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /** The receipts of rows that were carried in, for the station that they come from; signed, and nothing personal in them. */
  carryReceiptsOut: method({
    /** Whose rows: one of those that were carried in here. */
    in: z.object({ from: z.string() }),
    out: document,
    surfaces: window,
    roles: supervisor,
    mutating: false,
  }),
  carryReceiptsIn: method({
    in: z.object({ file: binary }),
    out: z.object({ rows: z.number().int(), known: z.number().int() }),
    surfaces: window,
    roles: supervisor,
    mutating: true,
  }),
} as const;
