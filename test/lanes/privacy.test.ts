import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { caseDatabaseName } from '../../main/contract/hosts.ts';
import { trainingBlanks } from '../../main/training/station.ts';
import { inspect, temporaryFolder } from '../main/helpers/index.ts';
import type { InlineStation, StationClient } from '../../main/hosts/runInline.ts';
import type { SamplePerson } from '../../main/training/people.ts';
import { eventually } from './support/badInputDesk.ts';
import { deskWork, value } from './support/deskWork.ts';
import { inlineStation } from './support/inlineStation.ts';
import { filesBelow, tracesIn } from '../../tools/lib/tracesIn.ts';
import { dataFolderOf, secretsOf } from './support/stationFiles.ts';

describe('I2 I6 E2 after a whole job nothing of the person stands in clear in the files of the station', () => {
  it('neither in a file name nor in the bytes of database, write-ahead log, cache or logs', async () => {
    const station = await inlineStation();
    const client = station.open('window');
    const kiosk = station.open('kiosk');
    const desk = deskWork(station.training, client);
    const [person, atKiosk] = station.training.people;
    if (person === undefined || atKiosk === undefined) throw new Error('no people');
    await desk.signIn('zhaoqiang');
    await desk.openDay();
    await desk.signIn('limin');

    // At the window to the card in the hand, with its paper; at the kiosk to the slip; and reads that are refused.
    const accepted = await desk.acceptPerson(person);
    const [notice] = accepted.notices;
    if (notice === undefined) throw new Error('no notice');
    value(await client.methods.noticePdf({ noticeId: notice.id }));
    const started = value(await client.methods.cardStart({ caseId: accepted.id }));
    await desk.finishCard(started.id);
    const enabled = await desk.settled(started.id, (job) => job.next === 'handOver' || job.next === 'none');
    const made = await desk.finishCard(enabled.id);
    expect(made.state).toBe('handedOver');
    station.training.counter.scanner.scan(`${person.noticeQr}0`);
    station.training.counter.passportReader.show([person.mrz[0], `${person.mrz[1].slice(0, 43)}<`]);
    await visitKiosk(kiosk, station, atKiosk);
    await client.methods.caseOpenByNumber({ permitNumber: `${person.permitNumber}9` });

    const card = station.core().deps.stores.jobs.get(made.id)?.data;
    const [blank] = trainingBlanks;
    if (card === undefined || card === null || blank === undefined) throw new Error('no card');
    const secrets = {
      ...secretsOf(person),
      'passport number': person.permit?.holder.passportNumber ?? '',
      'full name': card.name,
      'social security number': card.socialSecurityNumber,
      'social security card number': card.cardNumber,
      'bank card number': blank.bankCardNumber,
      'card identifier': blank.cardIdentifier,
      'start of the photo': card.photo.slice(0, 64),
      'Notice QR at the kiosk': atKiosk.noticeQr,
      'permit number at the kiosk': atKiosk.permitNumber,
    };
    expect(Object.values(secrets).every((secret) => secret.length >= 8)).toBe(true);

    // With the station running, the write-ahead log still holds what was written last; after an end it has gone into the database.
    const folder = dataFolderOf(station);
    expect(filesBelow(folder)).toContain(`${caseDatabaseName}-wal`);
    expect(filesBelow(folder).filter((file) => file.endsWith('.log'))).toHaveLength(1);
    expect(tracesIn(folder, secrets)).toEqual([]);
    await station.restartCore();
    expect(tracesIn(folder, secrets)).toEqual([]);

    // The scan finds what is there: with the key, the same text stands in the same database.
    const clear = join(temporaryFolder(), 'planted');
    mkdirSync(clear);
    const file = { path: join(folder, caseDatabaseName), key: station.databaseKey };
    const tables = inspect(file, (database) =>
      ['cases', 'snapshots', 'jobs'].map((table) =>
        JSON.stringify(database.prepare(`SELECT * FROM ${table}`).all()),
      ),
    );
    writeFileSync(join(clear, 'tables'), tables.join('\n'));
    const found = new Set(tracesIn(clear, secrets).map((trace) => trace.what));
    for (const what of ['family name', 'given names', 'permit number', 'social security number'])
      expect(found).toContain(what);
  });

  it('a name that is planted is found: in a file name, as UTF-8, as UTF-16, in small letters', () => {
    const folder = join(temporaryFolder(), 'planted');
    mkdirSync(join(folder, 'logs'), { recursive: true });
    const secret = { 'family name': 'SPECIMEN' };
    writeFileSync(join(folder, 'logs', 'core.log'), '{"event":"x","who":"specimen"}');
    writeFileSync(join(folder, 'wide.bin'), Buffer.from('SPECIMEN', 'utf16le'));
    writeFileSync(join(folder, 'swapped.bin'), Buffer.from('SPECIMEN', 'utf16le').swap16());
    writeFileSync(join(folder, 'notice-SPECIMEN.pdf'), '%PDF-');
    writeFileSync(join(folder, 'harmless.bin'), 'S P E C I M E N');
    expect(tracesIn(folder, secret).toSorted((a, b) => a.file.localeCompare(b.file))).toEqual([
      { file: 'logs/core.log', what: 'family name', as: 'utf8' },
      { file: 'notice-SPECIMEN.pdf', what: 'family name', as: 'name' },
      { file: 'swapped.bin', what: 'family name', as: 'utf16be' },
      { file: 'wide.bin', what: 'family name', as: 'utf16le' },
    ]);
  });
});

/** A visitor gets a slip for the window and goes away. */
async function visitKiosk(kiosk: StationClient, station: InlineStation, person: SamplePerson): Promise<void> {
  const { kioskScanner, kioskPassportReader } = station.training.counter;
  const page = async (wanted: string): Promise<void> => {
    await eventually(`the kiosk's page ${wanted}`, async () =>
      value(await kiosk.methods.kioskState({})).page === wanted ? true : null,
    );
  };
  value(await kiosk.methods.kioskBegin({ language: 'en' }));
  value(await kiosk.methods.kioskLanguage({ language: 'en' }));
  await page('notice');
  kioskScanner.scan(person.noticeQr);
  await page('passport');
  kioskPassportReader.show(person.mrz);
  await page('confirm');
  value(await kiosk.methods.kioskConfirm({ wants: 'slip' }));
  await page('slip');
  value(await kiosk.methods.kioskSlipPdf({}));
  value(await kiosk.methods.kioskEnd({}));
}
