import type { PermitRecord } from '../../../../main/contract/permit.ts';
import type { Upstream, UpstreamOutcome } from '../../../../main/app/ports/outside.ts';
import { upstreamCalls } from '../../../../main/contract/upstream.ts';
import { samplePermit } from '../../helpers/index.ts';

type Change = { readonly record: PermitRecord } | { readonly gone: string };

/** An upstream's feed in memory: what it has now is what a copy must have in the end. Simulated. */
export class FeedModel {
  private changes: Change[] = [];
  private line = 'f1';
  private last = 0;
  private readonly places = new WeakMap<Change, number>();
  /** By permit number. */
  readonly records = new Map<string, PermitRecord>();
  /** Every number that was ever told to be no longer valid, or gone. */
  readonly ended = new Set<string>();

  put(record: PermitRecord): void {
    this.changes = this.changes.filter((change) => numberOf(change) !== record.permitNumber);
    this.changes.push({ record });
    this.records.set(record.permitNumber, record);
    if (record.status !== 'valid') this.ended.add(record.permitNumber);
  }
  remove(number: string): void {
    if (!this.records.delete(number)) return;
    this.changes = this.changes.filter((change) => numberOf(change) !== number);
    this.changes.push({ gone: number });
    this.ended.add(number);
  }
  /** Old cursors are unknown from now on, and nothing is told about what is gone. */
  renew(): void {
    this.line = `f${Number(this.line.slice(1)) + 1}`;
    this.changes = [...this.records.values()].map((record) => ({ record }));
  }

  /** The answer to one question of the contract. */
  page(cursor: string, limit: number): unknown {
    const [line, place] = cursor.split('.');
    const from = line === this.line ? Number(place) : 0;
    const numbered = this.changes.map((change) => ({ change, at: this.placeOf(change) }));
    const behind = numbered.filter(({ at }) => at > from);
    const page = behind.slice(0, limit);
    return {
      permits: page.flatMap(({ change }) => ('record' in change ? [change.record] : [])),
      gone: page.flatMap(({ change }) => ('gone' in change ? [change.gone] : [])),
      feed: this.line,
      total: this.records.size,
      cursor: `${this.line}.${page.at(-1)?.at ?? from}`,
      more: behind.length > limit,
    };
  }

  /** Each change has its place for ever, in the order in which changes came. */
  private placeOf(change: Change): number {
    const place = this.places.get(change) ?? (this.last += 1);
    this.places.set(change, place);
    return place;
  }
}

const numberOf = (change: Change): string => ('gone' in change ? change.gone : change.record.permitNumber);

/** That feed as the port sees it; `answer` may put something else in the place of a page. */
export function modelUpstream(
  feed: FeedModel,
  answer: (page: UpstreamOutcome<unknown>) => UpstreamOutcome<unknown> = (page) => page,
): Upstream {
  return {
    call: <Value>(name: string, input: unknown) => {
      if (name !== 'permitFeed') return Promise.resolve({ kind: 'offline' as const, detail: 'test' });
      const { cursor, limit } = upstreamCalls.permitFeed.in.parse(input);
      const value = upstreamCalls.permitFeed.out.parse(feed.page(cursor, limit));
      return Promise.resolve(answer({ kind: 'answer', value }) as UpstreamOutcome<Value>);
    },
  };
}

/** A record of somebody who does not exist. */
export const feedPermit = (number: number, changes: Partial<PermitRecord> = {}): PermitRecord =>
  samplePermit({
    permitNumber: `TEST${String(number).padStart(8, '0')}`,
    holder: { ...samplePermit().holder, passportNumber: `X${number}` },
    ...changes,
  });
