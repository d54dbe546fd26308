import { z } from 'zod';
import type { WithdrawnPaperStore } from '../../../app/ports/outcomeStores.ts';
import { instant } from '../../../contract/ids.ts';
import { withdrawnPaper, type WithdrawnPaper } from '../../../contract/outcomes.ts';
import { defineTable, oneOf, optionalText, plain, text, writer, type Session } from '../table.ts';

const table = defineTable<WithdrawnPaper>('withdrawnPapers', {
  number: text,
  kind: text,
  how: plain(withdrawnPaper.shape.how),
  by: optionalText,
  at: plain(instant),
});
const feed = z.object({ cursor: z.string(), asOf: instant.nullable() });

export function createWithdrawnPaperStore(session: Session): WithdrawnPaperStore {
  const readFeed = session.database.prepare('SELECT cursor, asOf FROM withdrawnFeed WHERE id = 1');
  const upsert = writer(session, table.upsertSql('number'));
  const moveFeed = writer(
    session,
    'UPDATE withdrawnFeed SET cursor = @cursor, asOf = coalesce(@asOf, asOf) WHERE id = 1',
  );
  return {
    byNumber: oneOf(session, table, 'WHERE number = ?'),
    cursor: () => feed.parse(readFeed.get()).cursor,
    asOf: () => feed.parse(readFeed.get()).asOf,
    savePage: ({ papers, cursor, asOf }) => {
      for (const paper of papers) upsert(table.encode(paper));
      moveFeed({ cursor, asOf });
    },
  };
}
