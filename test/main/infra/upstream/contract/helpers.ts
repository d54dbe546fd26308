import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, expect, onTestFinished } from 'vitest';
import type { UpstreamOutcome } from '../../../../../main/app/ports/outside.ts';
import type { UpstreamAdapter } from '../../../../../main/contract/hosts.ts';
import type { RowId } from '../../../../../main/contract/ids.ts';
import type { PermitRecord } from '../../../../../main/contract/permit.ts';
import type { RowKind } from '../../../../../main/contract/sync.ts';
import type { BatchResult, OutboxRow, UpstreamCallName } from '../../../../../main/contract/upstream.ts';
import { adapters, type OpenUpstream } from '../../../../../main/infra/upstream/adapters/registry.ts';
import { createMarkBatch } from '../../../../../main/infra/upstream/adapters/markBatch/createMarkBatch.ts';
import { samplePeople } from '../../../../../main/training/people.ts';
import { startMarkBatchProvince } from '../../../../../main/training/provinces/markBatchProvince.ts';
import { startPreOpenProvince } from '../../../../../main/training/provinces/preOpenProvince.ts';
import type { Province, ProvinceOptions } from '../../../../../main/training/provinces/serveProvince.ts';
import { startEmbeddedUpstream } from '../../../../../main/training/upstream/embeddedUpstream.ts';
import { nativeBinding } from '../../../helpers/index.ts';

export const today = '2026-11-25';
export const stationId = 'SZ50';
export const otherStation = 'GZ10';
export const now = Date.parse(`${today}T02:00:00.000Z`);
export const people = samplePeople(today);

/** What the suite needs of a server; a province has it all, and so has the embedded upstream. */
export type ServerUnderTest = Pick<
  Province,
  | 'url'
  | 'token'
  | 'setNetwork'
  | 'setFault'
  | 'books'
  | 'putPermits'
  | 'removePermits'
  | 'showEcard'
  | 'retireStation'
  | 'close'
>;

const servers: Readonly<Record<UpstreamAdapter, (options: ProvinceOptions) => Promise<ServerUnderTest>>> = {
  reference: startEmbeddedUpstream,
  markBatch: startMarkBatchProvince,
  preOpen: startPreOpenProvince,
};

export const adapterNames = Object.keys(adapters) as UpstreamAdapter[];

export interface AdapterBench {
  readonly adapter: UpstreamAdapter;
  readonly server: ServerUnderTest;
  readonly upstream: OpenUpstream;
  /** A second start of the station: an adapter that remembers nothing. */
  again(changes?: { readonly url?: string; readonly token?: string }): OpenUpstream;
  /** A made-up person whom nobody has dealt with yet. */
  freshPermit(): PermitRecord;
  permitOf(id: string): PermitRecord;
}

/** One adapter and its own server, closed when the test ends. */
export async function adapterBench(
  adapter: UpstreamAdapter,
  options: { readonly slowMs?: number } = {},
): Promise<AdapterBench> {
  const server = await servers[adapter]({
    databasePath: ':memory:',
    nativeBinding: nativeBinding ?? null,
    permits: people.flatMap((person) => person.permit ?? []),
    photoOf: () => 'AAAA',
    bankName: '测试银行 Test Bank',
    staff: [
      { userName: 'limin', active: true, roles: ['clerk', 'stockKeeper'] },
      { userName: 'gone', active: false },
    ],
    now: () => now,
    slowMs: options.slowMs ?? 20,
  });
  const open: OpenUpstream[] = [];
  const again: AdapterBench['again'] = (changes = {}) => {
    const access = {
      url: server.url,
      token: server.token,
      timeoutMs: 5000,
      ...changes,
    };
    // Nothing here waits for a lost record to settle, but for the test that is about it.
    const made =
      adapter === 'markBatch' ? createMarkBatch({ ...access, settleMs: 0 }) : adapters[adapter](access);
    open.push(made);
    return made;
  };
  let serial = 0;
  onTestFinished(async () => {
    await Promise.all(open.map((each) => each.close()));
    await server.close();
  });
  const permitOf = (id: string): PermitRecord => {
    const permit = people.find((each) => each.id === id)?.permit;
    if (!permit) throw new Error(`no permit of ${id}`);
    return permit;
  };
  return {
    adapter,
    server,
    upstream: again(),
    again,
    permitOf,
    freshPermit() {
      serial += 1;
      const anna = permitOf('anna');
      const number = String(serial).padStart(6, '0');
      const permit = {
        ...anna,
        permitNumber: `TRN440399${number}`,
        holder: { ...anna.holder, passportNumber: `C0T${number}` },
      };
      server.putPermits([permit]);
      return permit;
    },
  };
}

export const registerInput = (permit: PermitRecord, jobKey: string, station = stationId) => ({
  jobKey,
  stationId: station,
  permitNumber: permit.permitNumber,
  passportNumber: permit.holder.passportNumber,
});

