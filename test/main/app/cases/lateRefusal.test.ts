import { describe, expect, it } from 'vitest';
import { reasonAgainstGiving } from '../../../../main/app/cards/cardStanding.ts';
import { recallRefused, recallRevokedPermits } from '../../../../main/app/cases/lateRefusal.ts';
import type { OutboxRecord } from '../../../../main/app/ports/stores.ts';
import type { JobId } from '../../../../main/contract/ids.ts';
import type { RowResult } from '../../../../main/contract/upstream.ts';
import { sampleRow } from '../../helpers/index.ts';
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
    const gone = goodPermit().permitNumber;
    recallRevokedPermits(desk.deps, ['TEST00000099']);
    expect(await recalls(desk)).toEqual([]);
    desk.deps.bus.clear();
    recallRevokedPermits(desk.deps, [gone]);
    recallRevokedPermits(desk.deps, [gone]);
    expect(await recalls(desk)).toMatchObject([{ cause: 'upstreamRefused', noticeKind: 'acceptance' }]);
    expect(desk.deps.bus.names()).toEqual(['caseChanged']);
  });

  /** The rows that a card which is with its holder has queued. */
  const cardRow = (desk: Desk, kind: OutboxRecord['kind']): OutboxRecord =>
    sampleRow({
      kind,
      caseId: desk.current(),
      payload: { jobKey: 'SZ50:job_1', batch: 'P1', cardNumber: 'T00000001', cardIdentifier: 'A'.repeat(32) },
      owner: 'Test clerk',
    }) as OutboxRecord;
  const record = {
    jobKey: 'SZ50:job_1',
    batch: 'P1',
    cardNumber: 'T00000001',
    cardIdentifier: 'A'.repeat(32),
    permitNumber: 'TEST00000001',
    stationId: 'SZ50',
    state: 'handedOver',
  } as const;
  const done = (changes: Partial<typeof record> | null) =>
    ({
      ...refusal('row_1'),
      outcome: 'alreadyDone',
      receipt: { number: 'R1', at: '2026-11-25T01:00:00.000Z' },
      ...(changes === null ? {} : { record: { ...record, ...changes } }),
    }) as unknown as RowResult;
  const settle = (desk: Desk, kind: OutboxRecord['kind'], word: RowResult): void =>
    desk.deps.stores.run(() => recallRefused(desk.deps, cardRow(desk, kind), word));
  const cardRecalls = async (desk: Desk) => (await recalls(desk)).filter(({ subject }) => subject === 'card');

  it.each(['card.report', 'card.enable', 'card.handOver'] as const)(
    'a late refusal of %s recalls the card that its holder has, once, with owner and due date',
    async (kind) => {
      const desk = await acceptedDesk();
      settle(desk, kind, refusal('row_1'));
      expect(await cardRecalls(desk)).toEqual([]);
      handOver(desk);
      settle(desk, kind, refusal('row_1'));
      settle(desk, kind, refusal('row_1'));
      expect(await cardRecalls(desk)).toMatchObject([
        { number: '0017', cause: 'upstreamRefused', fetchBy: 'Test clerk', dueOn: '2026-12-02' },
      ]);
      expect(await recalls(desk)).toHaveLength(1);
    },
  );

  it.each([
    ['without a record', null],
    ['of another chip', { cardIdentifier: 'B'.repeat(32) }],
    ['of another job', { jobKey: 'SZ51:job_9' }],
  ] as const)('a hand-over that was "done before" %s recalls the card (9.13)', async (_, changes) => {
    const desk = await acceptedDesk();
    handOver(desk);
    settle(desk, 'card.handOver', done({}));
    expect(await cardRecalls(desk)).toEqual([]);
    settle(desk, 'card.handOver', done(changes as Partial<typeof record> | null));
    expect(await cardRecalls(desk)).toMatchObject([{ cause: 'upstreamRefused' }]);
  });

  it('the refused waste of an earlier try recalls nothing: the card of the holder is another', async () => {
    const desk = await acceptedDesk();
    handOver(desk);
    settle(desk, 'card.wasted', refusal('row_1'));
    expect(await recalls(desk)).toEqual([]);
  });

  it('a permit that the feed revokes recalls the card of an earlier case, too', async () => {
    const desk = await acceptedDesk();
    handOver(desk);
    const first = desk.current();
    const { stores } = desk.deps;
    const again = stores.cases.get(first);
    if (!again) throw new Error('no case');
    desk.deps.clock.advance(60_000);
    stores.run(() =>
      stores.cases.save({
        ...again,
        id: 'case_again' as typeof first,
        number: 'SZ50-20261125-0099',
        state: 'open',
        openedAt: desk.deps.clock.iso(),
        acceptedAt: null,
        endedAt: null,
      }),
    );
    expect(stores.cases.latestOfPermit(again.permitNumber)?.id).toBe('case_again');
    recallRevokedPermits(desk.deps, [goodPermit().permitNumber]);
    recallRevokedPermits(desk.deps, [goodPermit().permitNumber]);
    expect(await recalls(desk)).toMatchObject([
      { subject: 'paper', caseId: first },
      { subject: 'card', caseId: first },
    ]);
  });

  it('a card that is made is not given to its holder once the feed has ended its permit', async () => {
    const desk = await acceptedDesk();
    handOver(desk);
    const { permits, clock } = desk.deps;
    const given = () => reasonAgainstGiving(desk.deps, 'job_1' as JobId);
    permits.savePage([goodPermit()], 's1', clock.iso());
    expect(given()).toBeNull();
    permits.savePage([goodPermit({ status: 'cancelled' })], 's2', clock.iso());
    expect(given()).toEqual({ code: 'permitNotValid', detail: { status: 'cancelled' } });
  });

  it('a permit of a case that is still open recalls nothing: what was told is still true', async () => {
    const desk = await deskWithBoss();
    desk.checkAll();
    must(desk.verdict('DEGREE', 'missing'));
    must(await supplement(desk));
    recallRevokedPermits(desk.deps, [goodPermit().permitNumber]);
    expect(await recalls(desk)).toEqual([]);
  });
});
