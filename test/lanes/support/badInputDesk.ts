import { expect } from 'vitest';
import { z } from 'zod';
import { failureView, type CaseView } from '../../../main/contract/cases.ts';
import { describeError, errorCodes, type ErrorCode } from '../../../main/contract/errors.ts';
import type { CaseId } from '../../../main/contract/ids.ts';
import type { Failure } from '../../../main/contract/result.ts';
import type { StationClient } from '../../../main/hosts/runInline.ts';
import type { SamplePerson } from '../../../main/training/people.ts';
import { deskWork, value, type DeskWork } from './deskWork.ts';
import { inlineStation, type InlineStationWithFiles } from './inlineStation.ts';
import { auditRows, logText, secretsOf, type AuditLine } from './stationFiles.ts';

/** A clerk at a desk where things go wrong, with ears for what the window is told and an eye on the audit chain. */
export interface BadInputDesk {
  readonly station: InlineStationWithFiles;
  readonly client: StationClient;
  readonly desk: DeskWork;
  person(id: string): SamplePerson;
  /** Resolves when the case is verified online and nothing of it waits in the queue: from then on it only changes when somebody works on it. */
  quiet(caseId: CaseId): Promise<CaseView>;
  /** Does something and resolves with the problem of that code that the window is told of. */
  told(code: ErrorCode, act: () => unknown): Promise<Failure>;
  /** Rows of the audit chain since this desk was last asked. */
  newRows(): readonly AuditLine[];
  /** The chain fits, and neither it nor the log nor a failure names a person or holds what was read. */
  nothingPersonal(alsoNot?: readonly string[]): void;
}

const patienceMs = 20_000;

export async function eventually<Value>(what: string, ask: () => Promise<Value | null>): Promise<Value> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer !== null) return answer;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  throw new Error(`waited ${patienceMs} ms for ${what}`);
}

/** Named, in both languages, with a remedy, and with every value filled in. */
export function expectNamed(problem: Failure, code: ErrorCode): void {
  expect(problem.code).toBe(code);
  expect(errorCodes).toContain(problem.code);
  const zh = describeError(problem, 'zh');
  const en = describeError(problem, 'en');
  for (const text of [zh.message, zh.remedy]) expect(text).toMatch(/\p{Script=Han}/u);
  for (const text of [en.message, en.remedy]) expect(text).toMatch(/[A-Za-z]{3}/);
  for (const text of [zh.message, zh.remedy, en.message, en.remedy]) expect(text).not.toMatch(/[{}]/);
}

export async function badInputDesk(directory?: string): Promise<BadInputDesk> {
  const station = await inlineStation(directory === undefined ? {} : { directory });
  const client = station.open('window');
  const desk = deskWork(station.training, client);
  const problems: Failure[] = [];
  const heard = z.object({ failure: failureView });
  client.on('readProblem', (data) => problems.push(heard.parse(data).failure as Failure));
  await desk.signIn('zhaoqiang');
  await desk.openDay();
  await desk.signIn('limin');
  let seen = auditRows(station).length;

  return {
    station,
    client,
    desk,
    person(id) {
      const found = station.training.people.find((each) => each.id === id);
      if (found === undefined) throw new Error(`no sample person is called ${id}`);
      return found;
    },
    quiet: (caseId) =>
      eventually('the case to be verified and reported', async () => {
        const view = value(await client.methods.caseGet({ caseId }));
        return view.verification === 'verifiedOnline' && view.queue.waiting === 0 ? view : null;
      }),
    async told(code, act) {
      problems.length = 0;
      await act();
      const problem = await eventually(
        code,
        async () => problems.find((each) => each.code === code) ?? problems[0] ?? null,
      );
      expectNamed(problem, code);
      return problem;
    },
    newRows() {
      const rows = auditRows(station, seen);
      seen = rows.at(-1)?.sequence ?? seen;
      return rows;
    },
    nothingPersonal(alsoNot = []) {
      const people = station.training.people.flatMap((person) => Object.values(secretsOf(person)));
      const values = new Set([...people, ...alsoNot]);
      const written = {
        audit: auditRows(station)
          .map((row) => JSON.stringify(row))
          .join('\n'),
        log: logText(station),
        told: JSON.stringify(problems),
      };
      for (const [where, text] of Object.entries(written))
        for (const secret of values) expect(text.includes(secret), `${where} holds ${secret}`).toBe(false);
      expect(station.core().deps.stores.audit.verify()).toMatchObject({ intact: true, firstBad: null });
    },
  };
}

/** Anna's case on the screen, with her passport, quiet. */
export async function annasCase(at: BadInputDesk): Promise<CaseView> {
  const opened = await at.desk.scanNotice(at.person('anna'));
  await at.desk.checkPassport(opened.id, at.person('anna'));
  return at.quiet(opened.id);
}

export const caseNow = async (at: BadInputDesk, caseId: CaseId): Promise<CaseView> =>
  value(await at.client.methods.caseGet({ caseId }));

export const caseIds = async (at: BadInputDesk): Promise<readonly string[]> =>
  value(await at.client.methods.caseList({})).map((each) => each.id);

/** All of it but these: what may be different afterwards. */
export function without<Whole extends object, Key extends keyof Whole & string>(
  whole: Whole,
  keys: readonly Key[],
): Omit<Whole, Key> {
  const left = Object.entries(whole).filter(([key]) => !(keys as readonly string[]).includes(key));
  return Object.fromEntries(left) as Omit<Whole, Key>;
}
