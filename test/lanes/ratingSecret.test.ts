import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CaseId } from '../../main/contract/ids.ts';
import type { MethodDefinition } from '../../main/contract/method.ts';
import { events, type EventName } from '../../main/contract/events.ts';
import { methods } from '../../main/contract/methods.ts';
import { ratingLevel } from '../../main/contract/ratings.ts';
import { runInline, type InlineStation, type StationClient } from '../../main/hosts/runInline.ts';
import { nativeBinding, temporaryFolder, testKey } from '../main/helpers/index.ts';
import { deskWork, value } from './support/deskWork.ts';

const root = join(import.meta.dirname, '..', '..');
const table: Readonly<Record<string, MethodDefinition>> = methods;
const names = Object.keys(table).filter((name) => table[name]?.surfaces.includes('window'));
/** A level, wherever it stands. Without `satisfied`, which is also a count in the case list; a list of levels has all five. */
const level = new RegExp(ratingLevel.options.filter((each) => each !== 'satisfied').join('|'));

describe('C6 6.7 the officer who was rated cannot see the rating', () => {
  it('no answer that a clerk may have at the window has a place for it, and no hint', () => {
    const shape = (schema: z.ZodType): string =>
      JSON.stringify(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }));
    const forClerk = names.filter((name) => {
      const { roles } = table[name] as MethodDefinition;
      return roles === 'anyone' || roles.includes('clerk');
    });
    expect(forClerk.length).toBeGreaterThan(50);
    expect(forClerk.filter((name) => level.test(shape((table[name] as MethodDefinition).out)))).toEqual([]);
    expect(Object.values(events).filter(({ data }) => level.test(shape(data)))).toEqual([]);
    // The search finds it where it is meant to be.
    expect(shape(methods.ratingFollowUps.out)).toMatch(level);
  });
});

describe('C6 13.11 a rating at a whole station', () => {
  let station: InlineStation;
  let window: StationClient;
  let caseId: CaseId;
  const heard: unknown[] = [];

  beforeAll(async () => {
    station = await runInline({
      directory: temporaryFolder(),
      databaseKey: testKey(),
      resourcesDir: join(root, 'resources'),
      fontsDir: join(root, 'node_modules'),
      sqliteNativeBinding: nativeBinding ?? null,
      core: { autoSync: false },
    });
    const { sync } = station.core();
    await sync.probeOnce();
    await sync.pullOnce();
    window = station.open('window');
    for (const name of Object.keys(events) as EventName[])
      window.on(name, (data) => void heard.push([name, data]));
    const desk = deskWork(station.training, window);
    await desk.signIn('zhaoqiang');
    await desk.openDay();
    await desk.signIn('limin');
    const person = station.training.people.find(({ permit }) => permit !== null);
    if (person === undefined) throw new Error('nobody has a permit');
    caseId = (await desk.acceptPerson(person)).id;
  }, 120_000);
  afterAll(async () => {
    await station.close();
  });

  /** Everything a method could ask for; each takes what it knows. */
  const everyWord = (): Record<string, unknown> => {
    const { stores } = station.core().deps;
    const row = stores.outbox.ofCase(caseId).find(({ kind }) => kind === 'rating.given');
    const notice = stores.notices.ofCase(caseId)[0];
    const today = new Date().toISOString().slice(0, 10);
    return {
      caseId,
      ratingId: stores.ratings.ofCase(caseId)?.id,
      rowId: row?.id,
      noticeId: notice?.id,
      openOnly: false,
      date: today,
      from: today,
      to: today,
      format: 'csv',
      deviceId: 'scanner',
      text: 'x',
      note: 'note',
      reason: 'reason',
      level: 'satisfied',
    };
  };

  async function everyAnswer(): Promise<ReadonlyMap<string, unknown>> {
    const calls = window.methods as unknown as Record<string, (input: unknown) => Promise<unknown>>;
    const answers = new Map<string, unknown>();
    for (const name of names.filter((each) => each !== 'signIn' && each !== 'signOut'))
      answers.set(name, await calls[name]?.(everyWord()));
    return answers;
  }
  const good = (answers: ReadonlyMap<string, unknown>): readonly string[] =>
    [...answers].filter(([, answer]) => (answer as { ok: boolean }).ok).map(([name]) => name);
  const expectSecret = async (): Promise<void> => {
    const answers = await everyAnswer();
    for (const read of [
      'caseGet',
      'caseList',
      'queueRows',
      'ratingState',
      'ratingSheet',
      'stationStatus',
      'ticketList',
    ])
      expect(good(answers)).toContain(read);
    // The language files say the word of every level, given or not.
    const found = [...answers].filter(([, answer]) => level.test(JSON.stringify(answer)));
    expect(found.map(([name]) => name).filter((name) => name !== 'languages')).toEqual([]);
    expect(JSON.stringify(heard)).not.toMatch(level);
  };

  it('is in no answer of any method of the window while it waits, nor after it was sent', async () => {
    value(await window.methods.ratingAsk({ caseId }));
    value(await window.methods.ratingGive({ level: 'veryDissatisfied' }));
    expect(heard).toContainEqual(['ratingChanged', {}]);
    await expectSecret();

    const { sync, deps } = station.core();
    await sync.drainOnce();
    const row = deps.stores.outbox.ofCase(caseId).find(({ kind }) => kind === 'rating.given');
    expect(row).toMatchObject({ state: 'acked', payload: { level: 'veryDissatisfied', channel: 'window' } });
    const told = station.training.upstream
      .books()
      .effects.filter(({ businessKey }) => businessKey === row?.id);
    expect(told.map(({ times }) => times)).toEqual([1]);
    await expectSecret();
  }, 60_000);
});
