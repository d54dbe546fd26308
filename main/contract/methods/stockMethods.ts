import { z } from 'zod';
import { countersignature } from '../access.ts';
import { unitKey } from '../ids.ts';
import { method } from '../method.ts';
import { stockUnitView, wasteReason } from '../stock.ts';
import { desk, everybody, none, window } from './common.ts';

/** Blank cards. */
export const stockMethods = {
  stockList: method({
    in: none,
    out: z.array(stockUnitView),
    surfaces: window,
    roles: everybody,
    mutating: false,
  }),
  stockReceive: method({
    in: z.object({
      bank: z.string().min(1).max(60),
      vendor: z.string().min(1).max(60),
      bankCardNumbers: z
        .array(z.string().regex(/^\d{16,19}$/))
        .min(1)
        .max(2000),
      countersignature,
    }),
    out: z.object({ received: z.number().int() }),
    surfaces: window,
    act: 'issueCards',
    roles: ['stockKeeper', 'supervisor'],
    mutating: true,
  }),
  /** Between vault, desk and hopper; two people (D4). */
  stockMove: method({
    in: z.object({
      units: z.array(unitKey).min(1).max(500),
      to: z.enum(['vault', 'desk', 'hopper', 'returned']),
      countersignature,
    }),
    out: z.object({ moved: z.number().int() }),
    surfaces: window,
    act: 'issueCards',
    roles: ['stockKeeper', 'supervisor'],
    mutating: true,
  }),
  stockWaste: method({
    in: z.object({ unit: unitKey, reason: wasteReason, note: z.string().trim().max(200), countersignature }),
    out: stockUnitView,
    surfaces: window,
    act: 'issueCards',
    roles: desk,
    mutating: true,
  }),
} as const;
