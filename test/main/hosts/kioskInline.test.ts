import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { KioskView } from '../../../main/contract/kiosk.ts';
import { runInline, type InlineStation, type StationClient } from '../../../main/hosts/runInline.ts';
import { devdockHandlers } from '../../../main/hosts/training/devdockHandlers.ts';
import { deskWork } from '../../lanes/support/deskWork.ts';
import { nativeBinding, temporaryFolder, testCaller, testKey } from '../helpers/index.ts';

const root = join(import.meta.dirname, '..', '..', '..');
let station: InlineStation | null = null;
afterEach(async () => {
  await station?.close();
  station = null;
});

async function value<Value>(
  answer: Promise<
    { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: object }
  >,
): Promise<Value> {
  const result = await answer;
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** The kiosk's page, as soon as its hints say that it is there. */
async function until(kiosk: StationClient, fits: (view: KioskView) => boolean): Promise<KioskView> {
  return new Promise((resolve, reject) => {
    const look = (): void =>
      void value(kiosk.methods.kioskState({})).then((view) => {
        if (!fits(view)) return;
        leave();
        resolve(view);
      }, reject);
    const leave = kiosk.on('kioskChanged', look);
    look();
  });
}
const onPage = async (kiosk: StationClient, page: KioskView['page']): Promise<KioskView> =>
  until(kiosk, (view) => view.page === page);

async function startStation(): Promise<InlineStation> {
  station = await runInline({
    directory: temporaryFolder(),
    databaseKey: testKey(),
    resourcesDir: join(root, 'resources'),
    fontsDir: join(root, 'node_modules'),
    sqliteNativeBinding: nativeBinding ?? null,
  });
  await station.core().sync.probeOnce();
  await station.core().sync.pullOnce();
  return station;
}

describe('E6 the kiosk in the whole station, over simulated devices and the embedded upstream', () => {
  it('Notice and passport at the kiosk, the slip at the window, the same case', async () => {
    const running = await startStation();
    const dock = devdockHandlers(running.training);
    const hands = testCaller(null, 'devdock');
    const kiosk = running.open('kiosk');
    const window = running.open('window');
    const clerk = running.training.ready.seed.staff.find(({ roles }) => roles.includes('clerk'));
    if (clerk === undefined) throw new Error('no clerk');
    await value(window.methods.signIn({ userName: clerk.userName, password: clerk.password }));

    await onPage(kiosk, 'attract');
    await value(kiosk.methods.kioskBegin({ language: 'zh' }));
    expect(await value(kiosk.methods.kioskLanguage({ language: 'en' }))).toMatchObject({ page: 'notice' });
    await dock.scanNotice({ personId: 'anna', target: 'kiosk' }, hands);
    await onPage(kiosk, 'passport');
    await dock.handPassport({ personId: 'karl', target: 'kiosk' }, hands);
    expect(await until(kiosk, ({ problem }) => problem !== null)).toMatchObject({
      page: 'passport',
      person: null,
      problem: { code: 'passportDiffers' },
    });
    await dock.handPassport({ personId: 'anna', target: 'kiosk' }, hands);
    expect(await onPage(kiosk, 'confirm')).toMatchObject({ person: { name: 'SPECIMEN, ANNA MARIA' } });

    const { slip, caseId } = await value(kiosk.methods.kioskConfirm({ wants: 'card' }));
    expect(slip?.qr).toMatch(/^ZKS1:SZ50-\d{8}-0001:[0-9a-f]{8}$/);
    const paper = await value(kiosk.methods.kioskSlipPdf({}));
    expect(new TextDecoder('latin1').decode(paper.bytes.slice(0, 5))).toBe('%PDF-');
    expect(await value(kiosk.methods.kioskEnd({}))).toMatchObject({ page: 'takeDocuments', caseId: null });
    expect(await value(kiosk.methods.kioskEnd({}))).toMatchObject({
      page: 'attract',
      person: null,
      slip: null,
    });

    const opened = new Promise((resolve) => window.on('caseOpened', resolve));
    await dock.scanText({ text: slip?.qr ?? '', target: 'window' }, hands);
    expect(await opened).toEqual({ caseId });
    if (caseId === null) throw new Error('no case');
    const view = await value(window.methods.caseGet({ caseId }));
    expect(view).toMatchObject({
      channel: 'kiosk',
      state: 'open',
      passport: { documentNumber: 'C0TEST001' },
    });
  });

  it('3.17 an accepted case gets its card at the kiosk, released and checked by an attendant', async () => {
    const running = await startStation();
    const dock = devdockHandlers(running.training);
    const hands = testCaller(null, 'devdock');
    const kiosk = running.open('kiosk');
    const clerk = running.open('window');
    const desk = deskWork(running.training, clerk);
    const supervisor = running.open('window');
    const lead = deskWork(running.training, supervisor);
    await lead.signIn('zhaoqiang');
    await lead.openDay();
    await value(supervisor.methods.signOut({}));
    await desk.signIn('limin');
    const anna = running.training.people.find(({ id }) => id === 'anna');
    if (anna === undefined) throw new Error('nobody is anna');
    await desk.acceptPerson(anna);

    await onPage(kiosk, 'attract');
    await value(kiosk.methods.kioskBegin({ language: 'zh' }));
    await value(kiosk.methods.kioskLanguage({ language: 'zh' }));
    await dock.scanNotice({ personId: 'anna', target: 'kiosk' }, hands);
    await onPage(kiosk, 'passport');
    await dock.handPassport({ personId: 'anna', target: 'kiosk' }, hands);
    expect(await onPage(kiosk, 'confirm')).toMatchObject({ cardOffered: true });
    const waiting = await value(kiosk.methods.kioskConfirm({ wants: 'card' }));
    expect(waiting).toMatchObject({ page: 'waitForAttendant', person: null });
    const { jobId } = waiting;
    if (jobId === null) throw new Error('no job');
    expect(running.training.counter.kioskPrinter.state()).toMatchObject({
      inside: null,
      output: [],
      printedCards: 0,
    });

    const seen: string[] = [];
    const leave = kiosk.on(
      'kioskChanged',
      () => void value(kiosk.methods.kioskState({})).then(({ page }) => seen.push(page)),
    );
    // Upstream's answers come when the queue is sent; the visitor sees one page all the while.
    for (let sent = 0; sent < 3; sent += 1) {
      await desk.finishCard(jobId);
      await running.core().sync.drainOnce();
    }
    expect(await desk.finishCard(jobId)).toMatchObject({ state: 'handedOver' });
    expect(await onPage(kiosk, 'takeDocuments')).toMatchObject({ jobId: null, caseId: null, person: null });
    leave();
    expect([...new Set(seen)]).toEqual(['making', 'takeDocuments']);
    expect(running.training.counter.kioskPrinter.state().printedCards).toBe(1);
    expect(running.training.counter.printer.state().printedCards).toBe(0);
    expect(await value(kiosk.methods.kioskEnd({}))).toMatchObject({ page: 'attract' });
  }, 60_000);
});
