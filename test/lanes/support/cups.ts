import { spawn, spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { onTestFinished, vi } from 'vitest';
import { openTcpPort } from '../../../drivers/transports/socketPort.ts';

const hasPrograms = ['cupsd', 'lpadmin', 'lp'].every(
  (program) => spawnSync('which', [program], { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } }).status === 0,
);
/** The queues of a service that runs already are somebody's. */
const isFree =
  hasPrograms &&
  spawnSync('lpstat', ['-r'], { env: { ...process.env, LC_ALL: 'C' } })
    .stdout.toString()
    .includes('not running');

/** Whether a real print service (packages cups, cups-client) can be started here for a test. */
export const canPrint = isFree && process.getuid?.() === 0;

/** The real print service with one queue, whose printer is a port on the network that keeps what it gets. Ends with the test. */
export async function startPrintService(queue: string): Promise<{ readonly printed: () => Buffer }> {
  const spooler = spawn('/usr/sbin/cupsd', ['-f'], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => spooler.once('exit', () => resolve()));
  const office = await openTcpPort();
  const run = (words: readonly string[]): number | null => spawnSync('lpadmin', words).status;
  onTestFinished(async () => {
    run(['-x', queue]);
    spooler.kill();
    await ended;
    await office.close();
  });
  const printed: Uint8Array[] = [];
  office.onReceive((bytes) => printed.push(bytes));
  const words = ['-p', queue, '-E', '-v', `socket://127.0.0.1:${office.port}`, '-m', 'raw'];
  await vi.waitFor(
    () => {
      if (run(words) !== 0) throw new Error('the print service does not answer yet');
    },
    { timeout: 10_000, interval: 200 },
  );
  return { printed: () => Buffer.concat(printed) };
}

/** Everything that the print service tells about the jobs of a queue (IPP Get-Jobs, RFC 8011 4.2.6), as it came. */
export async function toldOfJobs(queue: string): Promise<string> {
  const text = (tag: number, name: string, value: string): Buffer => {
    const head = Buffer.from([tag, name.length >> 8, name.length & 0xff]);
    return Buffer.concat([
      head,
      Buffer.from(name),
      Buffer.from([value.length >> 8, value.length & 0xff]),
      Buffer.from(value),
    ]);
  };
  const [charset, language, uri, nameText, keyword] = [0x47, 0x48, 0x45, 0x42, 0x44];
  const body = Buffer.concat([
    // Version 2.0, Get-Jobs, request 1, operation attributes.
    Buffer.from([2, 0, 0, 0x0a, 0, 0, 0, 1, 1]),
    text(charset, 'attributes-charset', 'utf-8'),
    text(language, 'attributes-natural-language', 'en'),
    text(uri, 'printer-uri', `ipp://localhost/printers/${queue}`),
    text(nameText, 'requesting-user-name', userInfo().username),
    text(keyword, 'which-jobs', 'all'),
    text(keyword, 'requested-attributes', 'all'),
    Buffer.from([3]),
  ]);
  const answer = await fetch(`http://localhost:631/printers/${queue}`, {
    method: 'POST',
    headers: { 'content-type': 'application/ipp' },
    body,
  });
  return Buffer.from(await answer.arrayBuffer()).toString('utf8');
}
