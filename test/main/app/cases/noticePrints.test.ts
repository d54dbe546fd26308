import { describe, expect, it, vi } from 'vitest';
import { createDispatch } from '../../../../main/app/dispatch.ts';
import type { Devices } from '../../../../main/app/ports/outside.ts';
import type { Role } from '../../../../main/contract/access.ts';
import type { NoticeView } from '../../../../main/contract/cases.ts';
import {
  deviceConfig,
  type DeviceCompletion,
  type DeviceStatus,
  type DocumentFacts,
} from '../../../../main/contract/devices.ts';
import { describeError } from '../../../../main/contract/errors.ts';
import { methods } from '../../../../main/contract/methods.ts';
import { printWithinMs } from '../../../../main/domain/papers/noticePrints.ts';
import { inspect, sampleStaff, stubDevices, testCaller, testProfile } from '../../helpers/index.ts';
import { accept, clerk, codeOf, must, openDesk, secondPerson } from './desk.ts';

const printer = deviceConfig.parse({
  id: 'office',
  kind: 'documentPrinter',
  driver: 'system-queue',
  path: 'queue:zkoffice',
});
const withPrinter = { ...testProfile, devices: [printer] };
const taken: DocumentFacts = { completion: { code: 'success' }, job: '7' };
const notTaken = (completion: DeviceCompletion): DocumentFacts => ({ completion, job: null });
const queueSilent = notTaken({ code: 'timeOut' });
const stopped = notTaken({ code: 'deviceNotReady', detail: 'the queue is stopped' });

/** An accepted case with its notice, at a station whose document printer answers with `facts`. */
async function bench(
  options: {
    readonly facts?: DocumentFacts;
    readonly status?: DeviceStatus;
    readonly profile?: typeof testProfile;
  } = {},
) {
  const jobs: { name: string; text: string; copies: number; timeoutMs: number }[] = [];
  const office = {
    facts: options.facts ?? taken,
    /** Holds the answer of the printer back until it is called. */
    during: async (): Promise<void> => undefined,
  };
  const printDocument: Devices['printDocument'] = async ({ name, pdf, copies }, timeoutMs) => {
    jobs.push({ name, text: new TextDecoder().decode(pdf), copies, timeoutMs });
    await office.during();
    return office.facts;
  };
  const devices = stubDevices({ printDocument });
  const desk = openDesk({ devices, profile: options.profile ?? withPrinter });
  devices.setStates([
    {
      id: 'office',
      kind: 'documentPrinter',
      status: options.status ?? 'online',
      since: desk.deps.clock.iso(),
    },
  ]);
  await desk.begin();
  desk.checkAll();
  const view = must(accept(desk));
  const noticeId = view.notices[0]?.id;
  if (noticeId === undefined) throw new Error('no notice');
  const { handlers, caller } = desk;
  const record = () => {
    const found = desk.deps.stores.notices.get(noticeId);
    if (!found) throw new Error('no record');
    return found;
  };
  const countersignature = await secondPerson(desk);
  const print = async (reason?: string) =>
    handlers.noticePrint({ noticeId, ...(reason !== undefined && { reason, countersignature }) }, caller);
  const settle = async (cameOut: boolean) => handlers.noticePrintSettle({ noticeId, cameOut }, caller);
  /** What the audit log says of papers, without ids. Closes the stores. */
  const audited = (): readonly (readonly [string, string, unknown])[] => {
    desk.deps.stores.close();
    return inspect(desk.deps.stores, (database) =>
      database
        .prepare(`SELECT event, actor, detail FROM audit WHERE event LIKE 'notice.%' ORDER BY sequence`)
        .all()
        .map((row) => {
          const { event, actor, detail } = row as { event: string; actor: string; detail: string };
          return [event, actor, JSON.parse(detail) as unknown] as const;
        })
        .filter(([event]) => event !== 'notice.issued'),
    );
  };
  return { desk, view, noticeId, jobs, office, record, countersignature, print, settle, audited };
}

const outcomeOf = (view: NoticeView) => [view.print?.outcome, view.print?.copy, view.nextPrint, view.copies];

