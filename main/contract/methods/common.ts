import { z } from 'zod';
import type { Role, Surface } from '../access.ts';
import { binary } from '../ids.ts';

export const window: readonly Surface[] = ['window'];
export const kiosk: readonly Surface[] = ['kiosk'];
export const everybody: readonly Role[] = ['clerk', 'supervisor', 'stockKeeper', 'technician', 'auditor'];
export const desk: readonly Role[] = ['clerk', 'supervisor'];
export const supervisor: readonly Role[] = ['supervisor'];
export const none = z.object({});
/** A reason or remark in a person's words. */
export const note = z.string().trim().min(1).max(500);

/** A file for a person to open, save or print. */
export const document = z.object({ fileName: z.string(), mediaType: z.string(), bytes: binary });
export type Document = z.infer<typeof document>;
