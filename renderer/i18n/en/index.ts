import { cabinet } from './cabinet.ts';
import { audit } from './audit.ts';
import { carry } from './carry.ts';
import { cards } from './cards.ts';
import { cardBoard, recovery } from './cardBoard.ts';
import { checking } from './checking.ts';
import { common } from './common.ts';
import { conflict } from './conflict.ts';
import { day } from './day.ts';
import { desk } from './desk.ts';
import { devices } from './devices.ts';
import { evidence } from './evidence.ts';
import { morning } from './morning.ts';
import { outcome } from './outcome.ts';
import { people } from './people.ts';
import { photo } from './photo.ts';
import { queue } from './queue.ts';
import { ratings } from './ratings.ts';
import { replacement } from './replacement.ts';
import { retention } from './retention.ts';
import { reports } from './reports.ts';
import { signIn } from './signIn.ts';
import { station } from './station.ts';
import { stock } from './stock.ts';
import { tickets } from './tickets.ts';

/** Every text of the window in one language. */
export const texts = {
  common,
  station,
  signIn,
  desk,
  checking,
  morning,
  outcome,
  cards,
  cardBoard,
  recovery,
  conflict,
  replacement,
  retention,
  reports,
  queue,
  carry,
  stock,
  day,
  audit,
  devices,
  evidence,
  people,
  photo,
  tickets,
  ratings,
  cabinet,
};
