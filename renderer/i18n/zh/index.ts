import { cards } from './cards.ts';
import { common } from './common.ts';
import { day } from './day.ts';
import { desk } from './desk.ts';
import { devices } from './devices.ts';
import { queue } from './queue.ts';
import { signIn } from './signIn.ts';
import { station } from './station.ts';
import { stock } from './stock.ts';

/** Every text of the window in one language. */
export const texts = { common, station, signIn, desk, cards, queue, stock, day, devices };
