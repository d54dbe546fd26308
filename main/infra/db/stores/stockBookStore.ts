import { z } from 'zod';
import type {
  CustodyActRecord,
  DiscrepancyRecord,
  PlacedStep,
  PrinterLook,
  RibbonMove,
  RibbonRecord,
  StockBookStore,
  StockCountRecord,
} from '../../../app/ports/stockBook.ts';
import { cardStep, stepPhase } from '../../../contract/cards.ts';
import { errorCodes } from '../../../contract/errors.ts';
import {
  custodyActId,
  discrepancyId,
  instant,
  jobId,
  staffId,
  stockCountId,
  unitKey,
} from '../../../contract/ids.ts';
import {
  countPlace,
  custodyActKind,
  discrepancyClosed,
  discrepancyKind,
  ribbonState,
  stockCountView,
} from '../../../contract/stockBook.ts';
import {
  defineTable,
  json,
  manyOf,
  oneOf,
  optionalText,
  plain,
  text,
  whole,
  writer,
  type Session,
} from '../table.ts';

const optionalWhole = plain(z.number().int().nullable());

const ribbons = defineTable<RibbonRecord>('ribbons', {
  label: text,
  state: plain(ribbonState),
  since: plain(instant),
  printerId: optionalText,
  counterIn: optionalWhole,
  counterOut: optionalWhole,
  ledgerIn: optionalWhole,
  ledgerOut: optionalWhole,
});
const ribbonMoves = defineTable<RibbonMove>('ribbonMoves', {
  sequence: whole,
  label: text,
  from: plain(ribbonState.nullable()),
  to: plain(ribbonState),
  at: plain(instant),
  by: text,
  by2: optionalText,
  printerId: optionalText,
});
const looks = defineTable<PrinterLook>('printerLooks', {
  sequence: whole,
  printerId: text,
  serial: optionalText,
  occasion: plain(z.enum(['start', 'ribbon', 'hopper', 'bin', 'asked'])),
  at: plain(instant),
  by: text,
  by2: optionalText,
  printedCards: optionalWhole,
  ledgerPrinted: whole,
  ledgerRejected: whole,
  found: optionalWhole,
});
const discrepancies = defineTable<DiscrepancyRecord>('discrepancies', {
  id: plain(discrepancyId),
  kind: plain(discrepancyKind),
  subject: text,
  ledger: whole,
  found: whole,
  since: plain(instant),
  owner: text,
  closed: json(discrepancyClosed.nullable()),
});
const counts = defineTable<StockCountRecord>('stockCounts', {
  id: plain(stockCountId),
  at: plain(instant),
  by: text,
  place: plain(countPlace),
  clerkId: plain(staffId.nullable()),
  rows: json(stockCountView.shape.rows),
});
const custodyActs = defineTable<CustodyActRecord>('custodyActs', {
  id: plain(custodyActId),
  kind: plain(custodyActKind),
  at: plain(instant),
  by: text,
  by2: text,
  units: json(z.array(unitKey)),
  ribbons: json(z.array(z.string())),
  listNumber: optionalText,
  photos: json(z.array(z.object({ size: z.number().int(), digest: z.string() }))),
});

const placedStep = z.object({
  jobId,
  channel: z.enum(['window', 'kiosk']),
  sequence: z.number().int(),
  step: cardStep,
  phase: stepPhase,
  at: instant,
  problem: z.enum(errorCodes).nullable(),
  facts: z
    .string()
    .transform((found) => JSON.parse(found) as unknown)
    .pipe(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
});
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const pictureRow = z.object({ sealed: bytes, key: bytes });

/** Waste, ribbons, printers and counts; the file itself refuses to change or lose what was written. */
export function createStockBookStore(session: Session): StockBookStore {
  const { database, requireTransaction } = session;
  const ribbon = oneOf(session, ribbons, 'WHERE label = ?');
  const saveRibbon = writer(session, ribbons.upsertSql('label'));
  const appendMove = writer(session, ribbonMoves.insertSql('sequence'));
  const appendLook = writer(session, looks.insertSql('sequence'));
  const saveDiscrepancy = writer(session, discrepancies.upsertSql('id'));
  const insertCount = writer(session, counts.insertSql());
  const insertAct = writer(session, custodyActs.insertSql());
  const keepPhoto = database.prepare(
    'INSERT INTO custodyPhotos (actId, number, sealed, key) VALUES (?, ?, ?, ?)',
  );
  const readPhoto = database.prepare('SELECT sealed, key FROM custodyPhotos WHERE actId = ? AND number = ?');
  const placedSteps = database.prepare(
    `SELECT jobId, channel, sequence, step, phase, at, json_extract(detail, '$.code') AS problem, facts FROM steps JOIN jobs ON jobs.id = steps.jobId
     WHERE step = ? ORDER BY jobs.rowid, sequence`,
  );
  return {
    ribbon,
    ribbons: manyOf(session, ribbons, 'ORDER BY rowid'),
    moveRibbon: (record, move) => {
      const before = ribbon(record.label)?.state ?? null;
      if (move.label !== record.label || move.to !== record.state || move.from !== before)
        throw new Error(`a move from ${move.from} to ${move.to} does not fit a ribbon that is ${before}`);
      saveRibbon(ribbons.encode(record));
      appendMove(ribbonMoves.encode(move));
    },
    ribbonMoves: manyOf(session, ribbonMoves, 'ORDER BY sequence'),
    looks: manyOf(session, looks, 'WHERE printerId = ? ORDER BY sequence DESC LIMIT ?'),
    firstLook: oneOf(session, looks, 'WHERE printerId = ? ORDER BY sequence LIMIT 1'),
    lastCounted: oneOf(
      session,
      looks,
      'WHERE printerId = ? AND printedCards IS NOT NULL ORDER BY sequence DESC LIMIT 1',
    ),
    lastEmptied: oneOf(
      session,
      looks,
      'WHERE printerId = ? AND found IS NOT NULL ORDER BY sequence DESC LIMIT 1',
    ),
    appendLook: (look) => void appendLook(looks.encode(look)),
    discrepancy: oneOf(session, discrepancies, 'WHERE id = ?'),
    openDiscrepancies: manyOf(session, discrepancies, 'WHERE closed IS NULL ORDER BY since, rowid'),
    closedDiscrepancies: manyOf(
      session,
      discrepancies,
      'WHERE closed IS NOT NULL ORDER BY rowid DESC LIMIT ?',
    ),
    saveDiscrepancy: (record) => void saveDiscrepancy(discrepancies.encode(record)),
    insertCount: (record) => void insertCount(counts.encode(record)),
    counts: manyOf(session, counts, 'ORDER BY rowid DESC LIMIT ?'),
    insertCustodyAct: (act, photos) => {
      requireTransaction();
      insertAct(custodyActs.encode(act));
      photos.forEach(({ sealed, key }, index) =>
        keepPhoto.run(act.id, index, Buffer.from(sealed), Buffer.from(key)),
      );
    },
    custodyActs: manyOf(session, custodyActs, 'ORDER BY rowid DESC LIMIT ?'),
    custodyPhoto: (id, index) => {
      const found = readPhoto.get(id, index);
      if (found === undefined) return null;
      const { sealed, key } = pictureRow.parse(found);
      return { sealed: new Uint8Array(sealed), key: new Uint8Array(key) };
    },
    stepsOf: (step): readonly PlacedStep[] => placedSteps.all(step).map((row) => placedStep.parse(row)),
  };
}
