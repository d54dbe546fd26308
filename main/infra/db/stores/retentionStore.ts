import { z } from 'zod';
import type { KeptOfCase, RetentionStore } from '../../../app/ports/retention.ts';
import { attachmentId, caseId, custodyActId, instant, rowId } from '../../../contract/ids.ts';
import { keptKind, purgeView } from '../../../contract/retention.ts';
import { clauseOf } from '../../../domain/retention/policy.ts';
import type { AttachmentKind } from '../../../app/ports/attachments.ts';
import { emptyLog } from '../database.ts';
import type { Session } from '../table.ts';

const dayRow = z.object({
  openedAt: instant,
  state: z.enum(['open', 'counted', 'overridden', 'closed']),
  signedAt: instant.nullable(),
});
const attachmentRow = z.object({
  id: attachmentId,
  kind: z.string().transform((kind) => kind as AttachmentKind),
  digest: z.string(),
  addedAt: instant,
  purgedAt: instant.nullable(),
});
const looseRow = z.object({
  id: rowId,
  createdAt: instant,
  ackedAt: instant,
  payload: z
    .string()
    .transform((text) => JSON.parse(text) as unknown)
    .pipe(z.record(z.string(), z.unknown())),
});
/** `12.3+30d`: the clause, and the days of then. */
const rule = z.string().regex(/^[\d.]+\+\d+d$/);
const purgeRow = z
  .object({ at: instant, what: keptKind, count: z.number().int(), rule })
  .transform(({ at, what, count, rule: text }) => {
    const [clause = '', days = ''] = text.split('+');
    return purgeView.parse({ at, kind: what, count, clause, days: Number.parseInt(days, 10) });
  });

const acked = `state = 'acked' AND receipt IS NOT NULL AND ackedAt IS NOT NULL`;
/** When upstream confirmed the row, or the one that took the place of a superseded one; null = neither yet. */
const confirmedAt = `CASE WHEN ${acked} THEN ackedAt WHEN state = 'superseded' THEN (
  SELECT later.ackedAt FROM outbox AS later WHERE later.placeOf = coalesce(outbox.placeOf, outbox.sequence)
    AND later.state = 'acked' AND later.receipt IS NOT NULL) END`;
const whole = `state IN ('acked', 'superseded') AND payloadPurgedAt IS NULL AND ${confirmedAt} IS NOT NULL`;
const timeOf = { drafts: 'keptAt', answers: 'at' } as const;
const tableOf = { drafts: 'drafts', answers: 'requests' } as const;

