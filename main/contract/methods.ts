import { auditMethods } from './methods/auditMethods.ts';
import { boardMethods } from './methods/boardMethods.ts';
import { cardMethods } from './methods/cardMethods.ts';
import { caseMethods } from './methods/caseMethods.ts';
import { clockMethods } from './methods/clockMethods.ts';
import { conflictMethods } from './methods/conflictMethods.ts';
import { dayMethods } from './methods/dayMethods.ts';
import { devicePageMethods } from './methods/deviceMethods.ts';
import { draftMethods } from './methods/draftMethods.ts';
import { handOverMethods } from './methods/handOverMethods.ts';
import { identityMethods } from './methods/identityMethods.ts';
import { identifierMethods } from './methods/identifierMethods.ts';
import { kioskMethods } from './methods/kioskMethods.ts';
import { languageMethods } from './methods/languageMethods.ts';
import { maintenanceMethods } from './methods/maintenanceMethods.ts';
import { outcomeMethods } from './methods/outcomeMethods.ts';
import { peopleMethods } from './methods/peopleMethods.ts';
import { permitMethods } from './methods/permitMethods.ts';
import { queueMethods } from './methods/queueMethods.ts';
import { carryMethods } from './methods/carryMethods.ts';
import { queueReceiptMethods } from './methods/queueReceiptMethods.ts';
import { photoMethods } from './methods/photoMethods.ts';
import { ratingMethods } from './methods/ratingMethods.ts';
import { recordsMethods } from './methods/recordsMethods.ts';
import { retentionMethods } from './methods/retentionMethods.ts';
import { replacementMethods } from './methods/replacementMethods.ts';
import { stationMethods } from './methods/stationMethods.ts';
import { stockMethods } from './methods/stockMethods.ts';
import { ticketMethods } from './methods/ticketMethods.ts';

export { document, type Document } from './methods/common.ts';

// Two halves, because the compiler does not write the type of so many methods down in one piece.
const casesAndCards = {
  ...stationMethods,
  ...peopleMethods,
  ...caseMethods,
  ...identifierMethods,
  ...draftMethods,
  ...permitMethods,
  ...photoMethods,
  ...outcomeMethods,
  ...cardMethods,
  ...boardMethods,
  ...handOverMethods,
  ...conflictMethods,
  ...replacementMethods,
} as const;
const dayAndStation = {
  ...stockMethods,
  ...dayMethods,
  ...auditMethods,
  ...devicePageMethods,
  ...kioskMethods,
  ...maintenanceMethods,
  ...languageMethods,
  ...ticketMethods,
  ...ratingMethods,
  ...retentionMethods,
  ...recordsMethods,
  ...queueMethods,
  ...carryMethods,
  ...identityMethods,
  ...clockMethods,
  ...queueReceiptMethods,
} as const;

/** What the core host serves to windows and kiosks: one table, from which types, preload, dispatch and tests come (design 6). */
export const methods: typeof casesAndCards & typeof dayAndStation = { ...casesAndCards, ...dayAndStation };
export type Methods = typeof methods;
export type MethodName = keyof Methods;
