import { describe, expect, it } from 'vitest';
import { methods, type MethodName } from '../../../../main/contract/methods.ts';
import { success } from '../../../../main/contract/result.ts';
import type { StationProfile } from '../../../../main/contract/station.ts';
import { createPersonalReads, personalReads } from '../../../../main/app/audit/personalReads.ts';
import { createDispatch } from '../../../../main/app/dispatch.ts';
import { createAnswerBook } from '../../../../main/hosts/core/answerBook.ts';
import {
  openTestStores,
  fixedClock,
  countingIds,
  recordingLog,
  sampleStaff,
  testCaller,
} from '../../helpers/index.ts';

/** Reads whose answers hold no person's data. A method that is in no list fails: somebody has to decide. */
const nothingPersonal: readonly MethodName[] = [
  'stationStatus',
  'session',
  'queueRows',
  'queueOverview',
  'queueOfCase',
  'permitStanding',
  'identifierCheck',
  'noticeKey',
  'stockList',
  'stockBook',
  'stockWasteReport',
  'dayStatus',
  'dayClasses',
  'dayList',
  'dayMonths',
  'devices',
  'kioskState',
  'maintenanceState',
  'cabinetEvents',
  'languages',
  'ticketList',
  'ticketDay',
  'ratingState',
  'ratingSheet',
  'startGate',
  'offlineStanding',
  'startGatePaper',
  'backupStatus',
  'recordsStanding',
  'carryStanding',
  'carriedRows',
  'stationIdentity',
];
/** Not marked as mutating, because repeating them is harmless: acts all the same, whose handlers write their own entries or change nothing kept. */
const smallActs: readonly MethodName[] = [
  'signIn',
  'signOut',
  'queueRetry',
  'carryOut',
  'carryReceiptsOut',
  'staffEnrolCodes',
  'caseDraftKeep',
  'casePreviewSeen',
  'deviceRecord',
  'kioskBegin',
  'kioskLanguage',
  'kioskBack',
  'kioskStay',
  'kioskCallStaff',
  'kioskEnd',
  'kioskSlipPdf',
  'maintenanceEnter',
  'languageRefuse',
  'ratingDecline',
];

const names = Object.keys(methods) as MethodName[];
const mutating = names.filter((name) => methods[name].mutating);
const here = names.filter((name) => personalReads[name] === 'here');

describe('I1 every act and every look at a person leaves an entry', () => {
  it('each method is classified, and once', () => {
    const classes = (name: MethodName): number =>
      [
        mutating.includes(name),
        personalReads[name] !== undefined,
        nothingPersonal.includes(name),
        smallActs.includes(name),
      ].filter(Boolean).length;
    expect(names.filter((name) => classes(name) !== 1)).toEqual([]);
  });

  /** The real table, dispatch, answer book and stores; handlers that succeed and say nothing themselves. */
  const silent = () => {
    const inner = openTestStores();
    const clock = fixedClock();
    const { stores, answers } = createAnswerBook(inner, clock);
    const acts: StationProfile['acts'] = ['verifyOriginals', 'issueCards'];
    const free = (name: MethodName) => ({
      ...methods[name],
      in: { safeParse: (data: unknown) => ({ success: true, data }) },
    });
    const dispatch = createDispatch({
      table: Object.fromEntries(names.map((name) => [name, free(name)])) as never,
      handlers: Object.fromEntries(names.map((name) => [name, () => success({})])),
      profile: { acts },
      answers,
      clock,
      ids: countingIds(),
      log: recordingLog(),
      answered: createPersonalReads({ stores, clock }),
    });
    return { inner, dispatch };
  };
  const callerFor = (name: MethodName) => {
    const { roles, surfaces } = methods[name];
    const staff = roles === 'anyone' ? sampleStaff(['clerk']) : sampleStaff([roles[0] ?? 'clerk']);
    return testCaller(staff, surfaces[0] ?? 'window');
  };

  it('a mutating method whose use case is silent is told by its name, with who and where', async () => {
    const { inner, dispatch } = silent();
    for (const method of mutating) {
      const before = inner.audit.sequence();
      const caller = callerFor(method);
      const result = await dispatch({ method, input: {}, requestId: `request ${method}` }, caller);
      expect([method, result.ok]).toEqual([method, true]);
      expect([method, inner.audit.sequence()]).toEqual([method, before + 1]);
      const [entry] = inner.audit.page({ limit: 1 }).entries;
      expect(entry).toMatchObject({
        event: `act.${method}`,
        actor: caller.staff?.userName,
        surface: caller.surface,
      });
      // The same request again does nothing, and is nothing to tell.
      await dispatch({ method, input: {}, requestId: `request ${method}` }, caller);
      expect(inner.audit.sequence()).toBe(before + 1);
    }
  });

  it('a look that its handler does not tell is told, once for a look, with what was looked at', async () => {
    const { inner, dispatch } = silent();
    for (const method of here) {
      const before = inner.audit.sequence();
      const caller = callerFor(method);
      for (let turn = 0; turn < 2; turn += 1)
        expect((await dispatch({ method, input: { caseId: 'case_7' } }, caller)).ok).toBe(true);
      expect([method, inner.audit.sequence()]).toEqual([method, before + 1]);
      const [entry] = inner.audit.page({ limit: 1 }).entries;
      expect(entry).toMatchObject({
        event: `read.${method}`,
        subject: 'case_7',
        actor: caller.staff?.userName,
      });
    }
  });

  it('a call that was refused is no look and no act', async () => {
    const { inner, dispatch } = silent();
    expect((await dispatch({ method: 'cardJob', input: { jobId: 'job_1' } }, testCaller(null))).ok).toBe(
      false,
    );
    expect(inner.audit.sequence()).toBe(0);
  });
});
