// A core host in a process of its own that ends by SIGKILL at one exact record of the card job's journal, or waits there until its parent
// has killed the device host. Its parent is test/lanes/support/killableStation.ts. Without a trigger it lives.
import { readSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { coreHostInit } from '../../../main/contract/hosts.ts';
import { runCore, type Core } from '../../../main/hosts/core/runCore.ts';
import { ownHostLink } from '../../../main/hosts/hostLink.ts';
import type { OpenStores } from '../../../main/infra/db/open.ts';
import type { StepRecord } from '../../../main/app/ports/stores.ts';

/** `before`: written, not yet committed, so never there; `after`: durable, and nothing else has happened. */
const trigger = z.object({
  arm: z
    .object({
      record: z.number().int(),
      when: z.enum(['before', 'after']),
      victim: z.enum(['core', 'devices']),
    })
    .nullable(),
});

const link = ownHostLink(process);
let armed: z.infer<typeof trigger>['arm'] = null;
let journalled = 0;
let starting: Promise<Core | null> | null = null;

/** Synchronous: the parent must hear of it before anything else happens here. */
const tell = (line: string): void => void writeSync(1, `${line}\n`);

function strike(when: 'before' | 'after', record: number): void {
  if (armed === null || armed.when !== when || armed.record !== record) return;
  const { victim } = armed;
  armed = null;
  if (victim === 'core') process.kill(process.pid, 'SIGKILL');
  tell('!devices');
  // Blocks this whole process until the parent says that the other one is gone.
  readSync(0, new Uint8Array(1));
}

/** Hears of the records of the card journal before and as soon as their transaction is durable. */
function watchJournal(inner: OpenStores): OpenStores {
  let appended: StepRecord[] = [];
  const jobs: OpenStores['jobs'] = {
    ...inner.jobs,
    appendStep(step) {
      const record = inner.jobs.appendStep(step);
      appended.push(record);
      return record;
    },
  };
  const run: OpenStores['run'] = (work) => {
    appended = [];
    const value = inner.run(() => {
      const result = work();
      appended.forEach((_, index) => strike('before', journalled + index + 1));
      return result;
    });
    const committed = appended;
    appended = [];
    for (const record of committed) {
      journalled += 1;
      tell(`${record.step}:${record.phase}`);
      strike('after', journalled);
    }
    return value;
  };
  return new Proxy(inner, {
    get: (target, key, receiver) => {
      if (key === 'jobs') return jobs;
      if (key === 'run') return run;
      return Reflect.get(target, key, receiver) as unknown;
    },
  });
}

process.on('message', (message) => {
  const parsed = trigger.safeParse(message);
  if (!parsed.success) return;
  armed = parsed.data.arm;
  journalled = 0;
  tell('!armed');
});
link.onControl((message, port) => {
  if (message.control === 'init') {
    starting ??= runCore(coreHostInit.parse(message.init), port, {
      parts: { watchStores: watchJournal },
    }).then((started) => {
      link.post(started.ok ? { control: 'ready' } : { control: 'failed', error: started.error });
      return started.ok ? started.value : null;
    });
  } else if (message.control === 'attach' && port !== null && message.surface !== 'devdock') {
    const { surface, staff, screen } = message;
    const onBound = (person: typeof staff): void => link.post({ control: 'bound', screen, staff: person });
    void starting?.then((core) => core?.attach(port, { surface, staff, onBound }));
  } else if (message.control === 'devices' && port !== null) {
    void starting?.then((core) => core?.connectDevices(port));
  }
});
link.onGone(() => process.exit(0));
