import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../main/contract/result.ts';
import { memoryPortPair } from '../../../main/rpc/ports/memoryPort.ts';
import { serve, type Call } from '../../../main/rpc/server.ts';
import { settled, smallClient } from './helpers.ts';

describe('a call over a port', () => {
  it('reaches the dispatcher and comes back typed', async () => {
    const [near, far] = memoryPortPair();
    serve(far, async ({ method, input }) => success({ text: `${method} ${JSON.stringify(input)}` }));
    const client = smallClient();
    client.connect(near);
    expect(await client.methods.read({ of: 'a' })).toEqual(success({ text: 'read {"of":"a"}' }));
  });

  it('carries bytes as they are', async () => {
    const [near, far] = memoryPortPair();
    serve(far, async ({ input }) => success(input));
    const client = smallClient();
    client.connect(near);
    const bytes = new Uint8Array([0, 255, 7]);
    const answer = await client.methods.read({ of: 'x', bytes } as { of: string });
    expect(answer).toEqual(success({ of: 'x', bytes }));
  });

  it('gives a request id to mutating calls only', async () => {
    const [near, far] = memoryPortPair();
    const calls: Call[] = [];
    serve(far, async (call) => {
      calls.push(call);
      return success({});
    });
    const client = smallClient();
    client.connect(near);
    await client.methods.read({ of: 'a' });
    await client.methods.write({ what: 'b' });
    expect(calls.map((call) => call.requestId)).toEqual([undefined, 'request-1']);
  });

  it('waits for the first port', async () => {
    const client = smallClient();
    const answer = client.methods.read({ of: 'early' });
    const [near, far] = memoryPortPair();
    serve(far, async () => success({ text: 'late' }));
    client.connect(near);
    expect(await answer).toEqual(success({ text: 'late' }));
  });

  it('answers unavailable when the wait for a port is too long', async () => {
    const timers: (() => void)[] = [];
    const waiting = {
      limitMs: 100,
      setTimer: (_delayMs: number, callback: () => void) => {
        timers.push(callback);
        return { cancel: () => undefined };
      },
    };
    const client = smallClient({ waiting });
    const answer = client.methods.read({ of: 'early' });
    timers.forEach((fire) => fire());
    expect(await answer).toEqual(failure('unavailable', { part: 'host' }));
  });

  it('answers internal when the dispatcher breaks its promise', async () => {
    const [near, far] = memoryPortPair();
    serve(far, async () => {
      throw new Error('a name that must not travel');
    });
    const client = smallClient();
    client.connect(near);
    const answer = await client.methods.read({ of: 'a' });
    expect(answer).toEqual(failure('internal', { incident: 'dispatch' }));
  });

  it('answers instead of throwing when something cannot travel', async () => {
    const [near, far] = memoryPortPair();
    serve(far, async () => success(() => 'a function'));
    const client = smallClient();
    client.connect(near);
    expect(await client.methods.read({ of: 'a' })).toEqual(failure('internal', { incident: 'answer' }));
    const unsendable = { of: (() => 'x') as unknown as string };
    expect(await client.methods.read(unsendable)).toEqual(failure('invalidInput', { field: 'input' }));
  });
});

