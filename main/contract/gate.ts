import { z } from 'zod';
import { calendarDate, instant } from './ids.ts';

/** Preconditions of a station, in the order of the page (J1). */
export const gateKey = z.enum([
  'records',
  'day',
  'staff',
  'clock',
  'stock',
  'differences',
  'cardPrinter',
  'chipReader',
  'readers',
  'papers',
  'permits',
  'cards',
  'queue',
  'snapshot',
  'withdrawn',
  'rulePack',
  'calendar',
  'disk',
  'backup',
  'drill',
  'keys',
]);
export type GateKey = z.infer<typeof gateKey>;

/** What a blocked precondition stops. `caseNumbers`: opening cases and issuing papers. */
export const gateAct = z.enum(['cards', 'caseNumbers', 'papers', 'twoPeople']);
export type GateAct = z.infer<typeof gateAct>;

/** The page of the window where it is put right. */
export const gatePage = z.enum(['day', 'stock', 'devices', 'queue', 'cards', 'morning']);
export type GatePage = z.infer<typeof gatePage>;

const bilingual = z.object({ zh: z.string(), en: z.string() });

export const gateItem = z.object({
  key: gateKey,
  state: z.enum(['ok', 'warn', 'blocked']),
  name: bilingual,
  /** With figures. */
  reason: bilingual,
  /** Null when nothing is to be done. */
  fix: bilingual.nullable(),
  blocks: z.array(gateAct),
  page: gatePage.nullable(),
});
export type GateItem = z.infer<typeof gateItem>;

/** The start gate: computed, never typed by hand (J1). */
export const startGate = z.object({
  stationId: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  training: z.boolean(),
  date: calendarDate,
  at: instant,
  items: z.array(gateItem),
});
export type StartGate = z.infer<typeof startGate>;
