import { describe, expect, it } from 'vitest';
import type { Failure } from '../../main/contract/result.ts';
import {
  annasCase,
  badInputDesk,
  caseNow,
  eventually,
  expectNamed,
  type BadInputDesk,
} from './support/badInputDesk.ts';
import { value } from './support/deskWork.ts';

describe('G11 an upstream that does not answer as itself', () => {
  const healthToo = ['/v1/health', undefined] as const;
  const strike = (at: BadInputDesk, fault: 'error500' | 'garbage' | 'loginPage', calls: number): void => {
    for (const path of healthToo)
      at.station.training.upstream.setFault({ fault, calls, ...(path === undefined ? {} : { path }) });
  };
  const queueLink = async (at: BadInputDesk, state: string): Promise<true | null> => {
    const { links } = value(await at.client.methods.stationStatus({}));
    return links.some((each) => each.service === 'queue' && each.state === state) ? true : null;
  };

  it.each([
    { what: 'status 500', fault: 'error500', state: 'offline', paused: false },
    { what: 'nothing: the network is off', fault: null, state: 'offline', paused: false },
    { what: 'garbage', fault: 'garbage', state: 'linkFault', paused: true },
    { what: 'a login page', fault: 'loginPage', state: 'linkFault', paused: true },
  ] as const)('$what: the link is $state, no row is lost', async ({ fault, state, paused }) => {
    const at = await badInputDesk();
    const { upstream } = at.station.training;
    const before = await annasCase(at);
    at.newRows();

    const cut = (): void => {
      if (fault === null) upstream.setNetwork(false);
      else strike(at, fault, 10_000);
    };
    const scanKarl = async (): Promise<void> => {
      cut();
      await at.desk.scanNotice(at.person('karl'));
    };
    // A wrong answer to the question about the permit is said at the window; no answer is a state of the link.
    if (paused) await at.told('upstreamAnswerBad', scanKarl);
    else await scanKarl();
    await eventually(`the queue's link to be ${state}`, async () => queueLink(at, state));

    expect(await caseNow(at, before.id)).toEqual(before);
    const [row, ...others] = value(await at.client.methods.queueRows({ openOnly: true }));
    expect(others).toEqual([]);
    expect(row).toMatchObject({ kind: 'case.opened', state: 'waiting', owner: '李敏', receipt: null });
    if (paused) expect(row).toMatchObject({ attempts: 0, lastAttemptAt: null, nextAttemptAt: null });
    expect(value(await at.client.methods.stationStatus({})).queue).toMatchObject({ waiting: 1, paused });
    const karls = await caseNow(at, row?.caseId ?? before.id);
    expect(karls.verification).toBe('pendingOnline');
    const offline = await eventually('the blocker of a card', async () => {
      const { blockers } = value(await at.client.methods.cardPlan({ caseId: before.id }));
      return blockers.find((each) => each.code === 'upstreamOffline') ?? null;
    });
    expectNamed(offline as Failure, 'upstreamOffline');
    const entries = at.newRows();
    expect(entries).toContainEqual(
      expect.objectContaining({ event: `link.${state}`, subject: 'queue', actor: 'system' }),
    );
    if (paused)
      expect(entries).toContainEqual(
        expect.objectContaining({ event: 'case.verifyFailed', subject: karls.id }),
      );
    at.nothingPersonal();

    // It goes on by itself when upstream is upstream again, and nothing is doubled.
    if (fault === null) upstream.setNetwork(true);
    else strike(at, fault, 0);
    value(await at.client.methods.queueRetry({}));
    await at.quiet(karls.id);
    expect(upstream.books().effects.filter((each) => each.times !== 1)).toEqual([]);
    expect(at.newRows()).toContainEqual(expect.objectContaining({ event: 'link.online', subject: 'queue' }));
  });
});
