import type { Upstream } from '../../../../main/app/ports/outside.ts';
import type { OpenStores } from '../../../../main/infra/db/open.ts';
import type { RowId } from '../../../../main/contract/ids.ts';

/**
 * Rules taken out on purpose, at the ports around the queue: a proof that does not notice one of them proves nothing
 * (test/lanes/queueProof.test.ts runs each).
 */
export const mutations = [
  /** A row that is sent again comes under another name, so upstream cannot know it. */
  'newNameOnRetry',
  /** Rows of one case go side by side. */
  'noOrder',
  /** A receipt that came is not kept. */
  'receiptDropped',
  /** The number of another receipt is kept. */
  'wrongReceipt',
  /** A row that should have been queued is not. */
  'rowLost',
  /** Upstream does again what it is asked again. */
  'doubleApply',
] as const;
export type Mutation = (typeof mutations)[number];
/** Noticed within a seed or two. */
export const cheapMutations: readonly Mutation[] = ['receiptDropped', 'wrongReceipt', 'rowLost'];

/** Sends a row that was sent before under a name that it makes anew, and gives the answer to the row that was meant. */
export function mutatedUpstream(inner: Upstream, mutation: string): Upstream {
  if (mutation !== 'newNameOnRetry') return inner;
  let count = 0;
  const sent = new Set<string>();
  const call = async (
    name: string,
    input: { rows: { id: string; businessKey: string }[] },
    options: unknown,
  ) => {
    if (name !== 'outbox') return inner.call(name as never, input as never, options as never);
    const names = new Map<string, string>();
    const rows = input.rows.map((row) => {
      if (!sent.has(row.id)) {
        sent.add(row.id);
        return row;
      }
      count += 1;
      const id = `row_again${process.pid}x${count}`;
      names.set(id, row.id);
      return { ...row, id, businessKey: row.businessKey === row.id ? id : row.businessKey };
    });
    const outcome = (await inner.call('outbox', { ...input, rows } as never, options as never)) as {
      kind: string;
      value?: { results: { id: string }[] };
    };
    if (outcome.kind !== 'answer' || outcome.value === undefined) return outcome;
    const results = outcome.value.results.map((each) => ({ ...each, id: names.get(each.id) ?? each.id }));
    return { ...outcome, value: { ...outcome.value, results } };
  };
  return { call: call as unknown as Upstream['call'] };
}

export function mutatedStores(inner: OpenStores, mutation: string): OpenStores {
  let count = 0;
  const every = (step: number): boolean => {
    count += 1;
    return count % step === 0;
  };
  const outbox: OpenStores['outbox'] = {
    ...inner.outbox,
    insert(row) {
      if (mutation === 'rowLost' && every(7)) return;
      inner.outbox.insert(mutation === 'noOrder' ? { ...row, stream: row.id as RowId } : row);
    },
    save(row) {
      const strikes =
        row.receipt !== null && ['receiptDropped', 'wrongReceipt'].includes(mutation) && every(5);
      if (!strikes || row.receipt === null) return inner.outbox.save(row);
      inner.outbox.save({
        ...row,
        receipt: mutation === 'receiptDropped' ? null : { ...row.receipt, number: `${row.receipt.number}X` },
      });
    },
  };
  return new Proxy(inner, {
    get: (target, key, receiver): unknown => (key === 'outbox' ? outbox : Reflect.get(target, key, receiver)),
  });
}
