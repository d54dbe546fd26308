import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JobId, StaffId, UnitKey } from '../../../../main/contract/ids.ts';
import { unitState, wasteCustody, type WasteCustody } from '../../../../main/contract/stock.ts';
import { custodyActKind, ribbonState, type CustodyActKind } from '../../../../main/contract/stockBook.ts';
import { judgeBlank, type KnownUnit } from '../../../../main/domain/cards/blankCheck.ts';
import { mayMoveRibbon, mayTakeWaste, wasteReportOf } from '../../../../main/domain/stock/custody.ts';
import {
  deskBalances,
  deskStanding,
  hopperStanding,
  roomAtDesk,
} from '../../../../main/domain/stock/holdings.ts';
import {
  compareCounter,
  isPrintOpen,
  printsInLedger,
  rejectsInLedger,
  type MachineStep,
} from '../../../../main/domain/stock/printerBook.ts';
import { checkBoxes, checkReceipt } from '../../../../main/domain/stock/receipt.ts';
import { custodyOfWaste, mayMove, placedAt } from '../../../../main/domain/stock/unitMoves.ts';

const clerk = (name: string): StaffId => `staff_${name}` as StaffId;
const at = (minute: number): string => new Date(Date.UTC(2026, 10, 25, 1, minute)).toISOString();

describe('D3 a delivery comes in whole or not at all', () => {
  const list = ['6200000000000000001', '6200000000000000002', '6200000000000000003'];

  it('names repeated and known numbers by their tails and count', () => {
    expect(checkReceipt(list, () => false).ok).toBe(true);
    expect(checkReceipt([...list, ...list.slice(1)], () => false)).toEqual({
      ok: false,
      error: { code: 'numbersRepeated', detail: { count: 2, tails: '0002 0003' } },
    });
    expect(checkReceipt(list, (number) => number.endsWith('3'))).toEqual({
      ok: false,
      error: { code: 'numbersKnown', detail: { count: 1, tails: '0003' } },
    });
  });

  it('tells no more than four digits of any number, and of many only how many', () => {
    const many = Array.from({ length: 60 }, (_, index) => String(6_200_000_000_000_000 + index));
    const refused = checkReceipt(many, () => true);
    const said = JSON.stringify(refused);
    expect(said).toContain('"count":60');
    expect(said).not.toMatch(/\d{5}/);
    expect(said.length).toBeLessThan(250);
  });

  it('the boxes in hand are those of the chosen blanks', () => {
    const units = [{ box: 'BOX-07' }, { box: 'BOX-08' }, { box: null }];
    expect(checkBoxes(units, ['BOX-07', 'BOX-08']).ok).toBe(true);
    expect(checkBoxes(units, ['BOX-07'])).toMatchObject({
      error: { code: 'boxNotNamed', detail: { boxes: 'BOX-08' } },
    });
    expect(checkBoxes(units, undefined).ok).toBe(false);
    expect(checkBoxes([{ box: null }], undefined).ok).toBe(true);
  });
});

describe('D3 the blank that was fed is of the expected batch', () => {
  const blank: KnownUnit = {
    key: '1'.repeat(64) as UnitKey,
    state: 'hopper',
    jobId: null,
    bank: 'Test Bank',
    cardClass: 'standard',
    printerId: null,
  };
  const wanted = { bank: 'Test Bank', cardClass: 'standard', printerId: 'window' } as const;

  it.each<[string, Partial<KnownUnit>, string]>([
    ['another bank', { bank: 'Other Bank' }, 'bank'],
    ['braille for a job without', { cardClass: 'braille' }, 'cardClass'],
    ['booked into the hopper of another printer', { printerId: 'kiosk' }, 'printer'],
  ])('%s stops by name', (_title, changes, differs) => {
    expect(judgeBlank({ ...blank, ...changes }, 'job_1' as JobId, null, wanted)).toEqual({
      ok: false,
      error: { code: 'blankOtherBatch', detail: { differs } },
    });
  });

  it('the same bank and class, in this hopper or in no certain one, is taken', () => {
    for (const printerId of [null, 'window'])
      expect(judgeBlank({ ...blank, printerId }, 'job_1' as JobId, null, wanted).ok).toBe(true);
  });
});

