import { describe, expect, it } from 'vitest';
import type { CabinetStore } from '../../../../main/app/ports/cabinet.ts';
import { inspect, openTestStores, sampleCase, sampleSnapshot } from '../../helpers/index.ts';

const at = '2026-11-25T02:00:00.000Z';
type Event = Parameters<CabinetStore['append']>[0];
const event = (changes: Partial<Event> = {}): Event => ({
  at,
  kind: 'opened',
  by: null,
  page: 'confirm',
  caseId: null,
  jobId: null,
  attention: true,
  ...changes,
});

describe('E7 F6 the book of the cabinet', () => {
  it('keeps what happened in order, and finds what is to be settled', () => {
    const stores = openTestStores();
    const theCase = sampleCase();
    stores.run(() => {
      stores.snapshots.insert(sampleSnapshot());
      stores.cases.save(theCase);
      stores.cabinet.append(event({ kind: 'maintenanceEntered', by: '孙磊', page: null, attention: false }));
      stores.cabinet.append(event({ caseId: theCase.id }));
      stores.cabinet.append(event({ kind: 'closed', attention: false, page: null }));
    });
    expect(stores.cabinet.list(2).map(({ kind }) => kind)).toEqual(['closed', 'opened']);
    expect(stores.cabinet.unsettled()).toMatchObject([
      { kind: 'opened', page: 'confirm', caseId: theCase.id },
    ]);
    expect(stores.cabinet.ofCase(theCase.id)).toHaveLength(1);
    expect(stores.cabinet.latestOf(['opened', 'closed'])?.kind).toBe('closed');
    expect(stores.cabinet.latestOf(['leftOpen'])).toBeNull();
    stores.run(() => stores.cabinet.settle(2, { at, by: '赵强', note: 'a technician without a code' }));
    expect(stores.cabinet.unsettled()).toEqual([]);
    expect(stores.cabinet.get(2)).toMatchObject({ settledBy: '赵强', note: 'a technician without a code' });
  });

  it('takes no second note, and nothing written down is changed or deleted', () => {
    const stores = openTestStores();
    stores.run(() => stores.cabinet.append(event()));
    stores.run(() => stores.cabinet.settle(1, { at, by: '赵强', note: 'first' }));
    expect(() => stores.run(() => stores.cabinet.settle(1, { at, by: '陈静', note: 'second' }))).toThrow(
      /never changed/,
    );
    stores.run(() => stores.cabinet.append(event()));
    stores.close();
    for (const sql of [
      `UPDATE cabinetEvents SET attention = 0 WHERE sequence = 2`,
      `UPDATE cabinetEvents SET kind = 'closed' WHERE sequence = 2`,
      `UPDATE cabinetEvents SET "by" = 'x' WHERE sequence = 2`,
      `UPDATE cabinetEvents SET note = NULL, settledAt = NULL, settledBy = NULL WHERE sequence = 1`,
      `DELETE FROM cabinetEvents`,
    ])
      expect(() => inspect(stores, (file) => file.exec(sql))).toThrow(/openings are never/);
  });

  it('a write outside a transaction is refused', () => {
    const stores = openTestStores();
    expect(() => stores.cabinet.append(event())).toThrow(/outside a transaction/);
  });
});