/** Reads across the tables that hold something with an end, and the few writes that take it out of them (I3). */
export function createRetentionStore(session: Session): RetentionStore {
  const { database, requireTransaction } = session;
  const sql = {
    // A day that was overridden is signed later than it ended: only its last signature tells when.
    days: database.prepare(
      `SELECT openedAt, state, CASE WHEN state <> 'closed' THEN NULL
         WHEN overridden IS NOT NULL THEN json_extract(closed, '$.signatures[#-1].at')
         ELSE coalesce(json_extract(summary, '$.closedAt'), json_extract(closed, '$.closedAt')) END AS signedAt
       FROM days ORDER BY openedAt`,
    ),
    caseIds: database
      .prepare(
        `SELECT caseId FROM attachments WHERE purgedAt IS NULL
         UNION SELECT caseId FROM jobs WHERE data IS NOT NULL
         UNION SELECT caseId FROM outbox WHERE payloadPurgedAt IS NULL AND caseId IS NOT NULL
         UNION SELECT id FROM cases WHERE NOT EXISTS
           (SELECT 1 FROM casePurges WHERE casePurges.caseId = cases.id AND what = 'cachedPermits')
         ORDER BY 1`,
      )
      .pluck(),
    attachments: database.prepare(
      'SELECT id, kind, digest, addedAt, purgedAt FROM attachments WHERE caseId = ? ORDER BY addedAt, rowid',
    ),
    jobsWithData: database.prepare('SELECT count(*) FROM jobs WHERE caseId = ? AND data IS NOT NULL').pluck(),
    payloads: database
      .prepare('SELECT count(*) FROM outbox WHERE caseId = ? AND payloadPurgedAt IS NULL')
      .pluck(),
    casePurges: database.prepare(
      'SELECT at, what, count, rule FROM casePurges WHERE caseId = ? ORDER BY sequence',
    ),
    looseRows: database.prepare(
      `SELECT id, createdAt, ${confirmedAt} AS ackedAt, payload FROM outbox
       WHERE caseId IS NULL AND kind <> 'day.closed' AND ${whole} ORDER BY sequence`,
    ),
    rowsOfCase: database.prepare(
      `SELECT id, createdAt, ${confirmedAt} AS ackedAt, payload FROM outbox WHERE caseId = ? AND ${whole} ORDER BY sequence`,
    ),
    replacePayload: database.prepare('UPDATE outbox SET payload = ?, payloadPurgedAt = ? WHERE id = ?'),
    dropCardData: database.prepare(
      'UPDATE jobs SET data = NULL WHERE caseId = ? AND data IS NOT NULL AND endedAt IS NOT NULL',
    ),
    wastePhotos: database.prepare(
      `SELECT actId, custodyActs.at AS at, count(*) AS count FROM custodyPhotos
       JOIN custodyActs ON custodyActs.id = custodyPhotos.actId GROUP BY actId ORDER BY custodyActs.at`,
    ),
    // Acts of one instant are confirmed together or not at all: a row does not name its act in a column.
    stockConfirmedAt: database
      .prepare(
        `SELECT CASE WHEN min(${confirmedAt} IS NOT NULL) = 1 THEN max(${confirmedAt}) END FROM outbox
         WHERE kind = 'stock.moved' AND createdAt = ?`,
      )
      .pluck(),
    wipeWasteKeys: database.prepare('UPDATE custodyPhotos SET key = zeroblob(16) WHERE actId = ?'),
    dropWastePhotos: database.prepare('DELETE FROM custodyPhotos WHERE actId = ?'),
    note: database.prepare('INSERT INTO purges (at, what, count, rule) VALUES (?, ?, ?, ?)'),
    noteOfCase: database.prepare(
      'INSERT INTO casePurges (caseId, what, at, count, rule) VALUES (?, ?, ?, ?, ?)',
    ),
    purges: database.prepare(
      `SELECT at, what, sum(count) AS count, rule FROM purges
       GROUP BY at, what, rule ORDER BY at DESC, what LIMIT ?`,
    ),
  };
  const timed = (kind: 'drafts' | 'answers') => ({
    oldest: database.prepare(`SELECT min(${timeOf[kind]}) FROM ${tableOf[kind]}`).pluck(),
    count: database.prepare(`SELECT count(*) FROM ${tableOf[kind]}`).pluck(),
    keys: database.prepare(
      kind === 'drafts'
        ? `SELECT caseId AS a, staffId AS b FROM drafts WHERE keptAt < ? ORDER BY keptAt LIMIT ?`
        : `SELECT requestId AS a, method AS b FROM requests WHERE at < ? ORDER BY at LIMIT ?`,
    ),
    drop: database.prepare(
      kind === 'drafts'
        ? 'DELETE FROM drafts WHERE caseId = ? AND staffId = ?'
        : 'DELETE FROM requests WHERE requestId = ? AND method = ?',
    ),
  });
  const old = { drafts: timed('drafts'), answers: timed('answers') };
  const keyPair = z.object({ a: z.string(), b: z.string() });
  const ruleText = (kind: keyof typeof clauseOf, days: number): string => `${clauseOf[kind]}+${days}d`;
  return {
    days: () => z.array(dayRow).parse(sql.days.all()),
    caseIds: () => z.array(caseId).parse(sql.caseIds.all()),
    ofCase: (id): KeptOfCase => ({
      attachments: z.array(attachmentRow).parse(sql.attachments.all(id)),
      jobsWithData: Number(sql.jobsWithData.get(id)),
      payloads: Number(sql.payloads.get(id)),
      purges: z.array(purgeRow).parse(sql.casePurges.all(id)),
    }),
    looseRows: () => z.array(looseRow).parse(sql.looseRows.all()),
    rowsOfCase: (id) => z.array(looseRow).parse(sql.rowsOfCase.all(id)),
    wastePhotos: () =>
      z
        .array(z.object({ actId: custodyActId, at: instant, count: z.number().int() }))
        .parse(sql.wastePhotos.all()),
    stockConfirmedAt: (at) => instant.nullable().parse(sql.stockConfirmedAt.get(at) ?? null),
    oldest: (kind) => instant.nullable().parse(old[kind].oldest.get() ?? null),
    count: (kind) => Number(old[kind].count.get()),
    dropCardData: (id) => {
      requireTransaction();
      return sql.dropCardData.run(id).changes;
    },
    replacePayload: (id, payload, at) => {
      requireTransaction();
      sql.replacePayload.run(JSON.stringify(payload), at, id);
    },
    dropWastePhotos: (actId) => {
      requireTransaction();
      // Written over before it is let go, as with the pictures of cases.
      sql.wipeWasteKeys.run(actId);
      return sql.dropWastePhotos.run(actId).changes;
    },
    dropBefore: (kind, before, limit) => {
      requireTransaction();
      const keys = z.array(keyPair).parse(old[kind].keys.all(before, limit));
      for (const { a, b } of keys) old[kind].drop.run(a, b);
      return keys.length;
    },
    note: ({ at, kind, count, days }) => {
      requireTransaction();
      sql.note.run(at, kind, count, ruleText(kind, days));
    },
    noteOfCase: (id, { at, kind, count, days }) => {
      requireTransaction();
      sql.noteOfCase.run(id, kind, at, count, ruleText(kind, days));
    },
    purges: (limit) => z.array(purgeRow).parse(sql.purges.all(limit)),
    settle: () => emptyLog(database),
  };
}
