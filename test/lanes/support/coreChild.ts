// A core host in a process of its own that dies by SIGKILL at one exact record of the card job's journal: after the commit, before
// anything else. Its parent is test/lanes/kill.test.ts. Without a number it lives.
import { writeSync } from 'node:fs';
import { coreHostInit } from '../../../main/contract/hosts.ts';
import { runCore, type Core } from '../../../main/hosts/core/runCore.ts';
import { ownHostLink } from '../../../main/hosts/hostLink.ts';
import type { OpenStores } from '../../../main/infra/db/open.ts';
import type { StepRecord } from '../../../main/app/ports/stores.ts';

const dieAt = Number(process.argv[2] ?? 0);
const link = ownHostLink(process);
let journalled = 0;
let starting: Promise<Core | null> | null = null;

function afterCommit(records: readonly StepRecord[]): void {
  for (const record of records) {
    journalled += 1;
    // A synchronous write: the parent must hear of it before this process is gone.
    writeSync(1, `${record.step}:${record.phase}\n`);
    if (journalled === dieAt) process.kill(process.pid, 'SIGKILL');
  }
}

/** Hears of the records of the card journal as soon as their transaction is durable. */
function watchJournal(inner: OpenStores, onCommitted: (records: readonly StepRecord[]) => void): OpenStores {
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
    const value = inner.run(work);
    const committed = appended;
    appended = [];
    onCommitted(committed);
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

link.onControl((message, port) => {
  if (message.control === 'init') {
    starting ??= runCore(coreHostInit.parse(message.init), port, {
      parts: { watchStores: (stores) => watchJournal(stores, afterCommit) },
    }).then((started) => {
      link.post(started.ok ? { control: 'ready' } : { control: 'failed', error: started.error });
      return started.ok ? started.value : null;
    });
  } else if (message.control === 'attach' && port !== null && message.surface !== 'devdock') {
    const { surface, staff } = message;
    void starting?.then((core) => core?.attach(port, { surface, staff }));
  }
});
link.onGone(() => process.exit(0));
