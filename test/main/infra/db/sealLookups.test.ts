import { expect, it } from 'vitest';
import { quote, sealedTables, sqlText } from '../../../../main/infra/db/seals/sealedTables.ts';
import { inspect, openTestStores } from '../../helpers/index.ts';

it('I1 the seal of a row is found by its key in every table, and not by looking through all seals of it', () => {
  const plans = inspect(openTestStores(), (database) =>
    sealedTables(database).map(({ name, key }) =>
      database
        .prepare(
          `EXPLAIN QUERY PLAN SELECT (SELECT seal FROM rowSeals WHERE tableName = ${sqlText(name)} AND rowKey = ${key('t')}) FROM ${quote(name)} t`,
        )
        .all()
        .map((line) => (line as { readonly detail: string }).detail)
        .find((detail) => detail.includes('rowSeals')),
    ),
  );
  expect(plans.length).toBeGreaterThan(30);
  expect(new Set(plans)).toEqual(new Set(['SEARCH rowSeals USING PRIMARY KEY (tableName=? AND rowKey=?)']));
});
