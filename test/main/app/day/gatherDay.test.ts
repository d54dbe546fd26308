import { describe, expect, it } from 'vitest';
import type { CaseId, NoticeId, RowId, StaffId } from '../../../../main/contract/ids.ts';
import type { DocumentCode } from '../../../../main/contract/permit.ts';
import { isToldWhole } from '../../../../main/app/day/gatherSupplements.ts';
import { printerSpans } from '../../../../main/app/day/gatherPrinters.ts';
import { deedsOfDay, namesOfStaff } from '../../../../main/app/day/gatherWork.ts';
import type { PrinterLook } from '../../../../main/app/ports/stockBook.ts';
import {
  sampleCase,
  sampleRow,
  sampleSnapshot,
  sampleStaff,
  testDeps,
  testProfile,
} from '../../helpers/index.ts';

import { sampleNotice } from '../../infra/paper/samples.ts';

const from = '2026-11-25T01:00:00.000Z';
const to = '2026-11-25T10:00:00.000Z';
const printer = {
  id: 'card-printer',
  kind: 'cardPrinter',
  surface: 'window',
} as unknown as (typeof testProfile.devices)[number];

describe('H2 what printers counted in the day', () => {
  const spans = (looks: readonly Partial<PrinterLook>[]) => {
    const deps = testDeps({ profile: { ...testProfile, devices: [printer] } });
    deps.stores.run(() => {
      for (const look of looks)
        deps.stores.stockBook.appendLook({
          printerId: printer.id,
          serial: 'S1',
          occasion: 'asked',
          at: from,
          by: 'x',
          by2: null,
          printedCards: 100,
          ledgerPrinted: 0,
          ledgerRejected: 0,
          found: null,
          ...look,
        });
    });
    return printerSpans(deps, from);
  };
  const before = { at: '2026-11-24T09:00:00.000Z', printedCards: 100, ledgerPrinted: 40 };
  const noon = { at: '2026-11-25T04:00:00.000Z', printedCards: 102, ledgerPrinted: 42 };
  const evening = { at: '2026-11-25T09:00:00.000Z', printedCards: 106, ledgerPrinted: 45 };

  it('is taken from the last look before the day to the newest', () => {
    expect(spans([before, noon, evening])).toEqual([{ printerId: printer.id, counted: 6, ledger: 5 }]);
  });

  it('from the first look in the day where there is none before, and past looks without a counter', () => {
    expect(spans([noon, evening, { ...evening, printedCards: null }])).toMatchObject([
      { counted: 4, ledger: 3 },
    ]);
  });

  it('is not known with one look only, without one in the day, or when another machine stands there', () => {
    const unknown = [{ printerId: printer.id, counted: null }];
    expect(spans([noon])).toMatchObject(unknown);
    expect(spans([before])).toMatchObject(unknown);
    expect(spans([before, { ...evening, serial: 'S2' }])).toMatchObject(unknown);
  });
});

describe('H7 who did what', () => {
  it('names people as the screen does, and tells two of one name apart', () => {
    const { stores } = testDeps();
    const people = [
      { ...sampleStaff(['clerk'], 'li'), displayName: '李敏' },
      { ...sampleStaff(['clerk'], 'li2'), displayName: '李敏' },
      { ...sampleStaff(['clerk'], 'wang'), displayName: '王芳' },
    ];
    stores.run(() => people.forEach((each) => stores.staff.save(each)));
    const nameOf = namesOfStaff(stores);
    expect(people.map(({ id }) => nameOf(id))).toEqual(['李敏 (li)', '李敏 (li2)', '王芳']);
    expect([nameOf(null), nameOf('staff_gone' as StaffId)]).toEqual([null, null]);
  });

  it('counts cases of the span only, and none that nobody opened', () => {
    const deps = testDeps();
    const clerk = sampleStaff(['clerk'], 'li');
    const open = (serial: number, openedAt: string, openedById: StaffId | null): void =>
      deps.stores.cases.save(
        sampleCase({
          id: `case_${serial}` as CaseId,
          number: `SZ50-20261125-000${serial}`,
          permitNumber: `TEST0000000${serial}`,
          openedAt,
          openedById,
        }),
      );
    deps.stores.run(() => {
      deps.stores.staff.save(clerk);
      deps.stores.snapshots.insert(sampleSnapshot());
      open(1, '2026-11-24T02:00:00.000Z', clerk.id);
      open(2, '2026-11-25T02:00:00.000Z', clerk.id);
      open(3, '2026-11-25T03:00:00.000Z', null);
    });
    const deeds = deedsOfDay(deps, { from, to, clerkOf: namesOfStaff(deps.stores) });
    expect(deeds).toEqual([{ clerk: 'Test li', kind: 'caseOpened', reason: null }]);
  });
});

describe('H1 11.8 each supplement lists everything', () => {
  const whole = (told: readonly DocumentCode[], items: unknown): boolean => {
    const { stores } = testDeps();
    const record = sampleCase({ state: 'supplement', told: [...told] });
    stores.run(() => {
      stores.snapshots.insert(sampleSnapshot());
      stores.cases.save(record);
      stores.outbox.insert(sampleRow({ id: 'row_9' as RowId, kind: 'notice.issued', payload: { items } }));
      stores.notices.save({
        id: 'notice_9' as NoticeId,
        number: 'SZ50-BZ-2026-000001',
        kind: 'supplement',
        caseId: record.id,
        issuedAt: from,
        issuedBy: 'x',
        content: sampleNotice(),
        rowId: 'row_9' as RowId,
        reprints: [],
        prints: [],
        served: null,
        withdrawn: null,
      });
    });
    return isToldWhole(stores, record);
  };

  it('what was found missing stands on a paper that was handed out', () => {
    expect(whole(['DEGREE'], ['DEGREE', 'NCR'])).toBe(true);
    expect(whole(['DEGREE', 'PHOTO'], ['DEGREE'])).toBe(false);
    expect(whole(['DEGREE'], [])).toBe(false);
  });

  it('a row whose content was purged proves nothing against it', () => {
    expect(whole(['DEGREE'], undefined)).toBe(true);
  });
});
