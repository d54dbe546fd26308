import { describe, expect, it, onTestFinished } from 'vitest';
import type { OutboxRow } from '../../../main/contract/upstream.ts';
import { outboxDesk } from '../../../main/training/upstream/outboxDesk.ts';
import { openUpstreamDatabase } from '../../../main/training/upstream/upstreamDatabase.ts';
import { nativeBinding } from '../helpers/index.ts';

function desk() {
  const database = openUpstreamDatabase(':memory:', nativeBinding ?? null);
  onTestFinished(() => database.close());
  const outbox = outboxDesk(database, { now: () => '2026-11-25T02:00:00.000Z' });
  const row = (name: string, more: Partial<OutboxRow> = {}): OutboxRow => ({
    id: `row_${name}` as OutboxRow['id'],
    kind: 'case.opened',
    stationId: 'SZ50',
    caseNumber: 'SZ50-20261125-0001',
    businessKey: `row_${name}`,
    createdAt: '2026-11-25T01:20:00.000Z',
    payload: {},
    ...more,
  });
  return {
    row,
    effects: () => database.effects().map(({ business_key, times }) => [business_key, times]),
    take: (...rows: readonly OutboxRow[]) => outbox.batch('SZ50', 'head', rows),
    refuse: (...rows: readonly OutboxRow[]) => outbox.refuseAll(rows),
  };
}

describe('G1 G2 a row that another one has replaced', () => {
  const corrects = 'row_first' as OutboxRow['id'];

  it('is not done when a copy of it arrives late', () => {
    const { row, effects, take, refuse } = desk();
    expect(refuse(row('first'))).toEqual([expect.objectContaining({ outcome: 'refused' })]);
    expect(take(row('second', { corrects }))).toEqual([expect.objectContaining({ outcome: 'accepted' })]);
    expect(take(row('first'))).toEqual([expect.objectContaining({ outcome: 'refused', code: 'conflict' })]);
    expect(effects()).toEqual([['row_second', 1]]);
  });

  it('gives its place to the other one when a copy was done in between', () => {
    const { row, effects, take, refuse } = desk();
    refuse(row('first'));
    take(row('first'), row('behind', { kind: 'case.decided' }));
    const [answer] = take(row('second', { corrects }));
    expect(answer).toMatchObject({ outcome: 'accepted' });
    expect(effects()).toEqual([
      ['row_second', 1],
      ['row_behind', 1],
    ]);
    // The one that took its place keeps its receipt; the one that lost it is closed.
    expect(take(row('second', { corrects }))).toEqual([answer]);
    expect(take(row('first'))).toEqual([expect.objectContaining({ outcome: 'refused' })]);
  });

  it('an officer refuses nothing that was taken: its answer was lost, and is the same again', () => {
    const { row, effects, take, refuse } = desk();
    const [answer] = take(row('first'));
    expect(refuse(row('first'), row('other'))).toEqual([
      answer,
      expect.objectContaining({ outcome: 'refused', code: 'refusedByOfficer' }),
    ]);
    expect(effects()).toEqual([['row_first', 1]]);
  });
});
