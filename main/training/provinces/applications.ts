import Database from 'better-sqlite3';
import { z } from 'zod';

/** An application of 模拟省份甲 before and after it has a card; what is known about the card itself stands in the books of cards. */
const application = z.object({
  number: z.string(),
  /** 备注 of the station: kept, never looked at. */
  remark: z.string(),
  stationId: z.string(),
  permitNumber: z.string(),
  passportNumber: z.string(),
  replaces: z.string().nullable(),
  marked: z.boolean(),
  batch: z.string().nullable(),
  cardNumber: z.string().nullable(),
  /** The batch was given back; the application waits to be resumed. */
  released: z.boolean(),
});
export type Application = z.infer<typeof application>;

/** The book of applications: a SQLite file of its own, or `:memory:`. */
export function openApplications(path: string, nativeBinding: string | null) {
  const database = new Database(path, nativeBinding === null ? {} : { nativeBinding });
  database.pragma('journal_mode = WAL');
  database.exec(
    `CREATE TABLE IF NOT EXISTS applications (
       number TEXT PRIMARY KEY, permit_number TEXT NOT NULL, card_number TEXT, application TEXT NOT NULL) STRICT`,
  );
  const all = database.prepare<[], { application: string }>(
    'SELECT application FROM applications ORDER BY rowid',
  );
  const save = database.prepare(
    `INSERT INTO applications (number, permit_number, card_number, application) VALUES (?, ?, ?, ?)
     ON CONFLICT (number) DO UPDATE SET card_number = excluded.card_number, application = excluded.application`,
  );
  const list = (): Application[] =>
    all.all().map((found) => application.parse(JSON.parse(found.application)));
  return {
    list,
    get: (number: string): Application | null => list().find((each) => each.number === number) ?? null,
    save(each: Application): void {
      save.run(each.number, each.permitNumber, each.cardNumber, JSON.stringify(each));
    },
    close: () => void database.close(),
  };
}
export type Applications = ReturnType<typeof openApplications>;
