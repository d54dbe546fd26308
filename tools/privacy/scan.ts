// The last lane of `npm test`: nothing of a sample person stands in clear in anything that the whole run wrote (I6, E2).
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { sampleIdentities } from './identities.ts';
import { scanRun } from './scanRun.ts';

/** The print service keeps what it was given; lanes that print start one. */
const spools = ['/var/spool/cups', '/var/log/cups', '/var/cache/cups'];

const folders = process.argv.slice(2).filter((folder) => existsSync(folder));
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const started = performance.now();
const identities = sampleIdentities(new Date().toISOString().slice(0, 10));

// The scan must be able to find: a trace that is planted has to come up.
const planted = mkdtempSync(join(tmpdir(), 'zk-planted-'));
const [what = '', value = new Uint8Array()] = [...identities][0] ?? [];
writeFileSync(join(planted, 'core.log'), Buffer.from(Buffer.from(value).toString('utf8'), 'utf16le'));
const proof = scanRun({ probe: planted }, identities, []);
rmSync(planted, { recursive: true, force: true });
const finds = proof.traces.some((trace) => trace.what === what && trace.as === 'utf16le');

const roots = Object.fromEntries(
  [...folders, ...spools.filter((folder) => existsSync(folder))].map((folder) => [
    basename(folder) === 'out' ? 'out' : folder.replace(/^\//, ''),
    folder,
  ]),
);
const result = scanRun(roots, identities);
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
const seconds = ((performance.now() - started) / 1000).toFixed(1);
say(
  `  ${identities.size} identities 身份信息, ${result.files} files 文件, ${megabytes(result.bytes)}, ${megabytes(result.different)} of them different 各不相同, ${seconds} s`,
);
for (const [why, count] of result.allowed) say(`  allowed 允许: ${count} × ${why}`);
const byFile = new Map<string, typeof result.traces>();
for (const trace of result.traces) byFile.set(trace.file, [...(byFile.get(trace.file) ?? []), trace]);
for (const [file, traces] of [...byFile].slice(0, 40)) {
  const first = traces.slice(0, 3).map(({ what: found, as }) => `${found} (${as})`);
  say(`  ✗ ${file}: ${first.join(', ')}${traces.length > 3 ? `, … ${traces.length - 3} more` : ''}`);
}
if (byFile.size > 40) say(`  … ${byFile.size - 40} more files`);
for (const file of result.unread.slice(0, 10)) say(`  ✗ could not be read 无法读取: ${file}`);
if (!finds) say('  ✗ a planted trace was not found 未能找到预置的痕迹');
process.exitCode = finds && result.traces.length === 0 && result.unread.length === 0 ? 0 : 1;
