import { describe, expect, it } from 'vitest';
import { reasonsAgainst } from '../../../../main/app/cards/cardStanding.ts';
import { startGateNow } from '../../../../main/app/gate/startGate.ts';
import { gateHandlers } from '../../../../main/app/gate/gateHandlers.ts';
import { verifyCountersignature } from '../../../../main/app/people/verifyCountersignature.ts';
import type { Deps } from '../../../../main/app/deps.ts';
import type { GateKey } from '../../../../main/contract/gate.ts';
import type { RecordsLock } from '../../../../main/contract/records.ts';
import { backupStatus } from '../../../../main/contract/records.ts';
import { describeError, type ErrorCode } from '../../../../main/contract/errors.ts';
import { cardBench, type CardBench } from '../cards/helpers/cardBench.ts';
import { codeOf, openDesk } from '../cases/desk.ts';
import { sampleStaff, testCaller } from '../../helpers/index.ts';

const noCopies = backupStatus.parse({
  folder: null,
  everyHours: 24,
  keep: 14,
  copies: 0,
  newest: null,
  lastTry: null,
  lastDrill: null,
  provenAt: null,
  running: false,
});
const parts = {
  backups: { status: () => Promise.resolve(noCopies) },
  keys: () => ({ recoveryWrap: false, hallKey: false }),
  upstreamAheadMs: () => null,
};
const lock: RecordsLock = {
  since: '2026-11-25T01:00:00.000Z',
  cause: 'older',
  told: 'upstream',
  ours: { line: 0, sequence: 1, head: 'a'.repeat(64) },
  known: null,
  counters: {},
  exact: false,
  asked: null,
};
async function gateItem(deps: Deps, key: GateKey) {
  const gate = await startGateNow(deps, parts);
  const found = gate.items.find((each) => each.key === key);
  if (found === undefined) throw new Error(`no item ${key}`);
  return found;
}
const lockRecords = ({ stores }: Pick<Deps, 'stores'>, changes: Partial<RecordsLock> = {}): void =>
  stores.run(() => stores.records.keepLock({ ...lock, ...changes }));
/** Somebody set the clock back by an hour. */
function setBack(deps: CardBench['deps'] | ReturnType<typeof openDesk>['deps']): void {
  deps.stores.run(() =>
    deps.stores.audit.append({
      at: new Date(deps.clock.now() + 3_600_000).toISOString(),
      actor: 'system',
      surface: 'system',
      event: 'test.later',
      subject: 'x',
      detail: {},
    }),
  );
}

/** Each item that can be blocked at the card desk, how it comes to be, and the refusal of the act itself. */
const cardBlocks: readonly [string, GateKey, ErrorCode, (bench: CardBench) => void][] = [
  ['old records', 'records', 'recordsBehind', ({ deps }) => lockRecords(deps)],
  ['a clock behind', 'clock', 'clockBehind', ({ deps }) => setBack(deps)],
  [
    'an empty hopper',
    'stock',
    'noBlank',
    ({ deps }) => {
      for (const unit of deps.stores.units.inState('hopper'))
        deps.stores.run(() =>
          deps.stores.units.move(
            { ...unit, state: 'vault' },
            {
              unitKey: unit.key,
              from: 'hopper',
              to: 'vault',
              at: deps.clock.iso(),
              by: 'Test Keeper',
              by2: null,
              jobId: null,
              reason: null,
              note: null,
            },
          ),
        );
    },
  ],
];

