import { describe, expect, it } from 'vitest';
import type { CaseId, RowId } from '../../../../main/contract/ids.ts';
import { inspect, sampleRow } from '../../helpers/index.ts';
import { closedAt, dayMs, retentionBench } from './retentionBench.ts';

const after = (days: number): string => new Date(Date.parse(closedAt) + days * dayMs).toISOString();

/** An ended case whose report upstream has refused. */
function refusedCase() {
  const bench = retentionBench();
  bench.openDay();
  const id = bench.addCase();
  const row = () => {
    const [found] = bench.stores.outbox.ofCase(id);
    if (found === undefined) throw new Error('the row is gone');
    return found;
  };
  bench.stores.run(() => bench.stores.outbox.save({ ...row(), state: 'refused', refusal: 'conflict: no' }));
  return { bench, id, row };
}

/** A later row takes its place, as `queueCorrect` does it. */
function correct({ bench, id, row }: ReturnType<typeof refusedCase>): void {
  const old = row();
  const newer = 'row_newer' as RowId;
  bench.stores.run(() => {
    bench.stores.outbox.insert(
      sampleRow({
        id: newer,
        kind: 'card.report',
        caseId: id as CaseId,
        payload: { batch: 'B1', name: 'EXAMPLE PERSON' },
        createdAt: '2026-11-25T02:40:00.000Z',
        corrects: old.id,
        placeOf: old.sequence,
      }),
    );
    bench.stores.outbox.save({ ...old, state: 'superseded', supersededBy: newer });
  });
}

describe('G1 I3 what a refused or superseded row tells is not destroyed early', () => {
  it('while it is refused nothing of the case goes, for years', async () => {
    const made = refusedCase();
    made.bench.closeDay();
    made.bench.clock.set(after(1000));
    expect(await made.bench.run()).toEqual({});
    expect(made.row().payload).toMatchObject({ name: 'EXAMPLE PERSON' });
  });

  it('superseded: not before the row that took its place has its receipt and its day is closed; then both, by its rule', async () => {
    const made = refusedCase();
    const { bench } = made;
    correct(made);
    bench.closeDay();
    bench.clock.set(after(1000));
    expect(await bench.run()).toEqual({});
    expect(made.row().payload).toMatchObject({ name: 'EXAMPLE PERSON' });
    bench.ack(after(1000));
    expect(await bench.run()).toEqual({});
    bench.clock.set(after(1030));
    expect(await bench.run()).toMatchObject({ payloads: 2 });
    expect(bench.stores.outbox.ofCase(made.id).map(({ state, payload }) => [state, payload['name']])).toEqual(
      [
        ['superseded', undefined],
        ['acked', undefined],
      ],
    );
    // What it was refused for is still there.
    expect(made.row().refusal).toBe('conflict: no');
  });

  it('with its receipt but in a day that is not closed: nothing goes', async () => {
    const made = refusedCase();
    correct(made);
    made.bench.ack();
    made.bench.clock.set(after(1000));
    expect(await made.bench.run()).not.toHaveProperty('payloads');
    expect(made.row().payload).toMatchObject({ name: 'EXAMPLE PERSON' });
  });

  it('the file itself refuses to let a superseded row go before', () => {
    const made = refusedCase();
    correct(made);
    const purge = (): unknown =>
      inspect(made.bench.stores, (database) =>
        database.exec(
          `UPDATE outbox SET payload = '{}', payloadPurgedAt = '2026-12-01T00:00:00.000Z' WHERE state = 'superseded'`,
        ),
      );
    expect(purge).toThrow('never changed');
    made.bench.ack();
    expect(purge).not.toThrow();
  });
});
