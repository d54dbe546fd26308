import { auditMethods } from './methods/auditMethods.ts';
import { boardMethods } from './methods/boardMethods.ts';
import { cardMethods } from './methods/cardMethods.ts';
import { caseMethods } from './methods/caseMethods.ts';
import { conflictMethods } from './methods/conflictMethods.ts';
import { dayMethods } from './methods/dayMethods.ts';
import { devicePageMethods } from './methods/deviceMethods.ts';
import { draftMethods } from './methods/draftMethods.ts';
import { handOverMethods } from './methods/handOverMethods.ts';
import { identifierMethods } from './methods/identifierMethods.ts';
import { kioskMethods } from './methods/kioskMethods.ts';
import { languageMethods } from './methods/languageMethods.ts';
import { outcomeMethods } from './methods/outcomeMethods.ts';
import { photoMethods } from './methods/photoMethods.ts';
import { ratingMethods } from './methods/ratingMethods.ts';
import { replacementMethods } from './methods/replacementMethods.ts';
import { stationMethods } from './methods/stationMethods.ts';
import { stockMethods } from './methods/stockMethods.ts';
import { ticketMethods } from './methods/ticketMethods.ts';

export { document, type Document } from './methods/common.ts';

/** What the core host serves to windows and kiosks: one table, from which types, preload, dispatch and tests come (design 6). */
export const methods = {
  ...stationMethods,
  ...caseMethods,
  ...identifierMethods,
  ...draftMethods,
  ...photoMethods,
  ...outcomeMethods,
  ...cardMethods,
  ...boardMethods,
  ...handOverMethods,
  ...conflictMethods,
  ...replacementMethods,
  ...stockMethods,
  ...dayMethods,
  ...auditMethods,
  ...devicePageMethods,
  ...kioskMethods,
  ...languageMethods,
  ...ticketMethods,
  ...ratingMethods,
} as const;
export type Methods = typeof methods;
export type MethodName = keyof Methods;
