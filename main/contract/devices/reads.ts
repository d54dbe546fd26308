import { z } from 'zod';

/** A scan as the driver hands it up: bytes already decoded (UTF-8 strict, else GB18030), suffix removed. */
export const scanRead = z.object({
  deviceId: z.string(),
  /** Monotonic per device host; lets the core drop a frame delivered twice. */
  sequence: z.number().int(),
  symbology: z.string(),
  text: z.string().max(8192),
});
export type ScanRead = z.infer<typeof scanRead>;

/** MRZ lines exactly as read (no correction), 1..3 lines. */
export const mrzRead = z.object({
  deviceId: z.string(),
  sequence: z.number().int(),
  lines: z.array(z.string().max(120)).max(4),
});
export type MrzRead = z.infer<typeof mrzRead>;

/** The kinds of card a SAM_V reader reads (device-protocols 3.1). */
export const idCardType = z.enum(['resident', 'hkmtPermit', 'foreigner2017', 'foreigner2023']);
export type IdCardType = z.infer<typeof idCardType>;

/** An identity card as read; fields that its layout does not have are null. Dates yyyy-mm-dd, `expiresOn` null = 长期 without end. */
export const idCardRead = z.object({
  deviceId: z.string(),
  sequence: z.number().int(),
  cardType: idCardType,
  number: z.string().max(20),
  chineseName: z.string().max(60).nullable(),
  latinName: z.string().max(120).nullable(),
  sex: z.enum(['M', 'F', 'X']),
  birthDate: z.iso.date(),
  /** ICAO alpha-3 as on the chip. */
  nationalityCode: z.string().max(3).nullable(),
  validFrom: z.iso.date(),
  expiresOn: z.iso.date().nullable(),
  /** Older 15-character number that the 2023 card can be traced to, as far as the chip says. */
  formerNumberPart: z.string().max(3).nullable(),
});
export type IdCardRead = z.infer<typeof idCardRead>;
