// The core host of the proof of the queue, a process of its own that its parent (proofStation.ts) kills. Everything between the screens and the
// line to upstream is the product's own: dispatch, use cases, stores, sync, HTTP adapter. Left out is what the queue knows nothing of: papers
// are a few bytes instead of a PDF. Time can be skipped, and a call gives up after a short while.
import { writeSync } from 'node:fs';
import { z } from 'zod';
import type { Paper, Upstream } from '../../../../main/app/ports/outside.ts';
import { coreHostInit } from '../../../../main/contract/hosts.ts';
import { clockMove } from '../../../../main/contract/trainingClock.ts';
import { runCore, type Core } from '../../../../main/hosts/core/runCore.ts';
import { ownHostLink } from '../../../../main/hosts/hostLink.ts';
import type { OpenStores } from '../../../../main/infra/db/open.ts';
import { dayCsv } from '../../../../main/infra/paper/dayCsv.ts';
import { createHttpUpstream } from '../../../../main/infra/upstream/httpUpstream.ts';
import { mutatedStores, mutatedUpstream } from './mutations.ts';
import { skippingClock } from './skippingClock.ts';

const order = z.discriminatedUnion('order', [
  /** This process ends at its `commit`-th commit from now: before it is durable, or right after. */
  z.object({ order: z.literal('dieAt'), commit: z.number().int(), when: z.enum(['before', 'after']) }),
  z.object({ order: z.literal('skip'), ms: z.number() }),
  z.object({ order: z.literal('callLimit'), ms: z.number() }),
  z.object({ order: z.literal('moveClock'), to: clockMove }),
]);
const { aheadMs, firstLimitMs, mutation } = z
  .object({ aheadMs: z.coerce.number(), firstLimitMs: z.coerce.number(), mutation: z.string() })
  .parse({ aheadMs: process.argv[2], firstLimitMs: process.argv[3], mutation: process.argv[4] });

const link = ownHostLink(process);
const clock = skippingClock(aheadMs);
let dieAt: { readonly commit: number; readonly when: 'before' | 'after' } | null = null;
let commits = 0;
let callLimitMs = firstLimitMs;
let starting: Promise<Core | null> | null = null;

function strike(when: 'before' | 'after'): void {
  if (dieAt !== null && dieAt.when === when && commits >= dieAt.commit) process.kill(process.pid, 'SIGKILL');
}

/** Counts the commits. A run inside a run is a part of the outer one. */
function watchCommits(inner: OpenStores): OpenStores {
  let inside = false;
  const run: OpenStores['run'] = (work) => {
    if (inside) return inner.run(work);
    inside = true;
    try {
      const value = inner.run(() => {
        const result = work();
        commits += 1;
        strike('before');
        return result;
      });
      strike('after');
      return value;
    } finally {
      inside = false;
    }
  };
  return new Proxy(inner, {
    get: (target, key, receiver): unknown => (key === 'run' ? run : Reflect.get(target, key, receiver)),
  });
}

const somePaper = new TextEncoder().encode('%PDF-1.7 proof of the queue');
const paper: Paper = {
  notice: async () => Promise.resolve(somePaper),
  slip: async () => Promise.resolve(somePaper),
  missing: async () => Promise.resolve([]),
  lacking: () => [],
  morningCheck: async () => Promise.resolve(somePaper),
  dayCsv,
  cardFace: async () => Promise.reject(new Error('the proof of the queue makes no cards')),
};

function shortCalls(inner: Upstream): Upstream {
  return {
    call: async (name, input, options = {}) =>
      inner.call(name, input, {
        ...options,
        timeoutMs: Math.min(callLimitMs, options.timeoutMs ?? callLimitMs),
      }),
  };
}

process.on('message', (message) => {
  const parsed = order.safeParse(message);
  if (!parsed.success) return;
  if (parsed.data.order === 'skip') clock.skip(parsed.data.ms);
  else if (parsed.data.order === 'callLimit') callLimitMs = parsed.data.ms;
  else if (parsed.data.order === 'dieAt') {
    dieAt = parsed.data;
    commits = 0;
  } else {
    const { to } = parsed.data;
    void starting?.then((core) => {
      const moved = core?.moveClock(to);
      writeSync(1, `!moved ${moved?.ok === true ? moved.value.aheadMs : (moved?.error.code ?? 'gone')}\n`);
    });
  }
});
link.onControl((message, port) => {
  if (message.control === 'init') {
    const init = coreHostInit.parse(message.init);
    const upstream = shortCalls(createHttpUpstream({ ...init.upstream, now: () => clock.now() }));
    starting ??= runCore(init, port, {
      parts: {
        watchStores: (stores) => mutatedStores(watchCommits(stores), mutation),
        clock,
        paper,
        upstream: mutatedUpstream(upstream, mutation),
      },
    }).then((started) => {
      link.post(started.ok ? { control: 'ready' } : { control: 'failed', error: started.error });
      return started.ok ? started.value : null;
    });
  } else if (message.control === 'attach' && port !== null && message.surface !== 'devdock') {
    const { surface, staff, screen } = message;
    const onBound = (person: typeof staff): void => link.post({ control: 'bound', screen, staff: person });
    void starting?.then((core) => core?.attach(port, { surface, staff, onBound }));
  }
});
link.onGone(() => process.exit(0));
