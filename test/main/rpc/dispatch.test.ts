import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { createDispatch, type AnswerBook } from '../../../main/app/dispatch.ts';
import { NotWritten } from '../../../main/app/ports/notWritten.ts';
import type { StaffRecord } from '../../../main/app/ports/stores.ts';
import { act, role, surface, type Act, type Role, type Surface } from '../../../main/contract/access.ts';
import { devdockMethods } from '../../../main/contract/devdock.ts';
import type { MethodTable } from '../../../main/contract/method.ts';
import { methods } from '../../../main/contract/methods.ts';
import { failure, success } from '../../../main/contract/result.ts';
import { countingIds, fixedClock, recordingLog, testCaller } from '../helpers/index.ts';
import { settled, smallTable } from './helpers.ts';

const staffWith = (...roles: Role[]): StaffRecord =>
  ({
    id: 'staff_1',
    userName: 'someone',
    roles,
    active: true,
    mustChangePassword: false,
    confirmedAt: '2999-01-01T00:00:00.000Z',
  }) as unknown as StaffRecord;

function memoryAnswers(): AnswerBook & { readonly kept: Map<string, unknown> } {
  const kept = new Map<string, unknown>();
  return {
    kept,
    get: (requestId, method) => kept.get(`${method} ${requestId}`) ?? null,
    save: (requestId, method, answer) => void kept.set(`${method} ${requestId}`, answer),
    around: async (_request, work) => work(),
  };
}

/** A dispatcher over a table whose handlers only note that they were called. */
function counting(table: MethodTable, acts: readonly Act[] = ['verifyOriginals', 'issueCards']) {
  const called: string[] = [];
  const answers = memoryAnswers();
  const log = recordingLog();
  const handlers = Object.fromEntries(
    Object.keys(table).map((name) => [
      name,
      () => {
        called.push(name);
        return success({});
      },
    ]),
  );
  const profile = { acts: [...acts] };
  const parts = { table, handlers, profile, answers, clock: fixedClock(), ids: countingIds(), log };
  return { called, answers, log, parts, dispatch: createDispatch(parts) };
}

const allMethods: [string, MethodTable[string]][] = [
  ...Object.entries(methods),
  ...Object.entries(devdockMethods),
];
const surfaces: readonly Surface[] = surface.options;
const roles: readonly Role[] = role.options;
/** Somebody who may. Nobody has every role: there are pairs that one person may not hold. */
const rightful = ({ roles: right }: MethodTable[string]): Role =>
  right === 'anyone' ? 'clerk' : (right[0] ?? 'clerk');
/** What no method takes: not even an empty object is a number. */
const badInput = 17;

describe('I4 every method of the tables', () => {
  it.each(allMethods)('%s: a bad input is refused before its handler', async (name, definition) => {
    const { dispatch, called } = counting({ [name]: definition });
    const caller = testCaller(staffWith(rightful(definition)), definition.surfaces[0]);
    const answer = await dispatch({ method: name, input: badInput }, caller);
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalidInput' } });
    expect(called).toEqual([]);
  });

  it.each(allMethods)('%s: a surface it does not belong to is refused', async (name, definition) => {
    const { dispatch, called } = counting({ [name]: definition });
    for (const other of surfaces.filter((each) => !definition.surfaces.includes(each))) {
      const caller = testCaller(staffWith(rightful(definition)), other);
      expect(await dispatch({ method: name, input: {} }, caller)).toEqual(failure('forbidden'));
    }
    expect(called).toEqual([]);
  });

  it.each(allMethods)(
    '%s: nobody, and every role without the right, is refused',
    async (name, definition) => {
      const { dispatch, called } = counting({ [name]: definition });
      const at = definition.surfaces[0] ?? 'window';
      const granted = definition.roles;
      if (granted === 'anyone') {
        expect(await dispatch({ method: name, input: {} }, testCaller(null, at))).not.toEqual(
          failure('notSignedIn'),
        );
        return;
      }
      expect(await dispatch({ method: name, input: {} }, testCaller(null, at))).toEqual(
        failure('notSignedIn'),
      );
      for (const other of roles.filter((each) => !granted.includes(each))) {
        const caller = testCaller(staffWith(other), at);
        expect(await dispatch({ method: name, input: {} }, caller)).toEqual(failure('forbidden'));
      }
      expect(called).toEqual([]);
    },
  );

  it.each(allMethods.filter(([, { act: needed }]) => needed !== undefined))(
    '%s: a station without the act is refused, whoever asks',
    async (name, definition) => {
      const others = act.options.filter((each) => each !== definition.act);
      const { dispatch, called } = counting({ [name]: definition }, others);
      const caller = testCaller(staffWith(rightful(definition)), definition.surfaces[0]);
      expect(await dispatch({ method: name, input: {} }, caller)).toEqual(failure('forbidden'));
      expect(called).toEqual([]);
    },
  );
});

