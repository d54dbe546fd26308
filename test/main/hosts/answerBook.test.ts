import { describe, expect, it } from 'vitest';
import { begunMark, createDispatch } from '../../../main/app/dispatch.ts';
import { method } from '../../../main/contract/method.ts';
import { success } from '../../../main/contract/result.ts';
import { createAnswerBook } from '../../../main/hosts/core/answerBook.ts';
import { watchOutbox } from '../../../main/hosts/core/watchOutbox.ts';
import { z } from 'zod';
import {
  countingIds,
  fixedClock,
  openTestStores,
  recordingLog,
  sampleRow,
  testCaller,
} from '../helpers/index.ts';
import { settled } from '../rpc/helpers.ts';

const table = {
  count: method({
    in: z.object({}),
    out: z.object({ number: z.number() }),
    surfaces: ['window'],
    roles: 'anyone',
    mutating: true,
  }),
};
const call = { method: 'count', input: {}, requestId: 'request-0001' };

function station(lastWord: () => void = () => undefined) {
  const opened = openTestStores();
  const clock = fixedClock();
  const { stores, answers } = createAnswerBook(opened, clock);
  const handlers = {
    count: async () => {
      const number = stores.run(() => stores.nextNumber('count'));
      await settled();
      lastWord();
      return success({ number });
    },
  };
  const profile = { acts: [] };
  const parts = { table, handlers, profile, answers, clock, ids: countingIds(), log: recordingLog() };
  return { opened, answers, stores, dispatch: createDispatch(parts) };
}

describe('the answer book', () => {
  it('keeps the answer of a mutating call over a restart', async () => {
    const { opened, dispatch, stores } = station();
    expect(await dispatch(call, testCaller())).toEqual(success({ number: 1 }));
    expect(await dispatch(call, testCaller())).toEqual(success({ number: 1 }));
    expect(stores.run(() => stores.nextNumber('count'))).toBe(2);
    opened.close();
    const again = openTestStores({ path: opened.path, key: opened.key });
    expect(again.requests.get('request-0001', 'count')).toEqual(success({ number: 1 }));
  });

  it('knows of a call that was committed and then lost its host before the answer', async () => {
    const { opened, dispatch } = station(() => {
      throw new Error('killed here');
    });
    await dispatch(call, testCaller());
    expect(opened.requests.get('request-0001', 'count')).toEqual(begunMark);
    expect(await dispatch(call, testCaller())).toMatchObject({ ok: false, error: { code: 'wrongState' } });
    expect(opened.run(() => opened.nextNumber('count'))).toBe(2);
  });

  it('notes nothing when the first transaction is rolled back', async () => {
    const { opened, answers, stores } = station();
    const request = { requestId: 'request-0002', method: 'count' };
    await answers
      .around(request, async () =>
        stores.run(() => {
          stores.nextNumber('count');
          throw new Error('no room on the disk');
        }),
      )
      .catch(() => undefined);
    expect(opened.requests.get('request-0002', 'count')).toBe(null);
  });

  it.each(['a part of it', 'the whole'])('notes what is committed after %s was rolled back', async (what) => {
    const { opened, answers, stores } = station();
    const fail = (): never => {
      throw new Error('no room on the disk');
    };
    const part = (): void =>
      stores.run(() => {
        stores.nextNumber('count');
        fail();
      });
    await answers.around({ requestId: 'request-0003', method: 'count' }, async () => {
      if (what === 'the whole') {
        const whole = (): void =>
          stores.run(() => {
            stores.run(() => stores.nextNumber('count'));
            fail();
          });
        expect(whole).toThrow('no room');
      }
      stores.run(() => {
        expect(part).toThrow('no room');
        stores.nextNumber('count');
      });
      expect(opened.requests.get('request-0003', 'count')).toEqual(begunMark);
    });
    expect(stores.run(() => stores.nextNumber('count'))).toBe(2);
  });
});

describe('the watch over the outbox', () => {
  it('tells once for all rows of a transaction, after it', async () => {
    const opened = openTestStores();
    let told = 0;
    const stores = watchOutbox(opened, () => {
      told += 1;
    });
    stores.run(() => {
      stores.outbox.insert(sampleRow({ id: 'row_a' as never, stream: 'a' }));
      stores.outbox.insert(sampleRow({ id: 'row_b' as never, stream: 'b' }));
      expect(told).toBe(0);
    });
    await settled();
    expect(told).toBe(1);
    expect(stores.outbox.open()).toHaveLength(2);
  });
});
