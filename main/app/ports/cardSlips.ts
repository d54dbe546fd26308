import type { JobId } from '../../contract/ids.ts';

/** One printed slip of a card (D2). The n-th of a job is copy n. */
export interface CardSlipRecord {
  readonly jobId: JobId;
  readonly copy: number;
  readonly promise: 'today' | 'whenOnline';
  /** Why it was printed again; null for the first. */
  readonly reason: string | null;
  readonly at: string;
  readonly by: string;
}
export interface CardSlipStore {
  insert(slip: CardSlipRecord): void;
  /** Oldest first. */
  ofJob(jobId: JobId): readonly CardSlipRecord[];
}
