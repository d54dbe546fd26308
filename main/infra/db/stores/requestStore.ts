import type { RequestStore } from '../../../app/ports/stores.ts';
import { writer, type Session } from '../table.ts';

/** `get` answers `null` when nothing is stored yet; a later `save` replaces what a request was noted with when it began. */
export function createRequestStore(session: Session): RequestStore {
  const find = session.database
    .prepare('SELECT answer FROM requests WHERE requestId = ? AND method = ?')
    .pluck();
  const insert = writer(
    session,
    `INSERT INTO requests (requestId, method, answer, at) VALUES (@requestId, @method, @answer, @at)
     ON CONFLICT (requestId, method) DO UPDATE SET answer = excluded.answer, at = excluded.at`,
  );
  return {
    get: (requestId, method) => {
      const answer = find.get(requestId, method);
      return typeof answer === 'string' ? (JSON.parse(answer) as unknown) : null;
    },
    save: (requestId, method, answer, at) =>
      void insert({ requestId, method, answer: JSON.stringify(answer), at }),
  };
}
