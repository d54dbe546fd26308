import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { DeviceConfig } from '../../../main/contract/devices.ts';
import type { PrintQueue, Transport, TransportFault } from '../../../drivers/api/transport.ts';
import { createDeviceApi } from '../../../drivers/manager/deviceApi.ts';
import { systemQueueDriver } from '../../../drivers/printers/systemQueue/driver.ts';
import { manualClock } from '../../../drivers/sim/manualClock.ts';
import { nodeTransports } from '../../../drivers/transports/nodeTransports.ts';
import { queueState, queueTransport } from '../../../drivers/transports/systemQueue.ts';
import { systemClock } from '../../../drivers/transports/systemClock.ts';
import { temporaryFolder } from '../helpers/counter.ts';
import { drive, pass } from '../helpers/drive.ts';

const config: DeviceConfig = {
  id: 'office',
  kind: 'documentPrinter',
  driver: 'system-queue',
  path: 'queue:zkoffice',
  baudRate: 9600,
  surface: 'window',
  options: {},
};
const pdf = new TextEncoder().encode('%PDF-1.7 specimen');
const document = { name: 'certificate SZ50-000042', pdf, copies: 2 };

function withQueue(cable: Transport, queue: Partial<PrintQueue> = {}): Transport {
  const printQueue: PrintQueue = {
    state: async () => 'ready',
    submit: async () => ({ ok: true, job: '7' }),
    ...queue,
  };
  return { ...cable, printQueue };
}

const silentCable: Transport = {
  open: async () => ({ ok: true }),
  write: async () => ({ ok: false, fault: 'failed' }),
  close: async () => undefined,
  onData: () => () => undefined,
  onClosed: () => () => undefined,
};
const events = {
  scan: () => undefined,
  mrz: () => undefined,
  idCard: () => undefined,
  readFailed: () => undefined,
  facts: () => undefined,
};

async function printer(queue: Partial<PrintQueue>) {
  const clock = manualClock();
  const state: { now: Partial<PrintQueue> } = { now: {} };
  const transport = withQueue(silentCable, {
    state: () => (state.now.state ?? (async () => 'ready' as const))(),
    submit: (given) => (state.now.submit ?? (async () => ({ ok: true as const, job: '7' })))(given),
  });
  const papers: (string | undefined)[] = [];
  const told = { ...events, facts: ({ paper }: { paper?: string }) => void papers.push(paper) };
  const opened = await drive(clock, systemQueueDriver.open(transport, clock, told, config));
  if (!opened.ok) throw new Error('did not open');
  state.now = queue;
  const context = { deadlineAt: clock.now() + 3000, canceled: () => false };
  return {
    clock,
    papers,
    probe: async () => opened.handle.probe?.(context),
    print: (name = document.name) => opened.handle.printDocument({ ...document, name }, context),
  };
}