export const batchOf = (...rows: OutboxRow[]) => ({
  stationId,
  chainHead: '0'.repeat(64),
  chainSequence: 12,
  chainLine: 0,
  rows,
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

export function answered<Value>(outcome: UpstreamOutcome<Value>): Value {
  if (outcome.kind !== 'answer') throw new Error(JSON.stringify(outcome));
  return outcome.value;
}

export interface MadeCard {
  readonly jobKey: string;
  readonly batch: string;
  readonly cardNumber: string;
  readonly permit: PermitRecord;
}

export async function registered(
  { upstream }: Pick<AdapterBench, 'upstream'>,
  permit: PermitRecord,
  jobKey: string,
): Promise<MadeCard> {
  const { card } = answered(await upstream.call('cardRegister', registerInput(permit, jobKey)));
  return { jobKey, batch: card.batch, cardNumber: card.cardNumber, permit };
}

export async function locked(
  bench: Pick<AdapterBench, 'upstream'>,
  permit: PermitRecord,
  jobKey: string,
): Promise<MadeCard> {
  const card = await registered(bench, permit, jobKey);
  const { batch, cardNumber } = card;
  answered(await bench.upstream.call('cardLock', { jobKey, batch, cardNumber }));
  return card;
}

export const chip = 'AB'.repeat(16);

/** A row about a card, as the station queues it. */
export function cardRow(
  card: MadeCard,
  operation: 'report' | 'enable' | 'handOver' | 'wasted',
  changes: Partial<OutboxRow> & { readonly cardIdentifier?: string } = {},
): OutboxRow {
  const { cardIdentifier = chip, ...others } = changes;
  const { batch, cardNumber, jobKey, permit } = card;
  return wireRow(
    `${operation}${cardNumber}`,
    `card.${operation}`,
    {
      jobKey,
      permitNumber: permit.permitNumber,
      batch,
      cardNumber,
      cardIdentifier,
      ...(operation === 'report' && {
        socialSecurityNumber: `${permit.holder.nationality}0${permit.holder.passportNumber}`,
        name: `${permit.holder.familyName} ${permit.holder.givenNames}`,
      }),
    },
    {
      businessKey: `${batch}:${cardNumber}:${operation}`,
      caseNumber: `${stationId}-${cardNumber}`,
      ...others,
    },
  );
}

export async function sendRows(
  { upstream }: Pick<AdapterBench, 'upstream'>,
  ...rows: OutboxRow[]
): Promise<BatchResult[]> {
  return answered(await upstream.call('outbox', batchOf(...rows))).results;
}

export type Outcomes = Promise<UpstreamOutcome<unknown>>;
export type CallTable = Readonly<Record<UpstreamCallName, (upstream: OpenUpstream) => Outcomes>>;

/** Each call once, for tests in which it does not matter what is asked. */
export function everyCall(): CallTable {
  const digest = '0'.repeat(64);
  const card = { jobKey: `${stationId}:job_none`, batch: 'B1', cardNumber: 'T00000001' };
  const permitNumber = people[0]?.permitNumber ?? '';
  return {
    health: (upstream) => upstream.call('health', { service: 'queue' }),
    permitFeed: (upstream) => upstream.call('permitFeed', {}),
    withdrawnPapers: (upstream) => upstream.call('withdrawnPapers', {}),
    staffStanding: (upstream) => upstream.call('staffStanding', { stationId }),
    permitVerify: (upstream) => upstream.call('permitVerify', { permitNumber }),
    ecardCheck: (upstream) => upstream.call('ecardCheck', { code: 'ZKE1:X', use: '01', permitNumber: null }),
    cardRegister: (upstream) =>
      upstream.call('cardRegister', { ...card, stationId, permitNumber, passportNumber: 'C0TEST001' }),
    cardLock: (upstream) => upstream.call('cardLock', card),
    cardCertificate: (upstream) =>
      upstream.call('cardCertificate', { ...card, cardIdentifier: chip, publicKey: 'AB'.repeat(64) }),
    cardQuery: (upstream) => upstream.call('cardQuery', { permitNumber }),
    cardPerson: (upstream) => upstream.call('cardPerson', { permitNumber }),
    cardRelease: (upstream) => upstream.call('cardRelease', card),
    attachmentOffer: (upstream) =>
      upstream.call('attachmentOffer', {
        stationId,
        rowId: 'row_1' as RowId,
        kind: 'photo',
        digest,
        size: 3,
      }),
    attachmentPart: (upstream) =>
      upstream.call('attachmentPart', { stationId, digest, offset: 0, bytes: 'AAAA' }),
    outbox: (upstream) => upstream.call('outbox', batchOf(wireRow('any', 'case.opened'))),
    books: (upstream) => upstream.call('books', { stationId, date: today }),
    stationHead: (upstream) => upstream.call('stationHead', { stationId, line: 0, sequence: 0 }),
  };
}

/** Looks at every request that this file sends: nothing about a person is in an address or a header (I7). */
export function watchAddresses(): void {
  const seen: string[] = [];
  const watch = (message: unknown): void => {
    const { request } = message as { request: { path: string; headers: unknown } };
    seen.push(`${request.path}\n${JSON.stringify(request.headers)}`);
  };
  subscribe('undici:request:create', watch);
  afterAll(() => {
    unsubscribe('undici:request:create', watch);
    const personal = people.flatMap(({ permit }) =>
      permit === null
        ? []
        : [
            permit.permitNumber,
            permit.holder.passportNumber,
            permit.holder.familyName,
            permit.holder.birthDate,
            permit.holder.birthDate.replaceAll('-', ''),
          ],
    );
    expect(seen.length).toBeGreaterThan(100);
    const found = personal.filter((word) =>
      seen.some(
        (each) => decodeURIComponent(each.replaceAll('%', '%25')).includes(word) || each.includes(word),
      ),
    );
    expect(found).toEqual([]);
    // Made-up people of this suite.
    expect(seen.filter((each) => /TRN4403|C0T\d|SPECIMEN/.test(each))).toEqual([]);
  });
}
