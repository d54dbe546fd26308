import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CaseView, NoticeView } from '../../main/contract/cases.ts';
import { memoryPortPair } from '../../main/rpc/ports/memoryPort.ts';
import { hasPdfText, joined, pdfText } from '../main/infra/paper/helpers.ts';
import { deskWork, devicesReady, secondSignature, value } from './support/deskWork.ts';
import { inlineStation } from './support/inlineStation.ts';
import { auditRows, secretsOf } from './support/stationFiles.ts';

/** A clerk with an accepted case, whose notice is not printed yet, at a training station with all its devices. */
async function acceptedCase() {
  const station = await inlineStation();
  const client = station.open('window');
  const desk = deskWork(station.training, client);
  const [person] = station.training.people;
  if (person === undefined) throw new Error('no people');
  await desk.signIn('zhaoqiang');
  await desk.openDay();
  await desk.signIn('limin');
  const view = await desk.acceptPerson(person);
  await devicesReady(client, ['officePrinter']);
  const office = station.training.officePrinter;
  const notice = async (): Promise<NoticeView> =>
    noticeOf(value(await client.methods.caseGet({ caseId: view.id })));
  const { id: noticeId } = noticeOf(view);
  return {
    station,
    person,
    office,
    view,
    notice,
    print: async (reason?: string) =>
      client.methods.noticePrint({
        noticeId,
        ...(reason !== undefined && { reason, countersignature: secondSignature }),
      }),
    settle: async (cameOut: boolean) => client.methods.noticePrintSettle({ noticeId, cameOut }),
    /** Bytes of everything that came out of the printer. */
    papers: () => office.documents().map(({ file }) => readFileSync(join(office.folder, file))),
  };
}

function noticeOf(view: CaseView): NoticeView {
  const [notice] = view.notices;
  if (notice === undefined) throw new Error('no notice');
  return notice;
}

describe('C2 C4 F1 notices through the driver of a print queue', { timeout: 60_000 }, () => {
  it('original, then copy 1 with its reason; the queue learns the number of the case and nothing else (I6)', async () => {
    const { station, person, office, view, print, papers } = await acceptedCase();
    const first = value(await print());
    expect(first.print).toMatchObject({ outcome: 'printed', copy: 0 });
    expect(await print()).toMatchObject({ ok: false, error: { code: 'noticeReasonNeeded' } });
    expect(value(await print('the holder spilled tea'))).toMatchObject({ copies: 1, nextPrint: 'copy' });
    expect(office.documents().map(({ name, copies }) => [name, copies])).toEqual([
      [view.number, 1],
      [view.number, 1],
    ]);
    const names = office
      .documents()
      .map(({ file }) => file)
      .join(' ');
    for (const secret of Object.values(secretsOf(person))) expect(names).not.toContain(secret);
    expect(papers().map((pdf) => pdf.subarray(0, 5).toString())).toEqual(['%PDF-', '%PDF-']);
    if (hasPdfText) {
      const [original, copy] = papers().map((pdf) => joined(pdfText(pdf)));
      expect(original).toContain(first.number);
      expect(original).not.toMatch(/副本|Copy/);
      expect(copy).toContain('副本第1份Copy1');
    }
    const events = auditRows(station)
      .filter(({ event }) => event.startsWith('notice.print'))
      .map(({ event, detail }) => [event, JSON.parse(detail) as unknown]);
    expect(events).toEqual([
      ['notice.printSent', { copy: 0 }],
      ['notice.printed', { copy: 0, code: 'success', job: '1' }],
      ['notice.printSent', { copy: 1, second: 'liuyang' }],
      ['notice.printed', { copy: 1, code: 'success', job: '2' }],
    ]);
  });

  it('a stopped queue gets nothing, and the next print is still the original', async () => {
    const { office, print, papers } = await acceptedCase();
    office.set('stopped');
    expect(value(await print())).toMatchObject({
      nextPrint: 'original',
      print: { outcome: 'failed', failure: { code: 'documentPrinterStopped' } },
    });
    expect(papers()).toEqual([]);
    office.set('ready');
    expect(value(await print()).print).toMatchObject({ outcome: 'printed', copy: 0 });
    expect(papers()).toHaveLength(1);
  });

  it('an answer that is lost is asked about, also after a restart, and never sent again by itself', async () => {
    const { station, office, notice, print, settle, papers } = await acceptedCase();
    office.set('lostAnswer');
    expect(value(await print()).print?.outcome).toBe('unknown');
    office.set('ready');
    await station.restartCore();
    expect((await notice()).print?.outcome).toBe('unknown');
    expect(await print('again')).toMatchObject({ ok: false, error: { code: 'noticePrintUnknown' } });
    expect(papers()).toHaveLength(1);
    // It lies in the tray: the next one is a copy.
    expect(value(await settle(true))).toMatchObject({ nextPrint: 'copy', copies: 0 });
    expect(value(await print('the holder wants two')).print).toMatchObject({ outcome: 'printed', copy: 1 });
    expect(papers()).toHaveLength(2);
  });

  it('a device host that is away prints nothing, and says so', async () => {
    const { station, office, print } = await acceptedCase();
    const [near, far] = memoryPortPair();
    station.core().connectDevices(near);
    far.close();
    await expect.poll(() => station.core().deps.devices.states()[0]?.status).toBe('starting');
    expect(value(await print())).toMatchObject({
      nextPrint: 'original',
      print: { outcome: 'failed', failure: { code: 'documentPrinterOffline' } },
    });
    expect(office.documents()).toEqual([]);
  });
});
