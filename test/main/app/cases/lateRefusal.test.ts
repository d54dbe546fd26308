import { describe, expect, it } from 'vitest';
import { recallRefused, recallRevokedPermits } from '../../../../main/app/cases/lateRefusal.ts';
import type { RowResult } from '../../../../main/contract/upstream.ts';
import { act, acceptedDesk, deskWithBoss, handOver, recalls } from './afterwards.ts';
import { goodPermit, must, supplement, type Desk } from './desk.ts';

describe('G9 upstream refuses or revokes after the window', () => {
  const refusal = (id: string) =>
    ({ id, outcome: 'refused', code: 'refusedByOfficer', reason: 'x' }) as unknown as RowResult;
  const rowOf = (desk: Desk, kind: string) => {
    const row = desk.deps.stores.outbox.open().find((each) => each.kind === kind);
    if (!row) throw new Error(`no row ${kind}`);
    return row;
  };
  const refuseRow = (desk: Desk, kind: string): void => {
    const row = rowOf(desk, kind);
    desk.deps.stores.run(() => recallRefused(desk.deps, row, refusal(row.id)));
  };

  it('a refused paper is fetched by who issued it', async () => {
    const desk = await acceptedDesk();
    refuseRow(desk, 'notice.issued');
    expect(await recalls(desk)).toMatchObject([
      {
        subject: 'paper',
        cause: 'upstreamRefused',
        fetchBy: 'Test clerk',
        openedBy: 'system',
        dueOn: '2026-12-02',
      },
    ]);
    // The refusal of its decision asks for nothing twice.
    refuseRow(desk, 'case.decided');
    expect(await recalls(desk)).toHaveLength(1);
  });

  it('a refused decision also recalls the card that was handed over', async () => {
    const desk = await acceptedDesk();
    handOver(desk);
    refuseRow(desk, 'case.decided');
    expect((await recalls(desk)).map(({ subject }) => subject)).toEqual(['paper', 'card']);
  });

  it('an accepted row, a help slip and a hold recall nothing', async () => {
    const desk = await deskWithBoss();
    must(await act(desk, 'noticeSlip', { kind: 'insurance' }));
    refuseRow(desk, 'notice.issued');
    must(await act(desk, 'caseHold', { reason: 'x' }));
    refuseRow(desk, 'case.decided');
    refuseRow(desk, 'case.opened');
    expect(await recalls(desk)).toEqual([]);
    const accepted = await acceptedDesk();
    const row = rowOf(accepted, 'notice.issued');
    const ack = { ...refusal(row.id), outcome: 'accepted' } as RowResult;
    accepted.deps.stores.run(() => recallRefused(accepted.deps, row, ack));
    expect(await recalls(accepted)).toEqual([]);
  });

  it('a permit that the feed revokes recalls the papers of its accepted case, once', async () => {
    const desk = await acceptedDesk();
    const gone = goodPermit({ status: 'cancelled' });
    recallRevokedPermits(desk.deps, [goodPermit(), { ...gone, permitNumber: 'TEST00000099' }]);
    expect(await recalls(desk)).toEqual([]);
    desk.deps.bus.clear();
    recallRevokedPermits(desk.deps, [gone]);
    recallRevokedPermits(desk.deps, [gone]);
    expect(await recalls(desk)).toMatchObject([{ cause: 'upstreamRefused', noticeKind: 'acceptance' }]);
    expect(desk.deps.bus.names()).toEqual(['caseChanged']);
  });

  it('a permit of a case that is still open recalls nothing: what was told is still true', async () => {
    const desk = await deskWithBoss();
    desk.checkAll();
    must(desk.verdict('DEGREE', 'missing'));
    must(await supplement(desk));
    recallRevokedPermits(desk.deps, [goodPermit({ status: 'suspended' })]);
    expect(await recalls(desk)).toEqual([]);
  });
});
