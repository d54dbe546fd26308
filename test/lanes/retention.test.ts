import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { caseDatabaseName } from '../../main/contract/hosts.ts';
import { trainingBlanks } from '../../main/training/station.ts';
import { inspect } from '../main/helpers/index.ts';
import type { CaseId } from '../../main/contract/ids.ts';
import type { CaseRetention } from '../../main/contract/retention.ts';
import { deskWork, value } from './support/deskWork.ts';
import { inlineStation } from './support/inlineStation.ts';
import { eventually } from './support/badInputDesk.ts';
import { dataFolderOf } from './support/stationFiles.ts';

const fourWeeks = ['sixDays', 'sixDays', 'sixDays', 'sixDays', 'day', 'day', 'day', 'day'] as const;

describe('I3 on a whole station', () => {
  it(
    'confirmed and closed: keys, card data and bank card numbers go at their day, the record stays; what upstream has not confirmed stays whole',
    { timeout: 60_000 },
    async () => {
      const station = await inlineStation();
      const client = station.open('window');
      const desk = deskWork(station.training, client);
      const [first, second] = station.training.people;
      if (first === undefined || second === undefined) throw new Error('no people');
      await desk.signIn('zhaoqiang');
      await desk.openDay();
      await desk.signIn('limin');

      const accepted = await desk.acceptPerson(first);
      const photo = value(
        await client.methods.casePhotoPut({ caseId: accepted.id, bytes: first.photo(), declaredOn: null }),
      );
      const [digest = ''] = photo.report.derivatives
        .filter(({ kind }) => kind === 'card')
        .map((each) => each.digest);
      const started = value(await client.methods.cardStart({ caseId: accepted.id }));
      const made = await desk.finishCard(started.id);
      if (made.state !== 'handedOver') {
        const enabled = await desk.settled(started.id, (job) => job.next === 'handOver');
        await desk.finishCard(enabled.id);
      }
      // Before the network goes: what is sent has its turn after the desk.
      await allSent(accepted.id);
      const unsent = await acceptOffline();

      const { stores } = station.core().deps;
      closeTheDay();
      expect((await kept(accepted.id)).waitsFor).toEqual([]);
      expect((await kept(unsent)).waitsFor).toContain('rowsOpen');

      for (const to of [...fourWeeks, 'day'] as const) value(station.core().moveClock(to));
      // The thirtieth day is not over.
      expect(await station.core().retention.runOnce()).not.toHaveProperty('photos');
      value(station.core().moveClock('day'));
      const report = await station.core().retention.runOnce();
      expect(report).toMatchObject({ cardData: 1 });
      expect(report.photos).toBeGreaterThanOrEqual(3);

      const gone = await client.methods.casePhotoPicture({ caseId: accepted.id, kind: 'card', digest });
      expect(gone).toMatchObject({ ok: false, error: { code: 'attachmentGone' } });
      expect(await client.methods.cardPreview({ caseId: accepted.id })).toMatchObject({
        ok: false,
        error: { code: 'attachmentGone' },
      });
      // The case, its papers, its job and every receipt are there as before.
      const view = value(await client.methods.caseGet({ caseId: accepted.id }));
      expect(view).toMatchObject({ number: accepted.number, state: 'accepted', queue: { waiting: 0 } });
      expect(view.notices.length).toBeGreaterThan(0);
      expect(stores.jobs.get(started.id)).toMatchObject({ state: 'handedOver', data: null });
      expect(stores.outbox.ofCase(accepted.id).every(({ receipt }) => receipt !== null)).toBe(true);
      expect(value(await client.methods.casePhotoGet({ caseId: accepted.id })).photo).not.toBeNull();
      expect((await kept(accepted.id)).items.find(({ kind }) => kind === 'photos')?.state).toBe('destroyed');
      expect((await kept(unsent)).items.some(({ state }) => state === 'destroyed')).toBe(false);
      expect((await kept(unsent)).items.some(({ kind }) => kind === 'photos')).toBe(true);

      // With the key of the database: nothing of it is in any page, free ones too.
      const bytes = inspect(
        { path: join(dataFolderOf(station), caseDatabaseName), key: station.databaseKey },
        (database) => database.serialize(),
      );
      const number = stores.jobs.get(started.id)?.unitTail ?? '';
      const blank = trainingBlanks.find(({ bankCardNumber }) => bankCardNumber.endsWith(number));
      expect(bytes.includes(`"bankCardNumber":"${blank?.bankCardNumber ?? ''}"`)).toBe(false);
      expect(stores.audit.verify().intact).toBe(true);

      async function kept(caseId: CaseId): Promise<CaseRetention> {
        return value(await client.methods.retentionOfCase({ caseId }));
      }
      /** Somebody is accepted, with a photo, while upstream cannot be reached. */
      async function acceptOffline(): Promise<CaseId> {
        if (second === undefined) throw new Error('no second person');
        const opened = await desk.scanNotice(second);
        await eventually('the check online', async () =>
          value(await client.methods.caseGet({ caseId: opened.id })).verification === 'verifiedOnline'
            ? true
            : null,
        );
        value(
          await client.methods.casePhotoPut({ caseId: opened.id, bytes: second.photo(), declaredOn: null }),
        );
        await allSent(opened.id);
        station.training.upstream.setNetwork(false);
        await desk.verdicts(await desk.checkPassport(opened.id, second));
        await desk.accept(opened.id);
        return opened.id;
      }
      async function allSent(caseId: CaseId): Promise<void> {
        await eventually('every receipt', async () =>
          value(await client.methods.caseGet({ caseId })).queue.waiting === 0 ? true : null,
        );
      }
      /** The close itself is another lane's matter: here the day only has to be one that is signed. */
      function closeTheDay(): void {
        const day = stores.days.current();
        if (day === null) throw new Error('no day');
        const closedAt = new Date(station.core().deps.clock.now()).toISOString();
        stores.run(() =>
          stores.days.save({
            ...day,
            state: 'closed',
            closed: {
              date: day.date,
              closedAt,
              signatures: [],
              chainHead: stores.audit.head(),
              rowCount: 0,
              csvHash: '',
              reasons: {},
              figures: {
                date: day.date,
                stationId: 'SZ50',
                stock: [],
                identities: [],
                cases: {
                  carried: 0,
                  received: 0,
                  accepted: 0,
                  supplement: 0,
                  notNeeded: 0,
                  notOurs: 0,
                  open: 0,
                },
                cards: {
                  started: 0,
                  visualOk: 0,
                  reported: 0,
                  enabled: 0,
                  handedOver: 0,
                  wasted: 0,
                  open: 0,
                },
                queue: { openAtStart: 0, created: 0, acknowledged: 0, open: 0 },
                exceptions: [],
                ledger: [],
              },
            },
          }),
        );
      }
    },
  );
});