describe('H9 desks have a ceiling and a floor', () => {
  const limits = { deskCeiling: 10, deskFloor: 3, hopperFloor: 5 };

  it.each([
    [0, 'refill'],
    [2, 'refill'],
    [3, 'ok'],
    [9, 'ok'],
    [10, 'full'],
  ] as const)('%i blanks: %s', (held, standing) => {
    expect(deskStanding(held, limits)).toBe(standing);
    expect(deskStanding(held, null)).toBe('noLimit');
  });

  it('the hopper has a floor only', () => {
    expect([hopperStanding(4, limits), hopperStanding(5, limits), hopperStanding(0, null)]).toEqual([
      'refill',
      'ok',
      'noLimit',
    ]);
  });

  it('above the ceiling it says how many may be given', () => {
    expect(roomAtDesk(4, 6, limits).ok).toBe(true);
    expect(roomAtDesk(4, 7, limits)).toEqual({
      ok: false,
      error: { code: 'deskCeiling', detail: { ceiling: 10, free: 6 } },
    });
    expect(roomAtDesk(12, 1, limits)).toMatchObject({ error: { detail: { free: 0 } } });
    expect(roomAtDesk(400, 400, null).ok).toBe(true);
  });

  it('from desk to desk is a transfer; to the desk where it lies already is none', () => {
    const unit = { state: 'desk', jobId: null, clerkId: clerk('a') } as const;
    expect(mayMove(unit, 'desk', clerk('b')).ok).toBe(true);
    expect(mayMove(unit, 'desk', clerk('a')).ok).toBe(false);
    expect(mayMove({ ...unit, jobId: 'job_1' as JobId }, 'desk', clerk('b')).ok).toBe(false);
  });

  it('11.1 transfers sum to zero over the site', () => {
    const name = fc.constantFrom(null, clerk('a'), clerk('b'), clerk('c'));
    fc.assert(
      fc.property(fc.array(fc.record({ fromClerk: name, toClerk: name })), (transfers) => {
        const desks = [...deskBalances(transfers).values()].reduce((sum, each) => sum + each, 0);
        const store = transfers.reduce(
          (sum, { fromClerk, toClerk }) => sum + (toClerk === null ? 1 : 0) - (fromClerk === null ? 1 : 0),
          0,
        );
        expect(desks + store).toBe(0);
      }),
    );
  });
});

describe('D5 waste stays in custody to its end', () => {
  const may = (custody: WasteCustody, act: CustodyActKind): boolean =>
    mayTakeWaste({ state: 'wasted', custody }, act).ok;

  it.each<[WasteCustody, readonly CustodyActKind[]]>([
    ['printer', ['safe']],
    ['rejectBox', ['safe']],
    ['desk', ['safe', 'sentUp', 'destroyed']],
    ['safe', ['sentUp', 'destroyed']],
    ['sentUp', []],
    ['destroyed', []],
  ])('%s', (custody, acts) => {
    expect(custodyActKind.options.filter((act) => may(custody, act))).toEqual(acts);
  });

  it('only waste is taken, and only waste has a custody', () => {
    for (const state of unitState.options) {
      expect(mayTakeWaste({ state, custody: 'desk' }, 'destroyed').ok).toBe(state === 'wasted');
      const place = placedAt(state, { clerkId: clerk('a'), printerId: 'p', custody: 'safe' });
      expect(place.custody).toBe(state === 'wasted' ? 'safe' : null);
      expect(place.clerkId).toBe(state === 'desk' ? clerk('a') : null);
      expect(place.printerId === null).toBe(!['hopper', 'used', 'wasted'].includes(state));
    }
    expect(unitState.options.map(custodyOfWaste).filter((place) => place === 'safe')).toHaveLength(2);
  });

  it('the report counts each card once, by reason and printer', () => {
    const units = fc.array(
      fc.record({
        reason: fc.constantFrom('jam' as const, 'chipDead' as const, null),
        printerId: fc.constantFrom('window', 'kiosk', null),
        custody: fc.constantFrom(...wasteCustody.options),
      }),
    );
    fc.assert(
      fc.property(units, (given) => {
        const { rows, total } = wasteReportOf(given);
        expect(total).toBe(given.length);
        expect(rows.reduce((sum, row) => sum + row.wasted, 0)).toBe(total);
        for (const row of rows) expect(row.waiting + row.sentUp + row.destroyed).toBe(row.wasted);
        expect(new Set(rows.map((row) => `${row.reason} ${row.printerId ?? '-'}`)).size).toBe(rows.length);
      }),
    );
  });
});