describe('C2 C4 F1 a notice on the document printer', () => {
  it('the first print is the original: intent first, then the outcome, both in the audit log', async () => {
    const { desk, view, jobs, office, record, print, audited } = await bench();
    office.during = async () => {
      expect(record().prints).toMatchObject([
        { copy: 0, reason: null, by: clerk.displayName, state: 'sent' },
      ]);
      expect(desk.view().notices[0]?.print?.outcome).toBe('printing');
    };
    const printed = must(await print());
    expect(methods.noticePrint.out.parse(printed)).toEqual(printed);
    expect(outcomeOf(printed)).toEqual(['printed', 0, 'copy', 0]);
    expect(jobs).toHaveLength(1);
    // Not one word of the person, and no device that is asked longer than a queue may take (I6).
    expect(jobs[0]).toMatchObject({ name: view.number, copies: 1, timeoutMs: printWithinMs });
    expect(jobs[0]?.text).toContain('SZ50-SL-2026-000001');
    expect(jobs[0]?.text).not.toContain('"copy"');
    expect(desk.deps.bus.events.filter(({ name }) => name === 'caseChanged').length).toBeGreaterThan(1);
    expect(audited()).toEqual([
      ['notice.printSent', clerk.userName, { copy: 0 }],
      ['notice.printed', clerk.userName, { copy: 0, code: 'success', job: '7' }],
    ]);
  });

  it('every further print is copy n and needs a reason', async () => {
    const { jobs, record, print } = await bench();
    must(await print());
    expect(codeOf(await print())).toBe('noticeReasonNeeded');
    expect(jobs).toHaveLength(1);
    expect(outcomeOf(must(await print('coffee')))).toEqual(['printed', 1, 'copy', 1]);
    expect(outcomeOf(must(await print('lost')))).toEqual(['printed', 2, 'copy', 2]);
    expect(jobs.map(({ text }) => /"copy":\d/.exec(text)?.[0])).toEqual([undefined, '"copy":1', '"copy":2']);
    expect(record().reprints.map(({ reason, by }) => [reason, by])).toEqual([
      ['coffee', clerk.displayName],
      ['lost', clerk.displayName],
    ]);
  });

  it('a copy takes a supervisor or somebody of another role; the original nobody', async () => {
    const { desk, noticeId, jobs, countersignature, print, audited } = await bench();
    const { stores, crypto } = desk.deps;
    const passwordHash = await crypto.hashPassword('pass phrase');
    for (const [role, name] of [
      ['clerk', 'colleague'],
      ['auditor', 'reader'],
    ] as const)
      stores.run(() => stores.staff.save({ ...sampleStaff([role], name), passwordHash }));
    must(await print());
    const copy = async (signature?: typeof countersignature) => {
      const wish = { noticeId, reason: 'lost', ...(signature && { countersignature: signature }) };
      return desk.handlers.noticePrint(wish, desk.caller);
    };
    const asFile = async (signature: typeof countersignature) =>
      desk.handlers.noticeReprint({ noticeId, reason: 'lost', countersignature: signature }, desk.caller);
    expect(codeOf(await copy())).toBe('countersignatureNeeded');
    for (const userName of ['colleague', 'reader']) {
      expect(codeOf(await copy({ userName, password: 'pass phrase' }))).toBe('forbidden');
      expect(codeOf(await asFile({ userName, password: 'pass phrase' }))).toBe('forbidden');
    }
    expect(codeOf(await copy({ ...countersignature, password: 'wrong' }))).toBe('wrongCredentials');
    expect(jobs).toHaveLength(1);
    must(await copy(countersignature));
    expect(jobs).toHaveLength(2);
    expect(audited().filter(([event]) => event === 'notice.printSent')).toEqual([
      ['notice.printSent', clerk.userName, { copy: 0 }],
      ['notice.printSent', clerk.userName, { copy: 1, second: 'second' }],
    ]);
  });

  it('a copy that was handed out as a file counts: what is printed next is the copy after it', async () => {
    const { desk, noticeId, jobs, countersignature, print } = await bench();
    must(await desk.handlers.noticeReprint({ noticeId, reason: 'as a file', countersignature }, desk.caller));
    expect(codeOf(await print())).toBe('noticeReasonNeeded');
    must(await print('again'));
    expect(jobs[0]?.text).toContain('"copy":2');
  });

  it.each<readonly [string, DocumentFacts, DeviceStatus, string]>([
    ['a stopped queue', stopped, 'online', 'documentPrinterStopped'],
    [
      'a printer that is not there',
      notTaken({ code: 'deviceNotReady' }),
      'powerOff',
      'documentPrinterOffline',
    ],
    [
      'a device host that is down',
      notTaken({ code: 'deviceNotReady' }),
      'starting',
      'documentPrinterOffline',
    ],
    ['a queue that refuses', notTaken({ code: 'hardwareError' }), 'online', 'documentPrinterRefused'],
    ['a driver that cannot', notTaken({ code: 'unsupportedCommand' }), 'online', 'documentPrinterRefused'],
    [
      'no paper',
      notTaken({ code: 'commandErrorCode', errorCode: 'paperOut' }),
      'online',
      'documentPrinterPaperOut',
    ],
    [
      'a jam',
      notTaken({ code: 'commandErrorCode', errorCode: 'mediaJam' }),
      'online',
      'documentPrinterBlocked',
    ],
  ])('%s: nothing is handed out, and the words say why', async (_, facts, status, code) => {
    const { jobs, office, record, print, audited } = await bench({ facts, status });
    const failed = must(await print());
    expect(failed.print).toMatchObject({ outcome: 'failed', failure: { code } });
    expect(outcomeOf(failed)).toEqual(['failed', 0, 'original', 0]);
    const { zh, en } = {
      zh: describeError({ code: code as 'documentPrinterStopped' }, 'zh'),
      en: describeError({ code: code as 'documentPrinterStopped' }, 'en'),
    };
    for (const words of [zh.message, zh.remedy, en.message, en.remedy])
      expect(words.length).toBeGreaterThan(5);
    // The next one is still the original, without a reason.
    office.facts = taken;
    must(await print());
    expect(jobs.map(({ text }) => text.includes('"copy"'))).toEqual([false, false]);
    expect(record().reprints).toEqual([]);
    expect(audited().map(([event]) => event)).toEqual([
      'notice.printSent',
      'notice.printFailed',
      'notice.printSent',
      'notice.printed',
    ]);
  });

  it('a copy that failed for sure keeps its number for the next one', async () => {
    const { jobs, office, record, print } = await bench();
    must(await print());
    office.facts = stopped;
    expect(outcomeOf(must(await print('coffee')))).toEqual(['failed', 1, 'copy', 0]);
    expect(record().reprints).toEqual([]);
    office.facts = taken;
    expect(codeOf(await print())).toBe('noticeReasonNeeded');
    expect(outcomeOf(must(await print('coffee')))).toEqual(['printed', 1, 'copy', 1]);
    expect(jobs).toHaveLength(3);
  });

  it('a station without such a printer keeps the file', async () => {
    const { desk, noticeId, jobs, print } = await bench({ profile: testProfile });
    expect(codeOf(await print())).toBe('noDocumentPrinter');
    expect(jobs).toEqual([]);
    must(await desk.handlers.noticePdf({ noticeId }, desk.caller));
  });

  it('a page that cannot be drawn leaves no intent behind', async () => {
    const { desk, noticeId, jobs, record } = await bench();
    vi.spyOn(desk.deps.paper, 'notice').mockRejectedValueOnce(new Error('worker'));
    await expect(Promise.resolve(desk.handlers.noticePrint({ noticeId }, desk.caller))).rejects.toThrow(
      'worker',
    );
    expect(record().prints).toEqual([]);
    expect(jobs).toEqual([]);
  });
});