/** What the fault table (test/drivers/faultTable.test.ts) does not say: each answer of the service for itself. */
describe('F4 a print queue', () => {
  const never = new Promise<never>(() => undefined);
  const fails = (fault: TransportFault): Partial<PrintQueue> => ({
    submit: async () => ({ ok: false, fault }),
  });
  it.each<readonly [string, Partial<PrintQueue>, string]>([
    ['ready', {}, 'success'],
    ['hanging on the document', { submit: () => never }, 'timeOut'],
    ['losing the answer', fails('lost'), 'timeOut'],
    ['refusing', fails('failed'), 'hardwareError'],
    ['without a service', fails('serviceDown'), 'hardwareError'],
  ])('%s -> the named completion, within the deadline', async (_, queue, outcome) => {
    const { clock, print } = await printer(queue);
    const startedAt = clock.now();
    const facts = await drive(clock, print());
    expect(facts.completion.code).toBe(outcome);
    expect(facts.job).toBe(outcome === 'success' ? '7' : null);
    expect(clock.now() - startedAt).toBeLessThanOrEqual(3000);
    await pass(clock, 5000);
  });

  it('a stopped queue gets no document: it would keep it', async () => {
    const submit = vi.fn<PrintQueue['submit']>();
    const { clock, print } = await printer({ state: async () => 'stopped', submit });
    await drive(clock, print());
    expect(submit).not.toHaveBeenCalled();
  });

  it('tells that there is no paper, once, and that there is some again; the queue keeps what it takes meanwhile', async () => {
    let state: 'ready' | 'paperOut' = 'ready';
    const { clock, papers, print, probe } = await printer({ state: async () => state });
    await drive(clock, probe());
    expect(papers).toEqual([]);
    state = 'paperOut';
    expect(await drive(clock, probe())).toBe(true);
    expect((await drive(clock, print())).completion.code).toBe('success');
    expect(papers).toEqual(['out']);
    state = 'ready';
    await drive(clock, probe());
    expect(papers).toEqual(['out', 'unknown']);
  });

  it('I6 a name that could be a person does not reach the spooler', async () => {
    const names: string[] = [];
    const submit: PrintQueue['submit'] = async ({ name }) => {
      names.push(name);
      return { ok: true, job: '1' };
    };
    const { clock, print } = await printer({ submit });
    await drive(clock, print('张三 回执'));
    await drive(clock, print('case\n-o raw'));
    await drive(clock, print('certificate SZ50-000042'));
    expect(names).toEqual(['document', 'document', 'certificate SZ50-000042']);
  });

  it('needs a queue and takes no options', async () => {
    const clock = manualClock();
    const bad = [
      systemQueueDriver.open(silentCable, clock, events, config),
      systemQueueDriver.open(withQueue(silentCable), clock, events, { ...config, options: { paper: 'A4' } }),
    ];
    for (const opening of bad)
      expect(await drive(clock, opening)).toMatchObject({ ok: false, problem: 'badOptions' });
  });
});

