import { fork } from 'node:child_process';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Port } from '../../../main/rpc/port.ts';
import { domMessagePort, nodeMessagePort } from '../../../main/rpc/ports/channelPorts.ts';
import { memoryPortPair } from '../../../main/rpc/ports/memoryPort.ts';
import { createMux } from '../../../main/rpc/ports/muxPort.ts';
import { forkedChildPort } from '../../../main/rpc/ports/processPorts.ts';
import { settled } from './helpers.ts';

const nextMessage = async (port: Port): Promise<unknown> =>
  new Promise((resolve) => {
    port.onMessage(resolve);
  });
const nextClose = async (port: Port): Promise<void> =>
  new Promise((resolve) => {
    port.onClosed(resolve);
  });

const nodePair = (): [Port, Port] => {
  const { port1, port2 } = new MessageChannel();
  return [nodeMessagePort(port1), nodeMessagePort(port2)];
};
const domPair = (): [Port, Port] => {
  const { port1, port2 } = new globalThis.MessageChannel();
  return [domMessagePort(port1), domMessagePort(port2)];
};
const muxPair = (): [Port, Port] => {
  const [near, far] = memoryPortPair();
  return [createMux(near).channel('one'), createMux(far).channel('one')];
};

describe.each([
  ['memory', memoryPortPair],
  ['worker MessagePort', nodePair],
  ['DOM MessagePort', domPair],
  ['channel of a mux', muxPair],
])('%s', (_name, makePair) => {
  it('keeps what arrives before somebody listens, in order, bytes as bytes', async () => {
    const [near, far] = makePair();
    near.post({ bytes: new Uint8Array([1, 2, 255]) });
    near.post('second');
    const got: unknown[] = [];
    await new Promise<void>((resolve) => {
      far.onMessage((message) => {
        got.push(message);
        if (got.length === 2) resolve();
      });
    });
    expect(got).toEqual([{ bytes: new Uint8Array([1, 2, 255]) }, 'second']);
    near.close();
  });

  it('tells the other end once that it is closed, and then posts nothing', async () => {
    const [near, far] = makePair();
    let closed = 0;
    far.onClosed(() => {
      closed += 1;
    });
    const told = nextClose(far);
    near.close();
    await told;
    far.post('nobody is there');
    near.close();
    await settled();
    expect(closed).toBe(1);
  });
});

describe('mux', () => {
  it('keeps its channels apart and closes them one by one', async () => {
    const [near, far] = memoryPortPair();
    const left = createMux(near);
    const right = createMux(far);
    left.channel('a').post('to a');
    left.channel('b').post('to b');
    expect(await nextMessage(right.channel('b'))).toBe('to b');
    expect(await nextMessage(right.channel('a'))).toBe('to a');
    const aClosed = nextClose(right.channel('a'));
    left.channel('a').close();
    await aClosed;
    const answer = nextMessage(left.channel('b'));
    right.channel('b').post('b is open');
    expect(await answer).toBe('b is open');
  });

  it('closes every channel with the line', async () => {
    const [near, far] = memoryPortPair();
    const mux = createMux(near);
    const both = Promise.all([nextClose(mux.channel('a')), nextClose(mux.channel('b'))]);
    far.close();
    await both;
    await nextClose(mux.channel('opened later'));
  });

  it('ignores and counts what is no frame of it, and does not let names pile up', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.anything(), { maxLength: 10 }), async (messages) => {
        const [near, far] = memoryPortPair();
        let deliver: (message: unknown) => void = () => undefined;
        const mux = createMux({
          ...near,
          onMessage: (listener) => {
            near.onMessage(listener);
            deliver = listener;
          },
        });
        messages.forEach((message) => deliver(message));
        createMux(far).channel('good').post(1);
        expect(await nextMessage(mux.channel('good'))).toBe(1);
        expect(mux.garbage()).toBe(messages.length);
      }),
      { numRuns: 100 },
    );
    const [near] = memoryPortPair();
    let deliver: (message: unknown) => void = () => undefined;
    const mux = createMux({
      ...near,
      onMessage: (listener) => {
        deliver = listener;
      },
    });
    for (let each = 0; each < 1000; each += 1) deliver({ mux: 'message', channel: `c${each}`, message: 0 });
    expect(mux.garbage()).toBe(1000 - 64);
  });
});

describe('a forked process', () => {
  it('echoes bytes over its channel and is gone when it ends', async () => {
    const child = fork(join(import.meta.dirname, 'echoChild.mjs'), {
      serialization: 'advanced',
      execArgv: [],
    });
    const port = forkedChildPort(child);
    const answer = nextMessage(port);
    port.post({ cmd: 'NODE_like', bytes: new Uint8Array([9, 8]) });
    expect(await answer).toEqual({ cmd: 'NODE_like', bytes: new Uint8Array([9, 8]) });
    const gone = nextClose(port);
    child.kill('SIGKILL');
    await gone;
    port.post('nobody');
  });
});
