import { first } from './0001-first.ts';
import { deviceRegister } from './0002-device-register.ts';

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
];
