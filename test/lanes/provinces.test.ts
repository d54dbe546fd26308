import { describe, expect, it, onTestFinished } from 'vitest';
import { shanghaiDate } from '../../main/domain/calendar/shanghai.ts';
import { samplePeople } from '../../main/training/people.ts';
import { trainingBank } from '../../main/training/station.ts';
import { startMarkBatchProvince } from '../../main/training/provinces/markBatchProvince.ts';
import { startPreOpenProvince } from '../../main/training/provinces/preOpenProvince.ts';
import type { Province, ProvinceOptions } from '../../main/training/provinces/serveProvince.ts';
import { nativeBinding } from '../main/helpers/index.ts';
import { deskWork, value } from './support/deskWork.ts';
import { inlineStation } from './support/inlineStation.ts';

/** The clock of the whole: the day of the people's papers is that of the station. */
const today = shanghaiDate(Date.now());
const people = samplePeople(today);

/** The training counter with a simulated province in the place of the reference upstream. */
async function stationIn(start: (options: ProvinceOptions) => Promise<Province>) {
  const province = await start({
    databasePath: ':memory:',
    nativeBinding: nativeBinding ?? null,
    permits: people.flatMap((person) => person.permit ?? []),
    photoOf: (permit) => {
      const person = people.find((each) => each.permitNumber === permit.permitNumber);
      return Buffer.from(person?.photo() ?? []).toString('base64');
    },
    bankName: trainingBank,
  });
  onTestFinished(() => province.close());
  const { url, token, adapter } = province;
  const station = await inlineStation({
    today,
    core: { autoSync: false },
    upstream: { url, token, adapter },
  });
  const client = station.open('window');
  const desk = deskWork(station.training, client);
  await desk.signIn('zhaoqiang');
  await desk.openDay();
  await station.core().sync.probeOnce();
  await station.core().sync.pullOnce();
  await desk.signIn('limin');
  const drain = async (): Promise<void> => {
    for (let turn = 0; turn < 4; turn += 1) await station.core().sync.drainOnce({ all: true });
  };
  return { province, station, client, desk, drain };
}

describe.each([
  ['markBatch', startMarkBatchProvince],
  ['preOpen', startPreOpenProvince],
])('D3 G2 F7 a whole card job in a simulated province: %s', (name, start) => {
  it(
    'one card, reported and enabled once, although the answers were lost on the way',
    { timeout: 120_000 },
    async () => {
      const { province, station, client, desk, drain } = await stationIn(start);
      // Rare letters go the whole way: from the province's feed to the face and back in the report.
      const person = people.find(({ id }) => id === 'gokce');
      if (person === undefined) throw new Error('no such person');
      const accepted = await desk.acceptPerson(person);
      const lost =
        name === 'markBatch'
          ? ['SQ01', 'BZ01', 'PC01', 'PC02', 'KS02'].map((code) => `/ywjk/${code}`)
          : ['/api/cards/pre-open', '/api/cards/data'];
      for (const path of lost) province.setFault({ fault: 'dropAnswer', calls: 1, path });
      const started = value(await client.methods.cardStart({ caseId: accepted.id }));
      for (let turn = 0; turn <= lost.length; turn += 1) {
        const now = await desk.settled(
          started.id,
          (each) => each.next === 'confirmFace' || each.problem !== null,
        );
        if (now.next === 'confirmFace') break;
        expect(now.problem).toMatchObject({ code: 'upstreamOffline' });
        await station.core().sync.probeOnce();
        value(await client.methods.cardResume({ jobId: started.id }));
        await station.core().executor.idle();
      }
      const agreed = await desk.agreeToFace(started.id);
      expect(agreed.id).toBe(started.id);
      const report = name === 'markBatch' ? '/ywjk/HP01' : '/api/cards/complete';
      const enable = name === 'markBatch' ? '/ywjk/QY01' : '/api/cards/activate';
      for (const path of [report, enable]) province.setFault({ fault: 'dropAnswer', calls: 1, path });
      const printed = await desk.finishCard(started.id);
      expect(printed.state).toBe('pendingReport');
      await drain();
      await drain();
      await drain();
      const done = await desk.finishCard(started.id);
      expect(done.state).toBe('handedOver');
      await drain();

      expect(province.books().cards).toMatchObject([
        {
          permitNumber: person.permitNumber,
          cardNumber: done.cardNumber,
          batch: done.batch,
          state: 'handedOver',
          reports: 1,
          enables: 1,
          handOvers: 1,
        },
      ]);
      expect(province.books().effects.filter(({ times }) => times !== 1)).toEqual([]);
      expect(value(await client.methods.queueRows({ openOnly: true }))).toEqual([]);
      // The other upstream, which stands around every training station, heard of nothing.
      expect(station.training.upstream.books()).toMatchObject({ cards: [], rows: [] });
    },
  );
});
