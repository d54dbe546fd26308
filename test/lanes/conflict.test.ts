import { describe, expect, it } from 'vitest';
import type { CardJobView } from '../../main/contract/cards.ts';
import type { StationClient } from '../../main/hosts/runInline.ts';
import { deskWork, value } from './support/deskWork.ts';
import { inlineStation } from './support/inlineStation.ts';

const openRows = async (client: StationClient): Promise<string[]> =>
  value(await client.methods.queueRows({ openOnly: true })).map(({ kind, state }) => `${kind} ${state}`);

async function deskAtWork() {
  const station = await inlineStation({ core: { autoSync: false } });
  const client = station.open('window');
  const desk = deskWork(station.training, client);
  await desk.signIn('zhaoqiang');
  await desk.openDay();
  const core = station.core();
  await core.sync.probeOnce();
  await core.sync.pullOnce();
  await desk.signIn('limin');
  return { station, client, desk, core };
}

/** A made card at a station whose upstream has meanwhile been told of it by somebody else: the report is "done before", by another record. */
async function cardInConflict() {
  const { station, client, desk, core } = await deskAtWork();
  const [person] = station.training.people;
  if (person === undefined) throw new Error('no people');
  const accepted = await desk.acceptPerson(person);
  const started = await desk.startCard(accepted.id);
  await desk.settled(started.id, ({ next }) => next === 'confirmVisual');
  const made = value(await client.methods.cardConfirmVisual({ jobId: started.id, good: true }));
  const job = core.deps.stores.jobs.get(made.id);
  if (!job?.batch || job.cardNumber === null) throw new Error('no card number');
  // The same number under another row: as an old copy of this station would report it, put back on another computer.
  const rivalRow = {
    id: 'row_rival' as never,
    kind: 'card.report' as const,
    stationId: station.training.ready.profile.stationId,
    caseNumber: null,
    businessKey: 'rival',
    createdAt: job.changedAt,
    payload: { batch: job.batch, cardNumber: job.cardNumber, cardIdentifier: 'F'.repeat(32) },
  };
  const heard = await core.deps.upstream.call('outbox', {
    stationId: rivalRow.stationId,
    chainHead: core.deps.stores.audit.head(),
    rows: [rivalRow],
  });
  if (heard.kind !== 'answer') throw new Error(heard.kind);
  const drain = async (): Promise<void> => {
    for (let turn = 0; turn < 4; turn += 1) await core.sync.drainOnce({ all: true });
  };
  await drain();
  return { station, client, desk, core, drain, job: async (): Promise<CardJobView> => desk.job(made.id) };
}

describe('D7 G1 9.13 a conflict with the reference upstream', () => {
  it(
    'another chip has our number: the made card is waste, and the day still adds up',
    { timeout: 90_000 },
    async () => {
      const at = await cardInConflict();
      const { client, desk } = at;
      const inConflict = await at.job();
      expect(inConflict).toMatchObject({ state: 'conflict', next: 'resolveConflict', owner: '李敏' });
      expect(await openRows(client)).toEqual(['card.report conflict']);
      const jobId = inConflict.id;
      const view = value(await client.methods.cardConflict({ jobId }));
      expect(view).toMatchObject({
        verdict: 'other',
        offers: ['waste'],
        upstream: [{ ours: true, chipTail: 'FFFF', state: 'reported' }],
      });
      expect(JSON.stringify(view)).not.toContain(inConflict.cardNumber);

      // Upstream away: nothing is decided, and it says so.
      at.station.training.upstream.setNetwork(false);
      await desk.signIn('zhaoqiang');
      expect(await client.methods.cardResolveConflict({ jobId, decision: 'waste' })).toMatchObject({
        ok: false,
        error: { code: 'upstreamOffline' },
      });
      at.station.training.upstream.setNetwork(true);
      value(await client.methods.cardResolveConflict({ jobId, decision: 'waste' }));
      await at.drain();
      expect(await at.job()).toMatchObject({ state: 'wasted', place: 'desk' });
      expect(await openRows(client)).toEqual([]);
      // The record of the other chip still stands upstream.
      expect(at.station.training.upstream.books().cards).toMatchObject([{ state: 'reported' }]);

      const classes = value(await client.methods.dayClasses({}));
      value(await client.methods.dayCount({ counts: classes.map((each) => ({ ...each, counted: 0 })) }));
      const figures = value(await client.methods.dayFigures({}));
      const wrong = figures.identities.filter(({ id, holds, open }) => !holds && !open && id !== '11.1');
      // 11.5: upstream counts a report under this number that is not of our card; the day names it.
      expect(wrong.map(({ id }) => id)).toEqual(['11.5']);
      expect(figures.exceptions.map(({ kind }) => kind)).toContain('upstreamOnly');
      expect(figures.stock.reduce((sum, each) => sum + each.wasted, 0)).toBe(1);
    },
  );

  it(
    'before a card is made: nothing is ours yet, the cause is put right upstream, and the card is made with one number',
    { timeout: 90_000 },
    async () => {
      const { station, client, desk, core } = await deskAtWork();
      const [person] = station.training.people;
      if (!person?.permit) throw new Error('no people');
      const accepted = await desk.acceptPerson(person);
      const { upstream } = station.training;
      const { holder } = person.permit;
      upstream.putPermits([{ ...person.permit, holder: { ...holder, passportNumber: 'X0000000' } }]);
      const started = value(await client.methods.cardStart({ caseId: accepted.id }));
      const { id: jobId } = await desk.settled(started.id, ({ state }) => state === 'conflict');
      expect(value(await client.methods.cardConflict({ jobId }))).toMatchObject({
        verdict: 'none',
        made: false,
        upstream: [],
        offers: ['goOn', 'giveUp'],
      });
      const goOn = async () => client.methods.cardResolveConflict({ jobId, decision: 'goOn' });
      expect(await goOn()).toMatchObject({ ok: false, error: { code: 'countersignatureNeeded' } });
      await desk.signIn('zhaoqiang');
      // The cause is still there: it comes back to the same place, and no blank has moved.
      value(await goOn());
      await core.executor.idle();
      expect((await desk.job(jobId)).state).toBe('conflict');
      upstream.putPermits([person.permit]);
      value(await goOn());
      const locked = await desk.settled(jobId, ({ next }) => next === 'confirmFace');
      expect(locked).toMatchObject({ state: 'locked', problem: null });
      expect(upstream.books().cards).toMatchObject([{ cardNumber: locked.cardNumber, state: 'locked' }]);
      expect(station.training.counter.printer.state().inside).toBeNull();
    },
  );
});
