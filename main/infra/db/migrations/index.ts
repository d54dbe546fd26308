import { first } from './0001-first.ts';
import { deviceRegister } from './0002-device-register.ts';
import { noticePrints } from './0003-notice-prints.ts';
import { caseFacts } from './0004-case-facts.ts';
import { outcomes } from './0005-outcomes.ts';
import { photos } from './0006-photos.ts';
import { visa } from './0007-visa.ts';
import { tickets } from './0008-tickets.ts';
import { ratings } from './0009-ratings.ts';
import { drafts } from './0010-drafts.ts';
import { evidence } from './0011-evidence.ts';
import { withdrawnPapers } from './0012-withdrawn-papers.ts';
import { cardGates } from './0013-card-gates.ts';
import { stock } from './0014-stock.ts';
import { replacement } from './0015-replacement.ts';
import { handOvers } from './0016-hand-overs.ts';
import { cardSlips } from './0017-card-slips.ts';
import { dayBooks } from './0018-day-books.ts';
import { rowSeals } from './0019-row-seals.ts';
import { people } from './0020-people.ts';
import { retention } from './0021-retention.ts';
import { recordsStanding } from './0022-records-standing.ts';
import { kioskMaintenance } from './0023-kiosk-maintenance.ts';
import { standings } from './0024-standings.ts';
import { outbox } from './0025-outbox.ts';
import { rowAttachments } from './0026-row-attachments.ts';
import { carriedRows } from './0027-carried-rows.ts';

/** One step forward. A step that has been released is never edited again. */
export interface Migration {
  /** `user_version` after it; also the number of its file. */
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

export const migrations: readonly Migration[] = [
  { number: 1, name: 'first', sql: first },
  { number: 2, name: 'device-register', sql: deviceRegister },
  { number: 3, name: 'notice-prints', sql: noticePrints },
  { number: 4, name: 'case-facts', sql: caseFacts },
  { number: 5, name: 'outcomes', sql: outcomes },
  { number: 6, name: 'photos', sql: photos },
  { number: 7, name: 'visa', sql: visa },
  { number: 8, name: 'tickets', sql: tickets },
  { number: 9, name: 'ratings', sql: ratings },
  { number: 10, name: 'drafts', sql: drafts },
  { number: 11, name: 'evidence', sql: evidence },
  { number: 12, name: 'withdrawn-papers', sql: withdrawnPapers },
  { number: 13, name: 'card-gates', sql: cardGates },
  { number: 14, name: 'stock', sql: stock },
  { number: 15, name: 'replacement', sql: replacement },
  { number: 16, name: 'hand-overs', sql: handOvers },
  { number: 17, name: 'card-slips', sql: cardSlips },
  { number: 18, name: 'day-books', sql: dayBooks },
  { number: 19, name: 'row-seals', sql: rowSeals },
  { number: 20, name: 'people', sql: people },
  { number: 21, name: 'retention', sql: retention },
  { number: 22, name: 'records-standing', sql: recordsStanding },
  { number: 23, name: 'kiosk-maintenance', sql: kioskMaintenance },
  { number: 24, name: 'standings', sql: standings },
  { number: 25, name: 'outbox', sql: outbox },
  { number: 26, name: 'row-attachments', sql: rowAttachments },
  { number: 27, name: 'carried-rows', sql: carriedRows },
];
