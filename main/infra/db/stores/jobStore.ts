import { z } from 'zod';
import type { JobRecord, JobStore, StepRecord } from '../../../app/ports/stores.ts';
import {
  cardData,
  cardJobState,
  cardJobView,
  cardPurpose,
  cardStep,
  stepPhase,
} from '../../../contract/cards.ts';
import { failureView } from '../../../contract/cases.ts';
import { cardClass } from '../../../contract/stock.ts';
import { caseId, instant, jobId, staffId, unitKey } from '../../../contract/ids.ts';
import {
  defineTable,
  flag,
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

const jobs = defineTable<JobRecord>('jobs', {
  id: plain(jobId),
  caseId: plain(caseId),
  caseNumber: text,
  permitNumber: text,
  holderName: text,
  channel: plain(z.enum(['window', 'kiosk'])),
  cardClass: plain(cardClass),
  state: plain(cardJobState),
  released: flag,
  purpose: plain(cardPurpose),
  begun: flag,
  faceConfirmedAt: optionalText,
  attempt: whole,
  batch: optionalText,
  cardNumber: optionalText,
  data: json(cardData.nullable()),
  unitKey: plain(unitKey.nullable()),
  unitTail: optionalText,
  bankCardNumber: optionalText,
  cardIdentifier: optionalText,
  atr: optionalText,
  place: plain(cardJobView.shape.place),
  placeLabel: optionalText,
  problem: json(failureView.nullable()),
  owner: text,
  ownerId: plain(staffId.nullable()),
  startedAt: plain(instant),
  changedAt: plain(instant),
  lockedAt: optionalText,
  visualOkAt: optionalText,
  reportedAt: optionalText,
  enabledAt: optionalText,
  handedOverAt: optionalText,
  endedAt: optionalText,
});

const steps = defineTable<StepRecord>('steps', {
  jobId: plain(jobId),
  sequence: whole,
  step: plain(cardStep),
  phase: plain(stepPhase),
  at: plain(instant),
  detail: json(failureView.nullable()),
  facts: json(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
});

export function createJobStore(session: Session): JobStore {
  const upsert = writer(session, jobs.upsertSql('id'));
  const insertStep = writer(session, steps.insertSql());
  const newestStep = session.database
    .prepare('SELECT coalesce(max(sequence), 0) FROM steps WHERE jobId = ?')
    .pluck();
  const listSince = manyOf(
    session,
    jobs,
    `WHERE endedAt IS NULL OR changedAt >= ? OR startedAt >= ? OR endedAt >= ?
     ORDER BY startedAt DESC, rowid DESC`,
  );
  return {
    get: oneOf(session, jobs, 'WHERE id = ?'),
    save: (record) => void upsert(jobs.encode(record)),
    latestOfCase: oneOf(session, jobs, 'WHERE caseId = ? ORDER BY startedAt DESC, rowid DESC LIMIT 1'),
    ofPermit: manyOf(session, jobs, 'WHERE permitNumber = ? ORDER BY rowid'),
    open: manyOf(session, jobs, 'WHERE endedAt IS NULL ORDER BY startedAt, rowid'),
    list: (since) => listSince(since, since, since),
    appendStep: (step) => {
      const record: StepRecord = { ...step, sequence: Number(newestStep.get(step.jobId)) + 1 };
      insertStep(steps.encode(record));
      return record;
    },
    steps: manyOf(session, steps, 'WHERE jobId = ? ORDER BY sequence'),
  };
}