describe('C4 a print whose outcome is not known', () => {
  it.each<readonly [string, DocumentFacts]>([
    ['silence', queueSilent],
    ['a device host that was lost', notTaken({ code: 'internalError' })],
    ['a fault after the queue took it', { completion: { code: 'hardwareError' }, job: '7' }],
    [
      'a jam after the queue took it',
      { completion: { code: 'commandErrorCode', errorCode: 'mediaJam' }, job: '7' },
    ],
  ])('%s: it is asked about, and nothing is sent again until somebody answers', async (_, facts) => {
    const { desk, noticeId, jobs, countersignature, print } = await bench({ facts });
    expect(must(await print()).print).toMatchObject({ outcome: 'unknown', failure: null });
    for (const reason of [undefined, 'lost']) expect(codeOf(await print(reason))).toBe('noticePrintUnknown');
    // Not as a file either: it would carry the number of the one that may lie in the printer.
    const asFile = await desk.handlers.noticeReprint(
      { noticeId, reason: 'x', countersignature },
      desk.caller,
    );
    expect(codeOf(asFile)).toBe('noticePrintUnknown');
    expect(jobs).toHaveLength(1);
  });

  it('an original that came out is handed out, and the next is a copy', async () => {
    const { print, settle, record, audited } = await bench({ facts: queueSilent });
    must(await print());
    expect(outcomeOf(must(await settle(true)))).toEqual(['printed', 0, 'copy', 0]);
    expect(codeOf(await print())).toBe('noticeReasonNeeded');
    expect(record().reprints).toEqual([]);
    expect(audited()).toEqual([
      ['notice.printSent', clerk.userName, { copy: 0 }],
      ['notice.printUnknown', clerk.userName, { copy: 0, code: 'timeOut', job: null }],
      ['notice.printSettled', clerk.userName, { copy: 0, cameOut: true }],
    ]);
  });

  it('nothing came out: the next is still the original', async () => {
    const { jobs, office, print, settle } = await bench({ facts: queueSilent });
    must(await print());
    expect(outcomeOf(must(await settle(false)))).toEqual(['failed', 0, 'original', 0]);
    office.facts = taken;
    expect(outcomeOf(must(await print()))).toEqual(['printed', 0, 'copy', 0]);
    expect(jobs).toHaveLength(2);
  });

  it('a copy that came out counts with its own reason, from then on', async () => {
    const { office, print, settle, record } = await bench();
    must(await print());
    office.facts = queueSilent;
    must(await print('coffee'));
    expect(record().reprints).toEqual([]);
    must(await settle(true));
    expect(record().reprints.map(({ reason }) => reason)).toEqual(['coffee']);
  });

  it('only such a print is settled', async () => {
    const { print, settle } = await bench();
    expect(codeOf(await settle(true))).toBe('wrongState');
    must(await print());
    expect(codeOf(await settle(false))).toBe('wrongState');
  });

  it('an intent that lost its outcome with the program is not known after a minute', async () => {
    const { desk, print, settle, office, record, audited } = await bench();
    let answer = (): void => undefined;
    office.during = async () => new Promise<void>((resolve) => (answer = resolve));
    const running = print();
    await vi.waitFor(() => expect(record().prints).toHaveLength(1));
    expect(codeOf(await print())).toBe('noticePrintRuns');
    expect(codeOf(await settle(true))).toBe('wrongState');
    desk.deps.clock.advance(60_000);
    expect(desk.view().notices[0]?.print?.outcome).toBe('unknown');
    must(await settle(false));
    // What the printer says after a person looked changes nothing any more, and is kept.
    answer();
    expect(must(await running).print?.outcome).toBe('failed');
    expect(record().prints).toHaveLength(1);
    expect(audited().map(([event, , detail]) => [event, detail])).toEqual([
      ['notice.printSent', { copy: 0 }],
      ['notice.printSettled', { copy: 0, cameOut: false }],
      ['notice.printLate', { copy: 0, code: 'success', job: '7' }],
    ]);
  });

  it('two that press at once print one paper', async () => {
    const { jobs, print } = await bench();
    const [first, second] = await Promise.all([print(), print()]);
    expect(jobs).toHaveLength(1);
    expect(must(first).print?.outcome).toBe('printed');
    expect(codeOf(second)).toBe('noticePrintRuns');
  });
});

