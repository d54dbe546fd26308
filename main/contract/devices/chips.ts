import { z } from 'zod';
import { deviceCompletion } from './words.ts';

/** Freely readable chip data of EF05/EF06 (device-protocols 7). Null = not on the chip. */
export const chipFacts = z.object({
  completion: deviceCompletion,
  atr: z
    .string()
    .regex(/^[0-9A-F]*$/)
    .nullable(),
  /** 卡识别码, 32 hex, EF05 tag 01. */
  cardIdentifier: z
    .string()
    .regex(/^[0-9A-F]{32}$/)
    .nullable(),
  /** Bank card number (PAN, tag 5A of the bank application): the unit key of the blank before it is hashed. */
  bankCardNumber: z
    .string()
    .regex(/^\d{16,19}$/)
    .nullable(),
  cardNumber: z.string().nullable(),
  socialSecurityNumber: z.string().nullable(),
  specificationVersion: z.string().nullable(),
  /** Name of EF06 (tag 09 with its extension 4E). */
  holderName: z.string().nullable(),
  /** yyyy-mm-dd, EF05 tags 05 and 06. */
  issuedOn: z.string().nullable(),
  expiresOn: z.string().nullable(),
});
export type ChipFacts = z.infer<typeof chipFacts>;

/** What a personaliser writes to the free files of a chip, and what the read-back must show (D6). Dates yyyy-mm-dd. */
export const chipRecord = z.object({
  cardNumber: z.string().regex(/^[0-9A-Z]{9}$/),
  /** 18 characters of a citizen, fewer of a foreigner (domain-rules 1.9); the field has room for 18. */
  socialSecurityNumber: z.string().regex(/^[0-9A-Z]{5,18}$/),
  holderName: z.string().min(1).max(120),
  issuedOn: z.iso.date(),
  expiresOn: z.iso.date(),
});
export type ChipRecord = z.infer<typeof chipRecord>;

/** `unsupportedCommand` when the station has no personaliser: nothing was written, and nothing is claimed. */
export const chipWriteFacts = z.object({
  completion: deviceCompletion,
  /** Name of the provider that wrote, e.g. `training`; null when there is none. */
  provider: z.string().nullable(),
});
export type ChipWriteFacts = z.infer<typeof chipWriteFacts>;

/** Longest certificate that a chip has room for, in bytes. */
export const longestCertificate = 1024;
/** What upstream and chip say to each other about a key, upper-case hex: nobody between them reads it. */
export const certificateHex = z.string().regex(new RegExp(`^([0-9A-F]{2}){1,${longestCertificate}}$`));
/** A sealed change of the administrator's secrets, upper-case hex: only the chip can open it. */
export const adminBoxHex = z.string().regex(/^([0-9A-F]{2}){1,240}$/);
/** SM2 public key of a chip: x and y, upper-case hex. */
export const chipPublicKey = z.string().regex(/^[0-9A-F]{128}$/);

/** The key pair of a chip as far as anybody may know it (domain-rules 9 steps 11–12), and what was written for it. */
export const chipKeyFacts = z.object({
  completion: deviceCompletion,
  /** Name of the scheme, e.g. `training`; null when the station has none. */
  provider: z.string().nullable(),
  /** Null = could not be read. */
  publicKey: chipPublicKey.nullable(),
  /** The certificate that the chip holds; null = none. */
  certificate: certificateHex.nullable(),
  /** Are administrator PIN and master key no longer those of the delivery? */
  adminChanged: z.boolean(),
});
export type ChipKeyFacts = z.infer<typeof chipKeyFacts>;

/** What is still to be written; null = that part is there already. */
export const chipCertificate = z.object({
  certificate: certificateHex.nullable(),
  adminBox: adminBoxHex.nullable(),
});
export type ChipCertificate = z.infer<typeof chipCertificate>;
