import { describe, expect, it } from 'vitest';
import type { CaseId, DecisionId, JobId } from '../../../../main/contract/ids.ts';
import type { Role } from '../../../../main/contract/access.ts';
import { forbiddenRolePairs, role } from '../../../../main/contract/access.ts';
import { involvedStaff } from '../../../../main/app/day/involvedStaff.ts';
import { sampleCase, sampleStaff, testCaller } from '../../helpers/index.ts';
import {
  bank,
  close,
  codeOf,
  countedDay,
  makeCard,
  reasonsFor,
  station,
  value,
  type Station,
} from './helpers/dayStation.ts';

/** The two ways a person can sign. */
const asFirst = async (made: Station, who: Station['zhao']): Promise<string> => {
  const other = who.id === made.zhao.id ? 'qian' : 'zhao';
  return codeOf(await made.day.dayClose(close(await reasonsFor(made), other), testCaller(who)));
};
const asSecond = async (made: Station, userName: string): Promise<string> =>
  codeOf(await made.day.dayClose(close(await reasonsFor(made), userName), testCaller(made.zhao)));

type Deed = (made: Station) => void;
const qian = (made: Station): Station['qian']['id'] => made.qian.id;
const now = ({ deps }: Station): string => deps.clock.iso();
const decision = (made: Station, kind: 'checkConfirmed' | 'held' | 'refused'): void =>
  made.deps.stores.run(() =>
    made.deps.stores.decisions.insert({
      id: 'decision_9' as DecisionId,
      caseId: 'case_1' as CaseId,
      kind,
      at: now(made),
      by: 'Test qian',
      byId: qian(made),
      countersignedBy: null,
      reasons: [],
      finding: null,
      noticeNumber: null,
      supersedes: null,
    }),
  );

/** Every way to have a hand in a case or card of the day. */
const deeds: Readonly<Record<string, Deed>> = {
  'opened a case': (made) =>
    made.deps.stores.run(() =>
      made.deps.stores.cases.save(
        sampleCase({
          id: 'case_2' as CaseId,
          number: 'SZ50-20261125-0002',
          openedAt: now(made),
          openedById: qian(made),
        }),
      ),
    ),
  'decided a case': (made) =>
    made.deps.stores.run(() => {
      const record = made.deps.stores.cases.get('case_1' as CaseId);
      if (record === null) throw new Error('no case');
      made.deps.stores.cases.save({ ...record, decidedById: qian(made) });
    }),
  'was the second pair of eyes': (made) => decision(made, 'checkConfirmed'),
  'held a case': (made) => decision(made, 'held'),
  'refused a case': (made) => decision(made, 'refused'),
  'made a card': (made) =>
    made.deps.stores.run(() => {
      const job = made.deps.stores.jobs.get('job_1' as JobId);
      if (job === null) throw new Error('no job');
      made.deps.stores.jobs.save({ ...job, ownerId: qian(made) });
    }),
  'handed over a card': (made) =>
    made.deps.stores.run(() =>
      made.deps.stores.handOvers.insert({
        jobId: 'job_1' as JobId,
        caseId: 'case_1' as CaseId,
        cardNumber: 'B00000001',
        at: now(made),
        recipient: 'holder',
        phone: '0755 00000000',
        identity: { how: 'passportRead', at: now(made) },
        proof: { kind: 'signature', digest: 'a'.repeat(64) },
        pin: 'changed',
        agent: null,
        signatureId: null,
        officer: 'Test qian',
        officerId: qian(made),
      }),
    ),
};

describe('H10 nobody signs for his own cases', () => {
  it.each(Object.entries(deeds))('who %s signs neither first nor second', async (_title, deed) => {
    const made = await station();
    value(await made.day.dayOpen({}, testCaller(made.zhao)));
    made.tick();
    makeCard(made);
    deed(made);
    made.tick();
    value(await made.day.dayCount({ counts: [{ ...bank, counted: 2 }] }, testCaller(made.zhao)));
    expect(await asSecond(made, 'qian')).toBe('ownCase');
    expect(await asFirst(made, made.qian)).toBe('ownCase');
    expect(made.deps.stores.days.current()?.state).toBe('counted');
    // The keeper of the stock had no hand in it.
    expect(await asSecond(made, 'sun')).toBe('ok');
  });

  it('what somebody did on another day bars nobody from this one', async () => {
    const made = await station();
    makeCard(made, made.qian.id, made.qian.id);
    made.tick();
    const span = { from: made.deps.clock.iso(), to: '2026-11-25T12:00:00.000Z' };
    expect(involvedStaff(made.deps, span).size).toBe(0);
    expect(involvedStaff(made.deps, { from: '2026-11-25T00:00:00.000Z', to: span.to })).toContain(
      made.qian.id,
    );
  });

  it('H3 bars them also from signing later', async () => {
    const made = await station();
    value(await made.day.dayOpen({}, testCaller(made.zhao)));
    made.tick();
    makeCard(made, made.qian.id);
    made.deps.clock.advance(86_400_000);
    const override = {
      kind: 'twoPeople',
      reason: 'x',
      countersignature: { userName: 'qian', password: 'right' },
    } as const;
    value(await made.day.dayOpen({ override }, testCaller(made.zhao)));
    const late = { date: '2026-11-25', ...close({}, 'qian') };
    expect(codeOf(await made.day.daySignLate(late, testCaller(made.zhao)))).toBe('ownCase');
  });

  it('who counted is not the second signature, be it a keeper or a supervisor; as the first he may sign', async () => {
    const made = await countedDay();
    value(await made.day.dayCount({ counts: [{ ...bank, counted: 2 }] }, testCaller(made.keeper)));
    expect(await asSecond(made, 'sun')).toBe('ownCount');
    value(await made.day.dayCount({ counts: [{ ...bank, counted: 2 }] }, testCaller(made.qian)));
    expect(await asSecond(made, 'qian')).toBe('ownCount');
    expect(await asFirst(made, made.qian)).toBe('ok');
  });
});

describe('H10 the roles of both signatures, for every pair', () => {
  const lawful = (roles: readonly Role[]): boolean =>
    !forbiddenRolePairs.some((pair) => pair.every((each) => roles.includes(each)));
  const sets = role.options.flatMap((one) =>
    role.options.flatMap((other) =>
      one <= other && lawful([one, other]) ? [[...new Set([one, other])]] : [],
    ),
  );

  it.each(sets.map((roles) => [roles.join(' + '), roles] as const))(
    'second signer: %s',
    async (_title, roles) => {
      const made = await countedDay();
      const who = { ...sampleStaff(roles, 'zhou'), passwordHash: made.zhao.passwordHash };
      made.deps.stores.run(() => made.deps.stores.staff.save(who));
      const may = roles.includes('supervisor') || roles.includes('stockKeeper');
      expect(await asSecond(made, 'zhou')).toBe(may ? 'ok' : 'forbidden');
    },
  );
});