/** `lp` and `lpstat` as shell scripts in a folder of their own that stands before everything else. */
function fakeService(scripts: { readonly lp: string; readonly lpstat: string }): string {
  const folder = temporaryFolder();
  const bodies = { lp: scripts.lp, lpstat: `echo "scheduler is running"\n${scripts.lpstat}` };
  for (const [name, body] of Object.entries(bodies)) {
    writeFileSync(join(folder, name), `#!/bin/sh\ncd '${folder}'\n${body}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  vi.stubEnv('PATH', `${folder}:${process.env['PATH'] ?? ''}`);
  onTestFinished(() => void vi.unstubAllEnvs());
  return folder;
}
const takesAll =
  'printf "%s\\n" "$LC_ALL" "$@" > words; cat > document.pdf; echo "request id is zkoffice-42 (1 file(s))"';
const idle = [
  'echo "zkoffice accepting requests since Tue Nov 24 09:00:00 2026"',
  'echo "printer zkoffice is idle.  enabled since Tue Nov 24 09:00:00 2026"',
].join('\n');

describe.skipIf(process.platform !== 'linux')('F1 a queue of the operating system', () => {
  it('gets the whole document, its copies and its name, and tells its number', async () => {
    const folder = fakeService({ lp: takesAll, lpstat: idle });
    const api = createDeviceApi({
      configs: [config],
      clock: systemClock,
      transports: nodeTransports(systemClock),
    });
    onTestFinished(() => api.close());
    await new Promise<void>((resolve) => {
      api.on('deviceChanged', ({ status }) => status === 'online' && resolve());
    });
    const whole = new Uint8Array(400_000).fill(0x41);
    const facts = await api.printDocument({ deviceId: 'office', timeoutMs: 10_000, ...document, pdf: whole });
    expect(facts).toEqual({ completion: { code: 'success' }, job: '42' });
    expect(readFileSync(join(folder, 'document.pdf'))).toHaveLength(whole.length);
    expect(readFileSync(join(folder, 'words'), 'utf8').trimEnd().split('\n')).toEqual(
      ['C', '-d', 'zkoffice', '-n', '2', '-t', 'certificate SZ50-000042'].concat([
        '-o',
        'document-format=application/pdf',
        '-',
      ]),
    );
  });

  it.each([
    ['idle', idle, 'ready'],
    ['printing', 'echo "printer zkoffice now printing zkoffice-1.  enabled since Tue"', 'ready'],
    // As CUPS 2.4 writes them with -l.
    ['without an alert', `${idle}; printf '\\tDescription: x\\n\\tAlerts: none\\n'`, 'ready'],
    ['out of paper', `${idle}; printf '\\tAlerts: toner-low-warning media-empty-error\\n'`, 'paperOut'],
    ['called media-empty', `${idle}; printf '\\tDescription: Alerts: media-empty\\n'`, 'ready'],
    [
      'stopped without paper',
      `echo "printer zkoffice disabled since Tue -"; printf '\\tAlerts: media-empty\\n'`,
      'stopped',
    ],
    [
      'disabled',
      'echo "printer zkoffice disabled since Tue Nov 24 09:00:00 2026 -"; echo "	Paused"',
      'stopped',
    ],
    [
      'rejecting',
      `echo "zkoffice not accepting requests since Tue -"; ${idle.split('\n')[1] ?? ''}`,
      'stopped',
    ],
    ['unknown', 'echo "lpstat: Invalid destination name in list \\"zkoffice\\"." >&2; exit 1', 'absent'],
    ['at odds with its server', 'echo "lpstat: Bad file descriptor" >&2; exit 1', 'serviceDown'],
    ['killed', 'kill -9 $$', 'serviceDown'],
  ])('that is %s is so', async (_, lpstat, state) => {
    fakeService({ lp: 'exit 1', lpstat });
    expect(await queueState('zkoffice')).toBe(state);
  });

  it('is down when CUPS is: what it says then about the queue is not so', async () => {
    const folder = fakeService({ lp: 'exit 1', lpstat: '' });
    writeFileSync(join(folder, 'lpstat'), '#!/bin/sh\necho "scheduler is not running"\n');
    expect(await queueState('zkoffice')).toBe('serviceDown');
  });

  it('is down when there is no print system at all', async () => {
    vi.stubEnv('PATH', temporaryFolder());
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await queueTransport('zkoffice').open()).toEqual({ ok: false, fault: 'serviceDown' });
    expect(await queueTransport('zkoffice').printQueue?.submit(document)).toEqual({
      ok: false,
      fault: 'serviceDown',
    });
  });

  it('that hangs is given up after five seconds, and the program is ended', { timeout: 9000 }, async () => {
    const folder = fakeService({ lp: 'exit 1', lpstat: 'echo $$ > pid; exec sleep 60' });
    const startedAt = Date.now();
    expect(await queueState('zkoffice')).toBe('serviceDown');
    expect(Date.now() - startedAt).toBeLessThan(7000);
    const id = readFileSync(join(folder, 'pid'), 'utf8').trim();
    await vi.waitFor(() => expect(existsSync(`/proc/${id}`)).toBe(false));
  });

  it('that refuses, or answers nothing we know, is not taken for a success', async () => {
    fakeService({ lp: 'cat > /dev/null; echo "lp: Unsupported document-format" >&2; exit 1', lpstat: idle });
    const queue = queueTransport('zkoffice');
    expect(await queue.printQueue?.submit(document)).toEqual({ ok: false, fault: 'failed' });
    fakeService({ lp: 'exit 0', lpstat: idle });
    expect(await queue.printQueue?.submit(document)).toEqual({ ok: false, fault: 'lost' });
    expect(await queue.open()).toEqual({ ok: true });
    expect(await queue.open()).toEqual({ ok: false, fault: 'inUse' });
    const closed: string[] = [];
    queue.onClosed((reason) => closed.push(reason));
    await queue.close();
    await queue.close();
    expect(closed).toEqual(['requested']);
  });
});
