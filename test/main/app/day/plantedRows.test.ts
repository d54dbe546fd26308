import { describe, expect, it } from 'vitest';
import type { Sqlite } from '../../../../main/infra/db/database.ts';
import type { CaseId, NoticeId, RowId } from '../../../../main/contract/ids.ts';
import { inspect, sampleCase, sampleRow, tamper, testCaller } from '../../helpers/index.ts';
import { sampleNotice } from '../../infra/paper/samples.ts';
import { bank, makeCard, station, unitKey, value, type Station } from './helpers/dayStation.ts';

const caseNumber = (serial: number): string => `SZ50-20261125-000${serial}`;

/** A day with a card, three cases with their numbers, three rows, three papers; all of it honest. */
async function honest(): Promise<Station> {
  const made = await station();
  const { deps } = made;
  value(await made.day.dayOpen({}, testCaller(made.zhao)));
  made.tick();
  makeCard(made);
  deps.stores.run(() => {
    deps.stores.nextNumber('case-20261125');
    for (const serial of [2, 3]) {
      deps.stores.nextNumber('case-20261125');
      deps.stores.cases.save(
        sampleCase({
          id: `case_${serial}` as CaseId,
          number: caseNumber(serial),
          permitNumber: `TEST0000000${serial}`,
          openedAt: deps.clock.iso(),
        }),
      );
    }
    for (const serial of [1, 2, 3]) {
      const id = `row_${serial}` as RowId;
      deps.stores.outbox.insert(sampleRow({ id, kind: 'notice.issued', createdAt: deps.clock.iso() }));
      deps.stores.nextNumber('notice-SL-2026');
      deps.stores.notices.save({
        id: `notice_${serial}` as NoticeId,
        number: `SZ50-SL-2026-00000${serial}`,
        kind: 'acceptance',
        caseId: 'case_1' as CaseId,
        issuedAt: deps.clock.iso(),
        issuedBy: 'Test li',
        content: sampleNotice(),
        rowId: id,
        reprints: [],
        prints: [],
        served: null,
        withdrawn: null,
      });
    }
  });
  made.tick();
  value(await made.day.dayCount({ counts: [{ ...bank, counted: 2 }] }, testCaller(made.zhao)));
  return made;
}

async function told({ day, zhao }: Station): Promise<string[]> {
  const { exceptions } = value(await day.dayFigures({}, testCaller(zhao)));
  return exceptions.filter(({ needsReason }) => needsReason).map(({ en }) => en);
}

/** What somebody with the key does to the file, and what the close names. */
const plants: readonly (readonly [string, string, string])[] = [
  ['a row of the queue is removed', `DELETE FROM outbox WHERE id = 'row_2'`, '№ 2'],
  ['the last row of the queue is removed', `DELETE FROM outbox WHERE id = 'row_3'`, '№ 3'],
  [
    'a row is made acknowledged without a receipt',
    `UPDATE outbox SET state = 'acked', ackedAt = createdAt WHERE id = 'row_2'`,
    'notice.issued row_2',
  ],
  ['a case is removed', `DELETE FROM cases WHERE id = 'case_2'`, caseNumber(2)],
  ['the last case is removed', `DELETE FROM cases WHERE id = 'case_3'`, caseNumber(3)],
  ['the last paper is removed', `DELETE FROM notices WHERE id = 'notice_3'`, 'SZ50-SL-2026-000003'],
  [
    'a blank is made another state',
    `UPDATE units SET state = 'vault' WHERE tail = '0002'`,
    '*0002 hopper≠vault',
  ],
  ['a blank is removed', `DELETE FROM units WHERE tail = '0003'`, `#${unitKey(3).slice(0, 8)}`],
  ['a movement is removed', `DELETE FROM movements WHERE unitKey = '${unitKey(2)}'`, '*0002'],
  ['a movement is altered', `UPDATE movements SET "to" = 'wasted' WHERE unitKey = '${unitKey(2)}'`, '*0002'],
  ['the job of a card is removed', `DELETE FROM steps; DELETE FROM jobs`, '*0001'],
  ['a job has another blank', `UPDATE jobs SET unitTail = '0009'`, '*0009'],
  ['a job is given back its first state', `UPDATE jobs SET state = 'ready'`, caseNumber(1)],
  ['a print is taken out of a journal', `DELETE FROM steps WHERE step = 'print'`, `${caseNumber(1)} *0001`],
];

describe('H1 H2 one row planted in the file is found and named', () => {
  it('an honest file has no such word', async () => {
    const words = await told(await honest());
    expect(words).toEqual([`Made, not reported: ${caseNumber(1)} *0001`]);
  });

  it.each(plants)('%s', async (_title, sql, name) => {
    const made = await honest();
    const before = await told(made);
    tamper(made.deps.stores, (file: Sqlite) => {
      file.pragma('foreign_keys = OFF');
      file.exec(sql);
    });
    const news = (await told(made)).filter((each) => !before.includes(each));
    expect(news.filter((each) => each.includes(name))).not.toEqual([]);
  });

  it('11.6 rows of earlier days that were purged leave no hole in this one', async () => {
    const made = await honest();
    tamper(made.deps.stores, (file: Sqlite) => {
      file.exec(
        `INSERT INTO sqlite_sequence (name, seq) SELECT 'outbox', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'outbox')`,
      );
      file.exec(`UPDATE outbox SET sequence = sequence + 40`);
      file.exec(`UPDATE sqlite_sequence SET seq = 43 WHERE name = 'outbox'`);
    });
    expect(made.deps.stores.days.missingRows('2026-11-25T00:00:00.000Z')).toEqual([]);
    expect(
      inspect(made.deps.stores, (file) => file.prepare('SELECT count(*) FROM outbox').pluck().get()),
    ).toBe(3);
  });
});
