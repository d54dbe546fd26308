import { onTestFinished } from 'vitest';
import type { OutboxRow } from '../../../../main/contract/upstream.ts';
import type { CaseId, RowId } from '../../../../main/contract/ids.ts';
import type { RowKind } from '../../../../main/contract/sync.ts';
import { createHttpUpstream } from '../../../../main/infra/upstream/httpUpstream.ts';
import { samplePeople, type SamplePerson } from '../../../../main/training/people.ts';
import {
  startEmbeddedUpstream,
  type EmbeddedUpstream,
} from '../../../../main/training/upstream/embeddedUpstream.ts';
import { nativeBinding } from '../../helpers/stores.ts';

export const today = '2026-11-25';
export const stationId = 'SZ50';

export interface UpstreamBench {
  readonly embedded: EmbeddedUpstream;
  readonly upstream: ReturnType<typeof createHttpUpstream>;
  readonly people: readonly SamplePerson[];
  person(id: string): SamplePerson & { readonly permit: NonNullable<SamplePerson['permit']> };
}

/** The embedded upstream in memory and the real adapter in front of it, over HTTP. */
export async function upstreamBench(
  options: { readonly now?: () => number; readonly slowMs?: number; readonly timeoutMs?: number } = {},
): Promise<UpstreamBench> {
  const people = samplePeople(today);
  const embedded = await startEmbeddedUpstream({
    databasePath: ':memory:',
    nativeBinding: nativeBinding ?? null,
    permits: people.flatMap((person) => person.permit ?? []),
    photoOf: () => 'AAAA',
    bankName: 'Test Bank',
    now: options.now ?? (() => Date.parse(`${today}T02:00:00.000Z`)),
    slowMs: options.slowMs ?? 50,
  });
  const upstream = createHttpUpstream({
    url: embedded.url,
    token: embedded.token,
    timeoutMs: options.timeoutMs ?? 5000,
  });
  onTestFinished(async () => {
    await upstream.close();
    await embedded.close();
  });
  return {
    embedded,
    upstream,
    people,
    person(id) {
      const found = people.find((each) => each.id === id);
      if (found?.permit === undefined || found.permit === null) throw new Error(`no permit of ${id}`);
      return { ...found, permit: found.permit };
    },
  };
}

export const registerInput = (
  person: { readonly permit: NonNullable<SamplePerson['permit']> },
  jobKey: string,
) => ({
  jobKey,
  stationId,
  permitNumber: person.permit.permitNumber,
  passportNumber: person.permit.holder.passportNumber,
});

export function wireRow(
  id: string,
  kind: RowKind,
  payload: Record<string, unknown> = {},
  changes: Partial<OutboxRow> = {},
): OutboxRow {
  return {
    id: `row_${id}` as RowId,
    kind,
    stationId,
    caseNumber: null,
    businessKey: `row_${id}`,
    createdAt: `${today}T01:30:00.000Z`,
    payload,
    ...changes,
  };
}

export const batchOf = (...rows: OutboxRow[]) => ({ stationId, chainHead: '0'.repeat(64), rows });
export const caseIdOf = (name: string): CaseId => `case_${name}` as CaseId;

/** Registers and locks the card of a sample person. */
export async function lockedCard(bench: UpstreamBench, id: string, jobKey = `job_${id}00000`) {
  const registered = await bench.upstream.call('cardRegister', registerInput(bench.person(id), jobKey));
  if (registered.kind !== 'answer') throw new Error(registered.kind);
  const { batch, cardNumber } = registered.value.card;
  const locked = await bench.upstream.call('cardLock', { jobKey, batch, cardNumber });
  if (locked.kind !== 'answer') throw new Error(locked.kind);
  return { jobKey, batch, cardNumber, data: locked.value.data };
}
