import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AttachmentId, CaseId, JobId, NoticeId, RowId, UnitKey } from '../../../main/contract/ids.ts';
import { openStores, type OpenStores } from '../../../main/infra/db/open.ts';
import {
  sampleCase,
  sampleJob,
  sampleRow,
  sampleSnapshot,
  sampleStaff,
  sampleUnit,
} from '../../main/helpers/samples.ts';
import { movement, sampleNotice } from '../../main/infra/db/records.ts';

export interface Image {
  readonly path: string;
  readonly key: Uint8Array;
  readonly nativeBinding: string | undefined;
}

const parts = ['', '-wal', '.head', '.keycheck'];

/** The files of a station as they lie on the disk at this moment, put somewhere else: as after a power cut. */
export function copyImage(from: Image, folder: string, name = 'cases.db'): Image {
  const path = join(folder, name);
  for (const part of parts) if (existsSync(from.path + part)) copyFileSync(from.path + part, path + part);
  return { ...from, path };
}

/** A station's day: cases, cards, stock, papers, pictures, rows upstream, and the audit of it. */
export function work(stores: OpenStores, from: number, count: number): void {
  if (from === 0)
    stores.run(() => {
      stores.snapshots.insert(sampleSnapshot());
      for (const userName of ['clerk', 'keeper', 'chief'])
        stores.staff.save(sampleStaff(['clerk'], userName));
    });
  for (let index = from; index < from + count; index += 1) {
    const caseId = `case_${index}` as CaseId;
    const jobId = `job_${index}` as JobId;
    const unitKey = `unit${index}` as UnitKey;
    const number = `SZ50-20261125-${String(index).padStart(4, '0')}`;
    const at = new Date(Date.UTC(2026, 10, 25, 1, index)).toISOString();
    const audit = (event: string, subject: string): void =>
      stores.audit.append({ at, actor: 'clerk', surface: 'window', event, subject, detail: { index } });
    stores.run(() => {
      stores.nextNumber('case');
      stores.cases.save({ ...sampleCase(), id: caseId, number, permitNumber: `TEST ${index}`, openedAt: at });
      audit('case.opened', caseId);
      stores.requests.save(`request-${index}`, 'caseAccept', { ok: true }, at);
      stores.scans.insert({
        at,
        deviceId: 'scanner',
        surface: 'window',
        kind: 'qr',
        outcome: 'opened',
        caseId,
      });
    });
    stores.run(() => {
      const rowId = `row_${index}` as RowId;
      stores.outbox.insert({
        ...sampleRow(),
        id: rowId,
        caseId,
        stream: caseId,
        businessKey: `key ${index}`,
      });
      const noticeId = `notice_${index}` as NoticeId;
      stores.notices.save({
        ...sampleNotice(),
        id: noticeId,
        number: `SZ50-SL-2026-${index}`,
        caseId,
        rowId,
      });
      audit('notice.issued', noticeId);
    });
    stores.run(() => {
      const unit = { ...sampleUnit(), key: unitKey, tail: String(index).padStart(4, '0') };
      stores.units.move(unit, { ...movement(null, unit.state), unitKey });
      stores.jobs.save({ ...sampleJob(), id: jobId, caseId, caseNumber: number });
      stores.jobs.appendStep({ jobId, step: 'feed', phase: 'intent', at, detail: null, facts: {} });
      stores.jobs.appendStep({ jobId, step: 'feed', phase: 'confirmed', at, detail: null, facts: {} });
      audit('card.start', jobId);
    });
    if (index % 4 === 0) stores.run(() => keepPicture(stores, caseId, index, at));
  }
}

function keepPicture(stores: OpenStores, caseId: CaseId, index: number, at: string): void {
  const bytes = (size: number, step: number): Uint8Array =>
    new Uint8Array(size).map((_, place) => (place * step + index * 7) % 256);
  const sealed = bytes(20_000, 31);
  stores.attachments.insert(
    {
      id: `attachment_${index}` as AttachmentId,
      caseId,
      kind: 'photo',
      size: sealed.length,
      digest: 'ab'.repeat(32),
      addedAt: at,
      addedBy: 'clerk',
      scan: null,
      purgedAt: null,
    },
    { key: bytes(16, 5), sealed },
  );
}

/** Opens an image as the station does. */
export const openImage = (image: Image): ReturnType<typeof openStores> =>
  openStores({ ...image, mode: 'training', now: () => Date.UTC(2026, 10, 25, 9) });
