import { z } from 'zod';
import { language } from '../access.ts';
import { kioskView } from '../kiosk.ts';
import { method } from '../method.ts';
import { document, kiosk, none } from './common.ts';

/** The self-service surface: nobody is signed in there. */
export const kioskMethods = {
  kioskState: method({ in: none, out: kioskView, surfaces: kiosk, roles: 'anyone', mutating: false }),
  kioskBegin: method({
    in: z.object({ language }),
    out: kioskView,
    surfaces: kiosk,
    roles: 'anyone',
    mutating: false,
  }),
  kioskLanguage: method({
    in: z.object({ language }),
    out: kioskView,
    surfaces: kiosk,
    roles: 'anyone',
    mutating: false,
  }),
  kioskBack: method({ in: none, out: kioskView, surfaces: kiosk, roles: 'anyone', mutating: false }),
  /** "I am still here": the page's time starts again. */
  kioskStay: method({ in: none, out: kioskView, surfaces: kiosk, roles: 'anyone', mutating: false }),
  /** "These are my data": a slip, or a card job that waits for the attendant. */
  kioskConfirm: method({
    in: z.object({ wants: z.enum(['slip', 'card']) }),
    out: kioskView,
    surfaces: kiosk,
    roles: 'anyone',
    mutating: true,
  }),
  /** Calls staff: every window of the station hears it, with the remedy "go to the kiosk". */
  kioskCallStaff: method({ in: none, out: none, surfaces: kiosk, roles: 'anyone', mutating: false }),
  kioskEnd: method({ in: none, out: kioskView, surfaces: kiosk, roles: 'anyone', mutating: false }),
  kioskSlipPdf: method({ in: none, out: document, surfaces: kiosk, roles: 'anyone', mutating: false }),
} as const;
