import { z } from 'zod';

/** One question a page. `attract` is the clean first page; nothing personal exists while it shows (E2). */
export const kioskPage = z.enum([
  'attract',
  'language',
  'notice',
  'passport',
  'confirm',
  'waitForAttendant',
  'making',
  'slip',
  'takeDocuments',
  'rating',
  'thanks',
  /** Staff are needed: the cabinet was opened (E7). Nothing of the visit is left. */
  'callStaff',
  'maintenance',
  'unavailable',
]);
export type KioskPage = z.infer<typeof kioskPage>;
