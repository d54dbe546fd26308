import { z } from 'zod';
import { languageTag } from '../access.ts';
import { kioskView } from '../kiosk.ts';
import { method } from '../method.ts';
import { document, kiosk, none } from './common.ts';

/** The self-service surface: nobody is signed in there. */
export const kioskMethods = {
  kioskState: method({ in: none, out: kioskView, surfaces: kiosk, roles: 'anyone', mutating: false }),
  /** Fails with invalidInput when no language of that tag is offered; so does `kioskLanguage`. */
  kioskBegin: method({
    in: z.object({ language: languageTag }),
    out: kioskView,
    surfaces: kiosk,
    roles: 'anyone',
    mutating: false,
  }),
  /** Page and everything read stay as they are. */
  kioskLanguage: method({
    in: z.object({ language: languageTag }),
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
