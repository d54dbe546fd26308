import { z } from 'zod';
import { rowId } from '../ids.ts';
import { method } from '../method.ts';
import { desk, document, everybody, none, window } from './common.ts';

/** The receipt of a queued row on paper (G1): its number, when it was given, for what; nobody's name is on it. */
export const queueReceiptMethods = {
  /** As a PDF on 80 mm paper. Errors: invalidInput (no such row), receiptNotYet. */
  queueReceipt: method({
    in: z.object({ rowId }),
    out: document,
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  /**
   * On the receipt printer of the window. Errors: invalidInput (no such row), receiptNotYet, noReceiptPrinter, deviceNotReady,
   * deviceTimeOut, deviceFault.
   * Mutating, because the same request twice must not print twice.
   */
  queueReceiptPrint: method({
    in: z.object({ rowId }),
    out: none,
    surfaces: window,
    roles: desk,
    mutating: true,
  }),
} as const;
