import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { describe, expect, it } from 'vitest';
import type { StationClient } from '../../main/hosts/runInline.ts';
import { tap, type Tap } from '../main/infra/hall/tap.ts';
import { deskWork, value, type DeskWork } from './support/deskWork.ts';
import { inlineStation, type InlineStationWithFiles } from './support/inlineStation.ts';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

interface Window {
  readonly station: InlineStationWithFiles;
  readonly client: StationClient;
  readonly desk: DeskWork;
  /** Codes of the problems that the window was told. */
  readonly told: string[];
}

async function window(
  stationId: string,
  port: number,
  peers: readonly { stationId: string; url: string }[],
): Promise<Window> {
  const station = await inlineStation({
    profile: {
      stationId,
      hall: { listen: { host: '127.0.0.1', port }, peers: [...peers], answerWithinMs: 2000 },
    },
  });
  const client = station.open('window');
  const told: string[] = [];
  client.on('readProblem', (data) => {
    told.push((data as { failure: { code: string } }).failure.code);
  });
  const desk = deskWork(station.training, client);
  await desk.signIn('zhaoqiang');
  await desk.openDay();
  await desk.signIn('limin');
  return { station, client, desk, told };
}

/** Everything that a station wrote into its logs. */
const logsOf = ({ station }: Window): string => {
  const folder = join(station.directory, 'data', 'logs');
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
};

async function eventually(what: string, holds: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (Date.now() < end) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`waited 20 s for ${what}`);
}

/** Each station has an upstream of its own, which knows nothing of the other: as two desks are that lost the network. */
describe('A10 two stations of one hall, and an upstream that cannot tell them of each other', () => {
  it(
    'the second finds case and card of the first, feeds no blank, and goes on when the first has ended',
    { timeout: 120_000 },
    async () => {
      const [portOne, portTwo, portDown] = [await freePort(), await freePort(), await freePort()];
      const line: Tap = await tap(`http://127.0.0.1:${portOne}`);
      onTestFinished(() => line.close());
      const one = await window('SZ50', portOne, [
        { stationId: 'SZ51', url: `http://127.0.0.1:${portTwo}` },
        { stationId: 'SZ52', url: `http://127.0.0.1:${portDown}` },
      ]);
      const two = await window('SZ51', portTwo, [
        { stationId: 'SZ50', url: line.url },
        { stationId: 'SZ52', url: `http://127.0.0.1:${portDown}` },
      ]);
      const [person] = one.station.training.people;
      if (person?.permitNumber === undefined) throw new Error('no people');

      // An open case at the first desk is a warning at the second, and stops nothing.
      const opened = await one.desk.scanNotice(person);
      expect(one.told).not.toContain('caseInHall');
      const there = await two.desk.acceptPerson(person);
      await eventually('the warning', () => two.told.includes('caseInHall'));
      const calm = value(await two.client.methods.cardPlan({ caseId: there.id }));
      expect(calm.blockers).toEqual([]);
      expect(calm.hall).toMatchObject({
        asked: 2,
        answered: 1,
        silent: [{ stationId: 'SZ52', why: 'noAnswer' }],
        openCases: [{ stationId: 'SZ50' }],
      });

      // The first desk numbers the card; the plan of the second names it.
      await one.desk.verdicts(await one.desk.checkPassport(opened.id, person));
      await one.desk.accept(opened.id);
      const first = value(await one.client.methods.cardStart({ caseId: opened.id }));
      await one.desk.settled(first.id, ({ next }) => next === 'confirmFace');
      const plan = value(await two.client.methods.cardPlan({ caseId: there.id }));
      expect(plan.blockers).toMatchObject([{ code: 'cardInHall', detail: { station: 'SZ50' } }]);

      // Whoever starts it all the same feeds nothing.
      const feeder = two.station.training.counter.printer.state().feeder.length;
      const second = await two.desk.startCard(there.id);
      const stopped = await two.desk.settled(second.id, ({ problem }) => problem !== null);
      expect(stopped).toMatchObject({ state: 'locked', next: 'resume', problem: { code: 'cardInHall' } });
      expect(two.station.training.counter.printer.state().feeder).toHaveLength(feeder);

      // The first one was there before: the second is no reason for it to stop. It ends here for another one.
      const mine = value(await one.client.methods.cardPlan({ caseId: opened.id }));
      expect(mine.blockers).toEqual([]);
      value(await one.client.methods.cardConfirmFace({ jobId: first.id, good: false, note: 'wrong name' }));
      value(await two.client.methods.cardResume({ jobId: second.id }));
      const made = await two.desk.settled(second.id, ({ next }) => next === 'confirmVisual');
      expect(made.state).toBe('printed');
      // Now a blank has moved there, so nothing of the first desk goes before it.
      const late = value(await one.client.methods.cardPlan({ caseId: opened.id }));
      expect(late.blockers).toMatchObject([{ code: 'cardInHall', detail: { station: 'SZ51' } }]);

      const wire = line.bytes();
      expect(wire).toContain('/hall/ask');
      for (const secret of [person.permitNumber, person.mrz[1].slice(0, 9)])
        for (const text of [wire, logsOf(one), logsOf(two)]) expect(text).not.toContain(secret);
      expect(two.station.core().deps.stores.audit.tells('hall.found', there.id)).toBe(true);
    },
  );
});
