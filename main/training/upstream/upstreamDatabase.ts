import Database from 'better-sqlite3';
import { z } from 'zod';
import {
  cardRecord,
  outboxRow,
  rowResult,
  type CardRecord,
  type OutboxRow,
  type RowResult,
} from '../../contract/upstream.ts';
import { cardData } from '../../contract/cards.ts';
import { cardStatus } from '../../contract/earlierCards.ts';
import { withdrawnPaper, type WithdrawnPaper } from '../../contract/outcomes.ts';
import { permitRecord, type PermitRecord } from '../../contract/permit.ts';
import type { ChainPlace } from '../../contract/records.ts';

export type UpstreamDatabase = ReturnType<typeof openUpstreamDatabase>;

/** Where the training upstream keeps its cards. */
export const trainingRegion = '440300';

/** A card with what upstream alone knows about it. */
const keptCard = cardRecord.extend({
  /** Given up before a blank was used: it does not count as a card of this person. */
  released: z.boolean(),
  /** What was reported about the card (domain-rules 9.12); null = nothing. */
  status: cardStatus.nullable().default(null),
  /** GB/T 2260 of the city that keeps it. */
  region: z.string().default(trainingRegion),
  /** The earlier card that it takes the place of; that one is cancelled when this one is enabled. */
  replaces: z.string().nullable().default(null),
  data: cardData.nullable(),
  reportedAt: z.string().nullable(),
  enabledAt: z.string().nullable(),
});
export type KeptCard = z.infer<typeof keptCard>;

/** The certificate of one card, with the administrator's secrets sealed for its chip. Upper-case hex. */
const keptCertificate = z.object({
  cardIdentifier: z.string(),
  cardNumber: z.string(),
  publicKey: z.string(),
  certificate: z.string(),
  adminBox: z.string(),
});
export type KeptCertificate = z.infer<typeof keptCertificate>;

const schema = `
  CREATE TABLE IF NOT EXISTS permits (
    permit_number TEXT PRIMARY KEY, sequence INTEGER NOT NULL UNIQUE, record TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS gone_permits (permit_number TEXT PRIMARY KEY, sequence INTEGER NOT NULL UNIQUE) STRICT;
  CREATE TABLE IF NOT EXISTS cards (
    card_number TEXT PRIMARY KEY, job_key TEXT NOT NULL UNIQUE, permit_number TEXT NOT NULL, card TEXT NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS cards_of_permit ON cards (permit_number);
  CREATE TABLE IF NOT EXISTS rows (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, station_id TEXT NOT NULL, row TEXT NOT NULL, answer TEXT NOT NULL,
    times INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS replaced_rows (row_id TEXT PRIMARY KEY, by_id TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS effects (
    business_key TEXT PRIMARY KEY, kind TEXT NOT NULL, card_number TEXT, receipt TEXT NOT NULL, times INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS cases (case_number TEXT PRIMARY KEY, upstream_number TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS chain_heads (
    sequence INTEGER PRIMARY KEY, station_id TEXT NOT NULL, head TEXT NOT NULL, at TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS chain_places (
    station_id TEXT NOT NULL, line INTEGER NOT NULL, sequence INTEGER NOT NULL, head TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (station_id, line, sequence)) STRICT;
  CREATE TABLE IF NOT EXISTS row_places (
    row_id TEXT PRIMARY KEY, station_id TEXT NOT NULL, line INTEGER NOT NULL, sequence INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS withdrawn_papers (
    number TEXT PRIMARY KEY, sequence INTEGER NOT NULL UNIQUE, paper TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS numbers (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS certificates (card_identifier TEXT PRIMARY KEY, certificate TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS attachments (
    digest TEXT PRIMARY KEY, size INTEGER NOT NULL, kind TEXT NOT NULL, station_id TEXT NOT NULL, row_id TEXT NOT NULL,
    complete INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS attachment_parts (
    digest TEXT NOT NULL, at INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (digest, at)) STRICT;
  CREATE TABLE IF NOT EXISTS retired_stations (station_id TEXT PRIMARY KEY) STRICT;
  CREATE TABLE IF NOT EXISTS revoked_stations (station_id TEXT PRIMARY KEY) STRICT;
  CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
`;