describe('J1 what the page calls blocked is refused by the act itself', () => {
  it.each(cardBlocks)('%s: %s, refused as %s', async (_what, key, code, happens) => {
    const bench = cardBench();
    expect((await gateItem(bench.deps, key)).state).not.toBe('blocked');
    happens(bench);
    const found = await gateItem(bench.deps, key);
    expect(found.state).toBe('blocked');
    expect(found.blocks).toContain('cards');
    const wish = { caseId: bench.caseId, channel: 'window', owner: 'x', ownerId: null } as const;
    const started = bench.executor.startJob(wish);
    await bench.executor.idle();
    const refusal = started.ok ? bench.deps.stores.jobs.get(started.value.id)?.problem : started.error;
    expect(refusal?.code).toBe(code);
    expect(bench.printer.commands.filter((each) => each.startsWith('feed'))).toEqual([]);
    // Page and refusal say the same.
    if (key === 'clock' && refusal) expect(found.reason.zh).toBe(describeError(refusal, 'zh').message);
  });

  it('the day that is not open: refused as dayNotOpen', async () => {
    const bench = cardBench();
    const days = { ...bench.deps.stores.days, current: () => null };
    const deps: Deps = { ...bench.deps, stores: { ...bench.deps.stores, days } };
    expect((await gateItem(deps, 'day')).state).toBe('blocked');
    const theCase = deps.stores.cases.get(bench.caseId);
    if (theCase === null) throw new Error('no case');
    expect(reasonsAgainst(deps, theCase).map((each) => each.code)).toContain('dayNotOpen');
  });

  it('a full disk: refused as diskAlmostFull before a blank is fed (D9)', async () => {
    const bench = cardBench();
    Object.assign(bench.deps, { disk: { room: () => ({ freeBytes: 1024, writable: true }) } });
    expect((await gateItem(bench.deps, 'disk')).state).toBe('blocked');
    await bench.start();
    expect(bench.job().problem?.code).toBe('diskAlmostFull');
  });

  it('cards upstream away: refused as upstreamOffline before a blank is fed', async () => {
    const bench = cardBench();
    bench.upstream.offline = true;
    const links = {
      list: () => [{ service: 'cards' as const, state: 'offline' as const, since: bench.deps.clock.iso() }],
      online: () => false,
    };
    expect((await gateItem({ ...bench.deps, links }, 'cards')).state).toBe('blocked');
    await bench.start();
    expect(bench.job().problem?.code).toBe('upstreamOffline');
    expect(bench.printer.commands).toEqual([]);
  });

  it('nobody whose sign-in is valid: a second signature is refused as signInExpired', async () => {
    const { deps } = openDesk();
    const passwordHash = await deps.crypto.hashPassword('secret word');
    const expired = {
      ...sampleStaff(['supervisor'], 'boss'),
      passwordHash,
      confirmedAt: '2020-01-01T00:00:00.000Z',
    };
    deps.stores.run(() => deps.stores.staff.save(expired));
    expect((await gateItem(deps, 'staff')).state).toBe('blocked');
    const signed = await verifyCountersignature(
      deps,
      { userName: 'boss', password: 'secret word' },
      { roles: ['supervisor'] },
    );
    expect(codeOf(signed)).toBe('signInExpired');
  });
});

describe('G7 I1 J1 numbers are not given twice', () => {
  it.each([
    [
      'with old records, recordsNumbers',
      'recordsNumbers',
      (deps: ReturnType<typeof openDesk>['deps']) => lockRecords(deps),
    ],
    ['with a clock behind, clockBehind', 'clockBehind', setBack],
  ] as const)('no case is opened and no paper is issued %s', async (_what, code, happens) => {
    const desk = openDesk();
    await desk.begin();
    desk.checkAll();
    const { stores } = desk.deps;
    const counters = stores.records.counters();
    happens(desk.deps);
    expect(codeOf(await desk.handlers.caseAccept({ caseId: desk.current() }, desk.caller))).toBe(code);
    expect(stores.cases.get(desk.current())?.state).toBe('open');
    expect(stores.records.counters()).toEqual(counters);

    const fresh = openDesk();
    happens(fresh.deps);
    await fresh.begin().catch(() => undefined);
    expect(fresh.deps.stores.cases.list('')).toEqual([]);
    expect(fresh.problems()).toContain(code);
  });

  it('with every number known, checking and papers go on', async () => {
    const desk = openDesk();
    lockRecords(desk.deps, { exact: true });
    await desk.begin();
    desk.checkAll();
    expect((await desk.handlers.caseAccept({ caseId: desk.current() }, desk.caller)).ok).toBe(true);
  });
});

describe('J1 the page and its paper', () => {
  it('writes nothing when it is looked at, and one audit entry when it is printed', async () => {
    const bench = cardBench();
    const handlers = gateHandlers(bench.deps, parts);
    const caller = testCaller(sampleStaff(['clerk']));
    const before = bench.deps.stores.audit.sequence();
    expect((await handlers.startGate({}, caller)).ok).toBe(true);
    expect(bench.deps.stores.audit.sequence()).toBe(before);
    const paper = await handlers.startGatePaper({}, caller);
    expect(paper).toMatchObject({ ok: true, value: { fileName: 'morning-SZ50-2026-11-25.pdf' } });
    expect(bench.deps.stores.audit.sequence()).toBe(before + 1);
    expect(bench.deps.stores.audit.tells('export.startGate', '2026-11-25')).toBe(true);
  });
});