describe('I4 who may print', () => {
  it.each<readonly [Role, boolean]>([
    ['clerk', true],
    ['supervisor', true],
    ['auditor', false],
    ['technician', false],
    ['stockKeeper', false],
  ])('%s: %s', async (role, may) => {
    const { desk, noticeId, jobs } = await bench({ facts: queueSilent });
    const dispatch = createDispatch({
      table: methods,
      handlers: desk.handlers,
      profile: withPrinter,
      answers: null,
      clock: desk.deps.clock,
      ids: desk.deps.ids,
      log: desk.deps.log,
    });
    const caller = testCaller(sampleStaff([role]));
    for (const call of [
      { method: 'noticePrint', input: { noticeId } },
      { method: 'noticePrintSettle', input: { noticeId, cameOut: true } },
    ]) {
      const answer = await dispatch(call, caller);
      expect(answer.ok ? 'ok' : answer.error.code).toBe(may ? 'ok' : 'forbidden');
    }
    expect(jobs).toHaveLength(may ? 1 : 0);
    const atKiosk = await dispatch({ method: 'noticePrint', input: { noticeId } }, testCaller(null, 'kiosk'));
    expect(atKiosk).toMatchObject({ ok: false });
    expect(jobs).toHaveLength(may ? 1 : 0);
  });
});
