import { cardMethods } from './methods/cardMethods.ts';
import { caseMethods } from './methods/caseMethods.ts';
import { dayMethods } from './methods/dayMethods.ts';
import { devicePageMethods } from './methods/deviceMethods.ts';
import { kioskMethods } from './methods/kioskMethods.ts';
import { stationMethods } from './methods/stationMethods.ts';
import { stockMethods } from './methods/stockMethods.ts';

export { document, type Document } from './methods/common.ts';

/** What the core host serves to windows and kiosks: one table, from which types, preload, dispatch and tests come (design 6). */
export const methods = {
  ...stationMethods,
  ...caseMethods,
  ...cardMethods,
  ...stockMethods,
  ...dayMethods,
  ...devicePageMethods,
  ...kioskMethods,
} as const;
export type Methods = typeof methods;
export type MethodName = keyof Methods;