describe('a call', () => {
  const clerk = testCaller(staffWith('clerk'));

  it('to a method that is not in the table is refused, also by the names every object has', async () => {
    const { dispatch } = counting(smallTable);
    for (const method of ['nothing', 'constructor', '__proto__', 'toString']) {
      expect(await dispatch({ method, input: {} }, clerk)).toEqual(
        failure('invalidInput', { field: 'method' }),
      );
    }
  });

  it('names the field that is wrong and never its value', async () => {
    const { dispatch } = counting(smallTable);
    const answer = await dispatch({ method: 'read', input: { of: { name: 'Ada Example' } } }, clerk);
    expect(answer).toEqual(failure('invalidInput', { field: 'of' }));
  });

  it('whose handler throws is answered with an incident, and nothing personal is logged (I6)', async () => {
    const { parts, log } = counting(smallTable);
    const handlers = {
      ...parts.handlers,
      read: () => {
        throw new TypeError('Ada Example, E12345678');
      },
    };
    const dispatch = createDispatch({ ...parts, handlers });
    const answer = await dispatch({ method: 'read', input: { of: 'Ada Example' } }, clerk);
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'internal', detail: { incident: expect.stringMatching(/^incident_/) } },
    });
    expect(log.lines).toHaveLength(1);
    expect(JSON.stringify(log.lines)).toContain('TypeError');
    expect(JSON.stringify(log.lines)).not.toMatch(/Ada|E12345678/);
  });
});

describe('a repeated mutating call', () => {
  const clerk = testCaller(staffWith('clerk'));
  const write = { method: 'write', input: { what: 'card' }, requestId: 'request-1' };

  it('is answered from the stored answer and does nothing twice', async () => {
    const { dispatch, called } = counting(smallTable);
    const first = await dispatch(write, clerk);
    expect(await dispatch(write, clerk)).toEqual(first);
    expect(called).toEqual(['write']);
    await dispatch({ ...write, requestId: 'request-2' }, clerk);
    expect(called).toEqual(['write', 'write']);
  });

  it('is answered after a restart of the host', async () => {
    const { dispatch, parts } = counting(smallTable);
    const first = await dispatch(write, clerk);
    const again = counting(smallTable);
    const restarted = createDispatch({ ...again.parts, answers: parts.answers });
    expect(await restarted(write, clerk)).toEqual(first);
    expect(again.called).toEqual([]);
  });

  it('needs the right again: an answer is not given to somebody else', async () => {
    const { dispatch } = counting(smallTable);
    await dispatch(write, clerk);
    expect(await dispatch(write, testCaller(null))).toEqual(failure('notSignedIn'));
  });

  it('joins the first one while that runs', async () => {
    const { parts } = counting(smallTable);
    let runs = 0;
    let finish: (value: unknown) => void = () => undefined;
    const handlers = {
      ...parts.handlers,
      write: async () => {
        runs += 1;
        await new Promise((resolve) => {
          finish = resolve;
        });
        return success({ written: runs });
      },
    };
    const dispatch = createDispatch({ ...parts, handlers });
    const both = Promise.all([dispatch(write, clerk), dispatch(write, clerk)]);
    await settled();
    finish(null);
    expect(await both).toEqual([success({ written: 1 }), success({ written: 1 })]);
  });

  it('that was begun but has no answer is not done again', async () => {
    const { dispatch, called, answers } = counting(smallTable);
    answers.kept.set('write request-1', { begun: true });
    expect(await dispatch(write, clerk)).toMatchObject({ ok: false, error: { code: 'wrongState' } });
    expect(called).toEqual([]);
  });

  it('that failed inside may be tried again', async () => {
    const { parts } = counting(smallTable);
    let runs = 0;
    const handlers = {
      ...parts.handlers,
      write: () => {
        runs += 1;
        if (runs === 1) throw new Error('once');
        return success({ written: runs });
      },
    };
    const dispatch = createDispatch({ ...parts, handlers });
    expect(await dispatch(write, clerk)).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(await dispatch(write, clerk)).toEqual(success({ written: 2 }));
  });

  it.each(['diskFull', 'diskReadOnly', 'diskFault'] as const)(
    'that the disk did not take is %s, no incident, and may be tried again',
    async (code) => {
      const { parts, answers, log } = counting(smallTable);
      let runs = 0;
      const handlers = {
        ...parts.handlers,
        write: () => {
          runs += 1;
          if (runs === 1) throw new NotWritten(code);
          return success({ written: runs });
        },
      };
      const dispatch = createDispatch({ ...parts, handlers });
      expect(await dispatch(write, clerk)).toEqual(failure(code));
      expect(answers.kept.size).toBe(0);
      expect(log.lines.filter(({ event }) => event === 'call.incident')).toEqual([]);
      expect(await dispatch(write, clerk)).toEqual(success({ written: 2 }));
    },
  );
});

describe('the tables themselves', () => {
  it.each(allMethods)('%s has surfaces, and its input can be parsed', (_name, definition) => {
    const input: z.ZodType = definition.in;
    expect(definition.surfaces.length).toBeGreaterThan(0);
    expect(input.safeParse(badInput).success).toBe(false);
  });
});
