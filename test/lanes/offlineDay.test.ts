import { describe, expect, it } from 'vitest';
import type { CardJobView } from '../../main/contract/cards.ts';
import type { InlineStation, StationClient } from '../../main/hosts/runInline.ts';
import { deskWork, handedOverTo, value, type DeskWork } from './support/deskWork.ts';
import { inlineStation } from './support/inlineStation.ts';

/**
 * A whole day without a network: intake, check, notices and stock work; what touches upstream waits and says so. Afterwards upstream has one
 * effect per business key, although one answer was dropped after the work was done.
 */
describe('G1 G2 G3 a day without a network', () => {
  it('everything that may be done offline is done, and reaches upstream once', async () => {
    const station = await inlineStation();
    const client = station.open('window');
    const desk = deskWork(station.training, client);
    const { people, upstream } = station.training;
    const [first, second, third] = people;
    if (first === undefined || second === undefined || third === undefined) throw new Error('no people');

    // Morning, online: the day is opened and one person gets as far as the eye check of the card.
    await desk.signIn('zhaoqiang');
    await desk.openDay();
    await desk.signIn('limin');
    const accepted = await desk.acceptPerson(first);
    const job = await desk.startCard(accepted.id);
    const printed = await desk.settled(job.id, (each) => each.next === 'confirmVisual');
    await allSent(client);

    upstream.setNetwork(false);
    // Asked now, and not when it is time for the next look.
    value(await client.methods.queueRetry({}));
    await linkIs(client, 'offline');

    // The card in hand: checked by eye, then it waits for its report. It is not handed over.
    value(await client.methods.cardConfirmVisual({ jobId: printed.id, good: true }));
    const waiting = await desk.job(printed.id);
    expect(waiting).toMatchObject({ state: 'pendingReport', promise: 'whenOnline', owner: '李敏' });
    const refusedHandOver = await client.methods.cardHandOver(handedOverTo(printed));
    expect(refusedHandOver.ok).toBe(false);

    // Intake, check and notices go on from the local snapshots; each says that it is not confirmed.
    const offlineAccepted = await desk.acceptPerson(second);
    expect(offlineAccepted.verification).toBe('pendingOnline');
    expect(offlineAccepted.notices).toEqual([
      expect.objectContaining({ kind: 'acceptance', confirmed: false }),
    ]);
    const opened = await desk.scanNotice(third);
    await desk.verdicts(await desk.checkPassport(opened.id, third), ['NCR', 'MEDICAL']);
    const supplemented = value(await client.methods.caseSupplement({ caseId: opened.id }));
    expect(supplemented.notices).toEqual([expect.objectContaining({ kind: 'supplement', confirmed: false })]);

    // A new card needs card data from upstream: refused before a blank is touched, with the reason.
    const feeder = station.training.counter.printer.state().feeder.length;
    const plan = value(await client.methods.cardPlan({ caseId: offlineAccepted.id }));
    expect(plan.blockers.map((each) => each.code)).toContain('upstreamOffline');
    expect(station.training.counter.printer.state().feeder).toHaveLength(feeder);

    // Stock is moved by two people, to the desk of a clerk (H9).
    await desk.signIn('liuyang');
    const vault = value(await client.methods.stockList({})).filter((each) => each.state === 'vault');
    const [clerk] = value(await client.methods.stockBook({})).clerks;
    const moved = value(
      await client.methods.stockMove({
        units: vault.slice(0, 2).map((each) => each.key),
        to: 'desk',
        ...(clerk !== undefined && { clerkId: clerk.clerkId }),
        countersignature: { userName: 'zhaoqiang', password: 'zhengka-3' },
      }),
    );
    expect(moved.moved).toBe(2);
    const openRows = value(await client.methods.queueRows({ openOnly: true }));
    expect(openRows.length).toBeGreaterThanOrEqual(6);
    expect(openRows.every((each) => each.state === 'waiting' && each.owner !== '')).toBe(true);

    // The network is back, and one answer is lost after the work was done.
    upstream.setFault({ fault: 'dropAnswer', calls: 1, path: '/v1/outbox' });
    upstream.setNetwork(true);
    await desk.signIn('limin');
    value(await client.methods.queueRetry({}));
    await allSent(client);
    const enabled = await desk.settled(printed.id, (each) => each.next === 'handOver');
    expect(await handOver(station, client, desk, enabled)).toBe('handedOver');
    await allSent(client);

    const books = upstream.books();
    expect(books.effects.filter((each) => each.times !== 1)).toEqual([]);
    expect(books.rows.some((each) => each.times > 1)).toBe(true);
    expect(books.cards).toEqual([expect.objectContaining({ reports: 1, enables: 1, handOvers: 1 })]);
    const rows = value(await client.methods.queueRows({ openOnly: false }));
    expect(rows.every((each) => each.state === 'acked' && each.receipt !== null)).toBe(true);
    expect(new Set(books.rows.map((each) => each.id))).toEqual(new Set(rows.map((each) => each.id)));
    const confirmed = value(await client.methods.caseGet({ caseId: offlineAccepted.id }));
    expect(confirmed.notices.map((each) => each.confirmed)).toEqual([true]);
  }, 90_000);
});

async function handOver(
  station: InlineStation,
  client: StationClient,
  desk: DeskWork,
  job: CardJobView,
): Promise<string> {
  station.training.counter.printer.takeFromOutput();
  value(await client.methods.cardHandOver(handedOverTo(job)));
  return (await desk.job(job.id)).state;
}

async function eventually(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (Date.now() < end) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`waited 30 s for ${what}`);
}

const allSent = (client: StationClient): Promise<void> =>
  eventually(
    'the empty queue',
    async () => value(await client.methods.queueRows({ openOnly: true })).length === 0,
  );

const linkIs = (client: StationClient, state: string): Promise<void> =>
  eventually(`the link to be ${state}`, async () => {
    const { links } = value(await client.methods.stationStatus({}));
    return links.filter((each) => each.service !== 'permits').every((each) => each.state === state);
  });