describe('the end of a port', () => {
  it('answers open reads and later calls with unavailable', async () => {
    const [near, far] = memoryPortPair();
    serve(far, async () => new Promise(() => undefined));
    const client = smallClient();
    client.connect(near);
    const open = client.methods.read({ of: 'a' });
    far.close();
    expect(await open).toEqual(failure('unavailable', { part: 'host' }));
    expect(await client.methods.read({ of: 'b' })).toEqual(failure('unavailable', { part: 'host' }));
    expect(await client.methods.write({ what: 'c' })).toEqual(failure('unavailable', { part: 'host' }));
  });

  it('sends an open mutating call again over the next port, once, with the same request id', async () => {
    const client = smallClient();
    const seen: (string | undefined)[] = [];
    const hang = async (call: Call): Promise<never> => {
      seen.push(call.requestId);
      return new Promise(() => undefined);
    };
    const [first, firstFar] = memoryPortPair();
    serve(firstFar, hang);
    client.connect(first);
    const answer = client.methods.write({ what: 'card' });
    await settled();
    firstFar.close();
    await settled();

    const [second, secondFar] = memoryPortPair();
    serve(secondFar, async (call) => {
      seen.push(call.requestId);
      return success({ written: 1 });
    });
    client.connect(second);
    expect(await answer).toEqual(success({ written: 1 }));
    expect(seen).toEqual(['request-1', 'request-1']);
  });

  it('gives up after the second loss', async () => {
    const client = smallClient();
    let answer: Promise<unknown> | undefined;
    for (let restart = 0; restart < 2; restart += 1) {
      const [near, far] = memoryPortPair();
      serve(far, async () => new Promise(() => undefined));
      client.connect(near);
      answer ??= client.methods.write({ what: 'card' });
      await settled();
      far.close();
      await settled();
    }
    expect(await answer).toEqual(failure('unavailable', { part: 'host' }));
  });

  it('takes a new port while the old one is open', async () => {
    const client = smallClient();
    const [old, oldFar] = memoryPortPair();
    let closed = 0;
    oldFar.onClosed(() => {
      closed += 1;
    });
    serve(oldFar, async () => new Promise(() => undefined));
    client.connect(old);
    const lost = client.methods.read({ of: 'a' });
    const [next, nextFar] = memoryPortPair();
    serve(nextFar, async () => success({ text: 'new' }));
    client.connect(next);
    expect(await lost).toEqual(failure('unavailable', { part: 'host' }));
    expect(await client.methods.read({ of: 'b' })).toEqual(success({ text: 'new' }));
    expect(closed).toBe(1);
  });
});

describe('events', () => {
  it('reach their listeners, parsed, until these leave', async () => {
    const [near, far] = memoryPortPair();
    const server = serve(far, async () => success({}));
    const client = smallClient();
    client.connect(near);
    const heard: unknown[] = [];
    const leave = client.on('changed', (data) => heard.push(data));
    server.emit('changed', { id: 1, more: 'dropped' });
    server.emit('changed', { id: 'no number' });
    server.emit('unheardOf', {});
    await settled();
    leave();
    server.emit('changed', { id: 2 });
    await settled();
    expect(heard).toEqual([{ id: 1 }]);
    expect(client.garbage()).toBe(2);
  });
});

describe('I4 what comes over a port is never trusted', () => {
  const frame = fc.oneof(
    fc.anything(),
    fc.record(
      {
        kind: fc.oneof(fc.constant('call'), fc.constant('answer'), fc.constant('event'), fc.string()),
        id: fc.oneof(fc.integer(), fc.string(), fc.constant(Number.NaN)),
        method: fc.oneof(fc.string(), fc.constant('__proto__'), fc.constant('constructor')),
        input: fc.anything(),
        requestId: fc.oneof(fc.string(), fc.integer()),
        surface: fc.constant('kiosk'),
        roles: fc.constant(['supervisor']),
        result: fc.anything(),
      },
      { requiredKeys: [] },
    ),
  );

  it('random frames never stop the server, and the count of garbage is right', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { maxLength: 20 }), async (frames) => {
        let deliver: (message: unknown) => void = () => undefined;
        let answers = 0;
        let dispatched = 0;
        const server = serve(
          {
            post: () => {
              answers += 1;
            },
            onMessage: (listener) => {
              deliver = listener;
            },
            onClosed: () => undefined,
            close: () => undefined,
          },
          async (call) => {
            dispatched += 1;
            expect(Object.keys(call).toSorted()).toEqual(['input', 'method', 'requestId']);
            return success({});
          },
        );
        frames.forEach((each) => deliver(each));
        await settled();
        expect(dispatched + server.garbage()).toBe(frames.length);
        expect(answers).toBe(dispatched);
        deliver({ kind: 'call', id: 1, method: 'read', input: {} });
        await settled();
        expect(answers).toBe(dispatched);
        expect(dispatched).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it('random frames never stop the client', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { maxLength: 20 }), async (frames) => {
        const [near, far] = memoryPortPair();
        const client = smallClient();
        client.connect({
          ...near,
          onMessage: (listener) => {
            near.onMessage(listener);
            frames.forEach((each) => listener(each));
          },
        });
        serve(far, async () => success({ text: 'still here' }));
        expect(await client.methods.read({ of: 'a' })).toEqual(success({ text: 'still here' }));
      }),
      { numRuns: 200 },
    );
  });
});