describe('D13 a ribbon is kept like a card', () => {
  it.each([
    ['received', ['inPrinter', 'sentUp']],
    ['inPrinter', ['used']],
    ['used', ['sentUp', 'destroyed']],
    ['sentUp', []],
    ['destroyed', []],
  ] as const)('%s', (state, ways) => {
    expect(ribbonState.options.filter((to) => mayMoveRibbon({ label: 'R-1', state }, to).ok)).toEqual(ways);
  });
});

describe('E8 H2 books and machine', () => {
  const line = (
    step: MachineStep['step'],
    phase: MachineStep['phase'],
    facts: MachineStep['facts'] = {},
    job = 'job_1',
    minute = 5,
    problem: MachineStep['problem'] = null,
  ): MachineStep => ({ jobId: job as JobId, step, phase, at: at(minute), problem, facts });

  it('counts prints that were confirmed, proved, or seen; never a half printed card', () => {
    expect(
      printsInLedger([
        line('print', 'intent'),
        line('print', 'confirmed'),
        line('print', 'unknown'),
        line('print', 'settled', { outcome: 'done' }),
        line('print', 'settled', { outcome: 'printed' }),
        line('print', 'settled', { outcome: 'notDone' }),
        line('print', 'settled', { outcome: 'wasted' }),
        line('print', 'failed'),
        line('reject', 'confirmed'),
      ]),
    ).toBe(3);
  });

  it('a print without an outcome leaves the counter without a meaning', () => {
    expect(isPrintOpen([line('print', 'intent')])).toBe(true);
    expect(isPrintOpen([line('print', 'intent'), line('print', 'unknown')])).toBe(true);
    expect(isPrintOpen([line('print', 'intent'), line('print', 'failed')])).toBe(false);
    expect(isPrintOpen([line('feed', 'intent')])).toBe(false);
  });

  it('counts what lies in the reject bin since it was emptied', () => {
    const rejects = [
      line('reject', 'confirmed', { byHand: false }, 'job_1', 1),
      line('reject', 'confirmed', { byHand: true }, 'job_2', 3),
      line('reject', 'confirmed', {}, 'job_3', 4),
      line('reject', 'settled', { outcome: 'done' }, 'job_4', 5),
      line('reject', 'settled', { outcome: 'rejected', cardIs: 'nowhere' }, 'job_5', 6),
      line('reject', 'settled', { outcome: 'rejected', cardIs: 'output' }, 'job_6', 7),
      line('reject', 'settled', { outcome: 'notDone' }, 'job_7', 8),
    ];
    expect(rejectsInLedger(rejects, [], null)).toBe(4);
    expect(rejectsInLedger(rejects, [], at(1))).toBe(3);
  });

  it('a card that was pulled back lies there until it is handed over (E3)', () => {
    const pulled = line('handOver', 'failed', {}, 'job_1', 2, 'cardRetained');
    expect(rejectsInLedger([], [line('handOver', 'failed', {}, 'job_1', 2, 'wrongState')], null)).toBe(0);
    expect(rejectsInLedger([], [pulled], null)).toBe(1);
    expect(rejectsInLedger([], [pulled, line('handOver', 'confirmed', {}, 'job_1', 3)], null)).toBe(0);
    expect(rejectsInLedger([], [line('handOver', 'confirmed', {}, 'job_2', 3)], null)).toBe(0);
  });

  it('the counter is compared with what the last look and the ledger say; another machine has a counter of its own', () => {
    const before = { serial: 'A', printedCards: 100, ledgerPrinted: 7 };
    expect(compareCounter(before, { serial: 'A', printedCards: 103, ledgerPrinted: 10 })).toEqual({
      ledger: 103,
      found: 103,
    });
    expect(compareCounter(before, { serial: 'A', printedCards: 105, ledgerPrinted: 10 })).toEqual({
      ledger: 103,
      found: 105,
    });
    expect(compareCounter(before, { serial: 'B', printedCards: 4, ledgerPrinted: 10 })).toBeNull();
    expect(compareCounter(before, { serial: null, printedCards: 4, ledgerPrinted: 10 })).toEqual({
      ledger: 103,
      found: 4,
    });
    expect(compareCounter(null, { serial: 'A', printedCards: 4, ledgerPrinted: 10 })).toBeNull();
    expect(compareCounter(before, { serial: 'A', printedCards: null, ledgerPrinted: 10 })).toBeNull();
  });
});
