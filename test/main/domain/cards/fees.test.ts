import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JobId } from '../../../../main/contract/ids.ts';
import {
  feeDue,
  feeProblem,
  feeState,
  isRefundable,
  settlingEntry,
  yuan,
  type FeeEntry,
} from '../../../../main/domain/cards/fees.ts';
import { shippedPack } from '../../helpers/shippedPacks.ts';

const jobId = 'job_1' as JobId;
const paid = (id: string, amount = 2000): FeeEntry => ({ id, jobId, kind: 'paid', amount, of: null });
const refund = (id: string, of: string, amount = 2000): FeeEntry => ({
  id,
  jobId,
  kind: 'refunded',
  amount,
  of,
});
const waived: FeeEntry = { id: 'w', jobId, kind: 'waived', amount: 0, of: null };

describe('D12 what a card costs is data of the pack (domain-rules 9.2)', () => {
  it('Dongguan takes 20 yuan for a lost or damaged card, nothing for a first one', () => {
    const dongguan = shippedPack('441900');
    expect(
      (['first', 'lost', 'damaged', 'expired', 'changed'] as const).map((each) => feeDue(dongguan, each)),
    ).toEqual([0, 2000, 2000, 0, 0]);
    expect(yuan(2000)).toBe('20.00');
  });
  it('a pack that says nothing costs nothing', () => {
    expect(feeDue(shippedPack('440300'), 'lost')).toBe(0);
  });
});

describe('D12 a fee is paid once and given back once', () => {
  it.each([
    ['nothing due', 0, [], 'none'],
    ['due', 2000, [], 'due'],
    ['paid', 2000, [paid('a')], 'paid'],
    ['waived', 2000, [waived], 'waived'],
    ['given back: due again', 2000, [paid('a'), refund('b', 'a')], 'due'],
    ['paid again', 2000, [paid('a'), refund('b', 'a'), paid('c')], 'paid'],
  ] as const)('%s', (_name, due, entries, state) => {
    expect(feeState(due, entries)).toBe(state);
    expect(feeProblem(due, entries)?.code ?? null).toBe(state === 'due' ? 'feeUnpaid' : null);
  });

  it('only a payment of a card that came to nothing is given back', () => {
    const noCard = { state: 'failed', visualOkAt: null } as const;
    expect(isRefundable(noCard, [paid('a')])).toBe(true);
    expect(isRefundable(noCard, [waived])).toBe(false);
    expect(isRefundable(noCard, [paid('a'), refund('b', 'a')])).toBe(false);
    for (const state of ['ready', 'locked', 'fed', 'retained'] as const)
      expect(isRefundable({ state, visualOkAt: null }, [paid('a')])).toBe(false);
    expect(isRefundable({ state: 'enabled', visualOkAt: '2026-11-25T01:20:00.000Z' }, [paid('a')])).toBe(
      false,
    );
  });

  it('after any row of payments and refunds the money kept is that of the settling payment', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 30 }), (acts) => {
        const entries: FeeEntry[] = [];
        for (const [index, pay] of acts.entries()) {
          const open = settlingEntry(entries);
          if (pay && feeState(2000, entries) === 'due') entries.push(paid(`p${index}`));
          if (!pay && open !== null && isRefundable({ state: 'failed', visualOkAt: null }, entries))
            entries.push(refund(`r${index}`, open.id));
        }
        const kept = entries.reduce((sum, { kind, amount }) => sum + (kind === 'paid' ? amount : -amount), 0);
        expect(kept).toBe(settlingEntry(entries)?.amount ?? 0);
        expect([0, 2000]).toContain(kept);
      }),
    );
  });
});
