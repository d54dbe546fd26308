import { z } from 'zod';
import type { CaseRecord, CaseStore } from '../../../app/ports/stores.ts';
import { caseState, comparedField, passportRead, verdict } from '../../../contract/cases.ts';
import { idCardOriginal, visaRead } from '../../../contract/comparison.ts';
import { situation, storedCustody, storedSeen } from '../../../contract/caseFacts.ts';
import { evidenceEntry } from '../../../contract/evidence.ts';
import { caseId, decisionId, instant, snapshotId, staffId } from '../../../contract/ids.ts';
import { finding, holdView } from '../../../contract/outcomes.ts';
import { businessType, documentCode } from '../../../contract/permit.ts';
import {
  defineTable,
  json,
  manyOf,
  oneOf,
  optionalText,
  plain,
  text,
  writer,
  type Session,
} from '../table.ts';

const table = defineTable<CaseRecord>('cases', {
  id: plain(caseId),
  number: text,
  upstreamNumber: optionalText,
  businessType: plain(businessType),
  channel: plain(z.enum(['window', 'kiosk'])),
  state: plain(caseState),
  permitNumber: text,
  snapshotId: plain(snapshotId),
  verification: plain(z.enum(['verifiedOnline', 'pendingOnline'])),
  packVersion: text,
  openedAt: plain(instant),
  openedBy: text,
  openedById: plain(staffId.nullable()),
  passport: json(passportRead.nullable()),
  oldPassport: json(passportRead.nullable()),
  visa: json(visaRead.nullable()),
  idCard: json(idCardOriginal.nullable()),
  eye: json(
    z.array(
      z.object({
        field: comparedField,
        outcome: z.enum(['same', 'differs']),
        by: z.string(),
        at: z.string(),
      }),
    ),
  ),
  verdicts: json(
    z.array(
      z.object({
        document: documentCode,
        verdict,
        note: z.string().nullable(),
        by: z.string(),
        at: z.string(),
        withdrawn: z.object({ at: z.string(), by: z.string(), decisionId: decisionId.nullable() }).optional(),
      }),
    ),
  ),
  situations: json(z.array(situation).nullable()),
  seen: json(z.array(storedSeen)),
  custody: json(z.array(storedCustody)),
  corrections: json(z.array(z.object({ note: z.string(), by: z.string(), at: z.string() }))),
  evidence: json(z.array(evidenceEntry)),
  told: json(z.array(documentCode)),
  gapsToldAt: optionalText,
  acceptedAt: optionalText,
  endedAt: optionalText,
  decidedById: plain(staffId.nullable()),
  hold: json(holdView.extend({ from: caseState }).nullable()),
  finding: plain(finding.nullable()),
  countsAsAcceptedOn: optionalText,
});

export function createCaseStore(session: Session): CaseStore {
  const byId = oneOf(session, table, 'WHERE id = ?');
  const byNumber = oneOf(session, table, 'WHERE number = ?');
  const open = oneOf(session, table, 'WHERE permitNumber = ? AND endedAt IS NULL');
  const latest = oneOf(session, table, 'WHERE permitNumber = ? ORDER BY openedAt DESC, rowid DESC LIMIT 1');
  const since = manyOf(
    session,
    table,
    `WHERE endedAt IS NULL OR state = 'held' OR openedAt >= ? OR endedAt >= ? ORDER BY openedAt DESC, rowid DESC`,
  );
  const upsert = writer(session, table.upsertSql('id'));
  const noteNumber = writer(
    session,
    'UPDATE cases SET upstreamNumber = @upstreamNumber WHERE id = @id AND upstreamNumber IS NOT @upstreamNumber',
  );
  return {
    get: byId,
    byNumber,
    openOfPermit: open,
    latestOfPermit: latest,
    save: (record) => void upsert(table.encode(record)),
    noteUpstreamNumber: (id, upstreamNumber) => void noteNumber({ id, upstreamNumber }),
    list: (instant) => since(instant, instant),
  };
}