/** The books of the training upstream: a SQLite file of its own, or `:memory:`. */
export function openUpstreamDatabase(path: string, nativeBinding: string | null) {
  const database = new Database(path, nativeBinding === null ? {} : { nativeBinding });
  database.pragma('journal_mode = WAL');
  database.exec(schema);
  const sql = {
    permit: database.prepare<[string], { record: string }>(
      'SELECT record FROM permits WHERE permit_number = ?',
    ),
    putPermit: database.prepare(
      `INSERT INTO permits (permit_number, sequence, record) VALUES (?, ?, ?)
       ON CONFLICT (permit_number) DO UPDATE SET sequence = excluded.sequence, record = excluded.record`,
    ),
    feedAfter: database.prepare<
      [number, number, number],
      { sequence: number; record: string | null; gone: string | null }
    >(
      `SELECT sequence, record, NULL AS gone FROM permits WHERE sequence > ?
       UNION ALL SELECT sequence, NULL, permit_number FROM gone_permits WHERE sequence > ? ORDER BY sequence LIMIT ?`,
    ),
    countPermits: database.prepare<[], { count: number }>('SELECT count(*) AS count FROM permits'),
    dropPermit: database.prepare('DELETE FROM permits WHERE permit_number = ?'),
    putGone: database.prepare('INSERT OR REPLACE INTO gone_permits (permit_number, sequence) VALUES (?, ?)'),
    dropGone: database.prepare('DELETE FROM gone_permits WHERE permit_number = ?'),
    dropAllGone: database.prepare('DELETE FROM gone_permits'),
    putSecret: database.prepare('INSERT OR REPLACE INTO secrets (name, value) VALUES (?, ?)'),
    putWithdrawn: database.prepare(
      `INSERT INTO withdrawn_papers (number, sequence, paper) VALUES (?, ?, ?)
       ON CONFLICT (number) DO UPDATE SET sequence = excluded.sequence, paper = excluded.paper`,
    ),
    withdrawnAfter: database.prepare<[number, number], { sequence: number; paper: string }>(
      'SELECT sequence, paper FROM withdrawn_papers WHERE sequence > ? ORDER BY sequence LIMIT ?',
    ),
    next: database.prepare<[string], { value: number }>(
      `INSERT INTO numbers (name, value) VALUES (?, 1)
       ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value`,
    ),
    card: database.prepare<[string], { card: string }>('SELECT card FROM cards WHERE card_number = ?'),
    cardOfJob: database.prepare<[string], { card: string }>('SELECT card FROM cards WHERE job_key = ?'),
    cardsOfPermit: database.prepare<[string], { card: string }>(
      'SELECT card FROM cards WHERE permit_number = ?',
    ),
    cards: database.prepare<[], { card: string }>('SELECT card FROM cards ORDER BY card_number'),
    saveCard: database.prepare(
      `INSERT INTO cards (card_number, job_key, permit_number, card) VALUES (?, ?, ?, ?)
       ON CONFLICT (card_number) DO UPDATE SET card = excluded.card`,
    ),
    row: database.prepare<[string], { answer: string }>('SELECT answer FROM rows WHERE id = ?'),
    saveRow: database.prepare(
      `INSERT INTO rows (id, kind, station_id, row, answer, times) VALUES (?, ?, ?, ?, ?, 1)
       ON CONFLICT (id) DO UPDATE SET answer = excluded.answer, times = times + 1`,
    ),
    rowAgain: database.prepare('UPDATE rows SET times = times + 1 WHERE id = ?'),
    rows: database.prepare<[], { id: string; kind: string; times: number }>(
      'SELECT id, kind, times FROM rows ORDER BY rowid',
    ),
    replaced: database.prepare<[string], { row_id: string }>(
      'SELECT row_id FROM replaced_rows WHERE row_id = ?',
    ),
    addReplaced: database.prepare('INSERT OR IGNORE INTO replaced_rows (row_id, by_id) VALUES (?, ?)'),
    takeBack: database.prepare('DELETE FROM effects WHERE business_key = ?'),
    standInstead: database.prepare('UPDATE effects SET business_key = ?, receipt = ? WHERE business_key = ?'),
    answerAnew: database.prepare('UPDATE rows SET answer = ? WHERE id = ?'),
    effect: database.prepare<[string], { receipt: string }>(
      'SELECT receipt FROM effects WHERE business_key = ?',
    ),
    addEffect: database.prepare(
      `INSERT INTO effects (business_key, kind, card_number, receipt, times) VALUES (?, ?, ?, ?, 1)
       ON CONFLICT (business_key) DO UPDATE SET times = times + 1`,
    ),
    effects: database.prepare<
      [],
      { business_key: string; kind: string; card_number: string | null; times: number }
    >('SELECT business_key, kind, card_number, times FROM effects ORDER BY rowid'),
    caseNumber: database.prepare<[string], { upstream_number: string }>(
      'SELECT upstream_number FROM cases WHERE case_number = ?',
    ),
    addCase: database.prepare('INSERT INTO cases (case_number, upstream_number) VALUES (?, ?)'),
    // A place that is said again is the same place: the first word stands.
    addPlace: database.prepare(
      'INSERT OR IGNORE INTO chain_places (station_id, line, sequence, head, at) VALUES (?, ?, ?, ?, ?)',
    ),
    newestPlace: database.prepare<[string], { line: number; sequence: number; head: string; at: string }>(
      'SELECT line, sequence, head, at FROM chain_places WHERE station_id = ? ORDER BY line DESC, sequence DESC LIMIT 1',
    ),
    placeRow: database.prepare(
      'INSERT OR IGNORE INTO row_places (row_id, station_id, line, sequence) VALUES (?, ?, ?, ?)',
    ),
    rowsAfter: database.prepare<[string, number, number, number], { row: string }>(
      `SELECT rows.row AS row FROM row_places JOIN rows ON rows.id = row_places.row_id
       WHERE row_places.station_id = ? AND (row_places.line, row_places.sequence) > (?, ?)
       ORDER BY row_places.line, row_places.sequence, rows.rowid LIMIT ?`,
    ),
    addHead: database.prepare('INSERT INTO chain_heads (station_id, head, at) VALUES (?, ?, ?)'),
    certificate: database.prepare<[string], { certificate: string }>(
      'SELECT certificate FROM certificates WHERE card_identifier = ?',
    ),
    saveCertificate: database.prepare(
      'INSERT INTO certificates (card_identifier, certificate) VALUES (?, ?)',
    ),
    offerAttachment: database.prepare(
      'INSERT OR IGNORE INTO attachments (digest, size, kind, station_id, row_id, complete) VALUES (?, ?, ?, ?, ?, 0)',
    ),
    attachment: database.prepare<[string], { size: number; complete: number; received: number }>(
      `SELECT size, complete, (SELECT coalesce(sum(length(bytes)), 0) FROM attachment_parts AS part
         WHERE part.digest = attachments.digest) AS received
       FROM attachments WHERE digest = ?`,
    ),
    attachments: database.prepare<
      [],
      { digest: string; size: number; kind: string; row_id: string; complete: number }
    >('SELECT digest, size, kind, row_id, complete FROM attachments ORDER BY rowid'),
    addPart: database.prepare('INSERT INTO attachment_parts (digest, at, bytes) VALUES (?, ?, ?)'),
    parts: database.prepare<[string], { bytes: Buffer }>(
      'SELECT bytes FROM attachment_parts WHERE digest = ? ORDER BY at',
    ),
    dropParts: database.prepare('DELETE FROM attachment_parts WHERE digest = ?'),
    completeAttachment: database.prepare('UPDATE attachments SET complete = 1 WHERE digest = ?'),
    retire: database.prepare('INSERT OR IGNORE INTO retired_stations (station_id) VALUES (?)'),
    retired: database.prepare('SELECT 1 FROM retired_stations WHERE station_id = ?'),
    revoke: database.prepare('INSERT OR IGNORE INTO revoked_stations (station_id) VALUES (?)'),
    admit: database.prepare('DELETE FROM revoked_stations WHERE station_id = ?'),
    revoked: database.prepare('SELECT 1 FROM revoked_stations WHERE station_id = ?'),
    secret: database.prepare<[string], { value: string }>('SELECT value FROM secrets WHERE name = ?'),
    addSecret: database.prepare('INSERT INTO secrets (name, value) VALUES (?, ?)'),
    heads: database.prepare<[], { station_id: string; head: string; at: string }>(
      'SELECT station_id, head, at FROM chain_heads ORDER BY sequence',
    ),
  };
  const readCard = (found: { card: string } | undefined): KeptCard | null =>
    found === undefined ? null : parseCard(found.card);

  return {
    run: <Value>(work: () => Value): Value => database.transaction(work)(),
    next: (name: string): number => sql.next.get(name)?.value ?? 1,
    permit(permitNumber: string): PermitRecord | null {
      const found = sql.permit.get(permitNumber);
      return found === undefined ? null : permitRecord.parse(JSON.parse(found.record));
    },
    /** Puts a permit at the end of the feed, unless it is there already as it is. */
    putPermit(record: PermitRecord): void {
      const text = JSON.stringify(record);
      if (sql.permit.get(record.permitNumber)?.record === text) return;
      sql.putPermit.run(record.permitNumber, sql.next.get('permit')?.value ?? 1, text);
      sql.dropGone.run(record.permitNumber);
    },
    /** Takes a permit out of the books; that it is gone is told at the end of the feed. */
    removePermit(permitNumber: string): void {
      if (sql.dropPermit.run(permitNumber).changes === 0) return;
      sql.putGone.run(permitNumber, sql.next.get('permit')?.value ?? 1);
    },
    countPermits: (): number => sql.countPermits.get()?.count ?? 0,
    /** Which line of the feed the cursors count in. */
    feedId(make: () => string): string {
      return this.secret('feed', make);
    },
    /** The feed begins anew: every cursor of the old one is unknown from now on. */
    renewFeed(id: string): void {
      sql.putSecret.run('feed', id);
      sql.dropAllGone.run();
    },
    /** The next changes in the order in which they came: a permit as it is now, or the number of one that is gone. */
    feedAfter: (
      sequence: number,
      limit: number,
    ): { sequence: number; record: PermitRecord | null; gone: string | null }[] =>
      sql.feedAfter.all(sequence, sequence, limit).map((found) => ({
        sequence: found.sequence,
        record: found.record === null ? null : permitRecord.parse(JSON.parse(found.record)),
        gone: found.gone,
      })),
    /** Puts a withdrawn paper at the end of its feed. */
    putWithdrawn(paper: WithdrawnPaper): void {
      sql.putWithdrawn.run(paper.number, sql.next.get('withdrawn paper')?.value ?? 1, JSON.stringify(paper));
    },
    withdrawnAfter: (sequence: number, limit: number): { sequence: number; record: WithdrawnPaper }[] =>
      sql.withdrawnAfter.all(sequence, limit).map((found) => ({
        sequence: found.sequence,
        record: withdrawnPaper.parse(JSON.parse(found.paper)),
      })),
    card: (cardNumber: string): KeptCard | null => readCard(sql.card.get(cardNumber)),
    cardOfJob: (jobKey: string): KeptCard | null => readCard(sql.cardOfJob.get(jobKey)),
    cardsOfPermit: (permitNumber: string): KeptCard[] =>
      sql.cardsOfPermit.all(permitNumber).map((found) => parseCard(found.card)),
    cards: (): KeptCard[] => sql.cards.all().map((found) => parseCard(found.card)),
    saveCard(card: KeptCard): void {
      sql.saveCard.run(card.cardNumber, card.jobKey, card.permitNumber, JSON.stringify(card));
    },
    /** The stored answer to a row, counted as asked once more. */
    answerAgain(id: string): RowResult | null {
      const found = sql.row.get(id);
      if (found === undefined) return null;
      const answer = rowResult.parse(JSON.parse(found.answer));
      if (answer.outcome === 'refused') return null;
      sql.rowAgain.run(id);
      return answer;
    },
    saveRow(row: { id: string; kind: string; stationId: string }, answer: RowResult): void {
      sql.saveRow.run(row.id, row.kind, row.stationId, JSON.stringify(row), JSON.stringify(answer));
    },
    /** Has another row taken the place of this one? */
    isReplaced: (id: string): boolean => sql.replaced.get(id) !== undefined,
    /** `by` stands where `id` stood, also among the effects: what that one did is taken back. It is answered with `answer` from now on. */
    replaceRow(id: string, by: Pick<OutboxRow, 'id' | 'businessKey'>, answer: RowResult): void {
      sql.addReplaced.run(id, by.id);
      sql.answerAnew.run(JSON.stringify(answer), id);
      const [before, now] = [sql.effect.get(id), sql.effect.get(by.businessKey)];
      if (before === undefined || now === undefined || by.businessKey === id) return;
      sql.takeBack.run(by.businessKey);
      sql.standInstead.run(by.businessKey, now.receipt, id);
    },
    rows: () => sql.rows.all(),
    /** The receipt of an effect that was done before. */
    effectReceipt: (businessKey: string): string | null => sql.effect.get(businessKey)?.receipt ?? null,
    addEffect(businessKey: string, kind: string, cardNumber: string | null, receipt: string): void {
      sql.addEffect.run(businessKey, kind, cardNumber, receipt);
    },
    effects: () => sql.effects.all(),
    /** Upstream's own number of a station's case; given when it is first heard of. */
    upstreamCaseNumber(caseNumber: string, make: () => string): string {
      const found = sql.caseNumber.get(caseNumber)?.upstream_number;
      if (found !== undefined) return found;
      const made = make();
      sql.addCase.run(caseNumber, made);
      return made;
    },
    addHead(stationId: string, head: string, at: string): void {
      sql.addHead.run(stationId, head, at);
    },
    heads: () => sql.heads.all(),
    addPlace(stationId: string, place: ChainPlace & { readonly at: string }): void {
      sql.addPlace.run(stationId, place.line, place.sequence, place.head, place.at);
    },
    newestPlace: (stationId: string): (ChainPlace & { readonly at: string }) | null =>
      sql.newestPlace.get(stationId) ?? null,
    /** With which place of its station's chain a row came first. */
    placeRow(rowId: string, stationId: string, place: Pick<ChainPlace, 'line' | 'sequence'>): void {
      sql.placeRow.run(rowId, stationId, place.line, place.sequence);
    },
    /** Rows that came with a later place, oldest first. */
    rowsAfter: (
      stationId: string,
      place: Pick<ChainPlace, 'line' | 'sequence'>,
      limit: number,
    ): OutboxRow[] =>
      sql.rowsAfter
        .all(stationId, place.line, place.sequence, limit)
        .map(({ row }) => outboxRow.parse(JSON.parse(row))),
    offerAttachment(offer: {
      readonly digest: string;
      readonly size: number;
      readonly kind: string;
      readonly stationId: string;
      readonly rowId: string;
    }): void {
      sql.offerAttachment.run(offer.digest, offer.size, offer.kind, offer.stationId, offer.rowId);
    },
    /** What is there of a picture; null = nobody offered it. */
    attachment(digest: string): { size: number; received: number; complete: boolean } | null {
      const found = sql.attachment.get(digest);
      if (found === undefined) return null;
      return { size: found.size, received: found.received, complete: found.complete === 1 };
    },
    attachments: () => sql.attachments.all(),
    addAttachmentPart: (digest: string, at: number, bytes: Uint8Array): void =>
      void sql.addPart.run(digest, at, bytes),
    attachmentBytes: (digest: string): Buffer =>
      Buffer.concat(sql.parts.all(digest).map(({ bytes }) => bytes)),
    dropAttachmentParts: (digest: string): void => void sql.dropParts.run(digest),
    completeAttachment: (digest: string): void => void sql.completeAttachment.run(digest),
    retire(stationId: string): void {
      sql.retire.run(stationId);
    },
    isRetired: (stationId: string): boolean => sql.retired.get(stationId) !== undefined,
    revoke: (stationId: string): void => void sql.revoke.run(stationId),
    admit: (stationId: string): void => void sql.admit.run(stationId),
    isRevoked: (stationId: string): boolean => sql.revoked.get(stationId) !== undefined,
    certificate(cardIdentifier: string): KeptCertificate | null {
      const found = sql.certificate.get(cardIdentifier);
      return found === undefined ? null : keptCertificate.parse(JSON.parse(found.certificate));
    },
    /** Once for each card: a second one for the same card throws. */
    saveCertificate(certificate: KeptCertificate): void {
      sql.saveCertificate.run(certificate.cardIdentifier, JSON.stringify(certificate));
    },
    /** A secret of this upstream, made when it is first needed. */
    secret(name: string, make: () => string): string {
      const found = sql.secret.get(name)?.value;
      if (found !== undefined) return found;
      const made = make();
      sql.addSecret.run(name, made);
      return made;
    },
    close(): void {
      database.close();
    },
  };
}

/** The card as the contract has it, without what upstream keeps to itself. */
export const cardOf = (card: KeptCard): CardRecord => cardRecord.parse(card);

const parseCard = (text: string): KeptCard => keptCard.parse(JSON.parse(text));
