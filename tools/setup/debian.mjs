// The Debian packages of design 9: what Electron links to, what serial ports and PTYs need, what the addon is compiled with.
import { existsSync, readFileSync } from 'node:fs';
import { lastLines, run } from '../lib/run.mjs';
import { Problem } from '../lib/say.mjs';

const libraries = ['libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2', 'libusb-1.0-0', 'libudev1'];
const programs = ['udev', 'xvfb', 'xauth', 'socat', 'python3', 'make', 'g++', 'poppler-utils'];
const packages = [...libraries, ...programs];
/** For PC/SC readers and their test lane. Without them everything else works; vpcd listens on the network and is for development only. */
const pcscPackages = ['libpcsclite-dev', 'pcscd', 'vsmartcard-vpcd'];

/** @param {(text: string) => void} note */
export async function ensureDebianPackages(note) {
  if (!existsSync('/usr/bin/dpkg-query')) {
    note('not a Debian system, skipped / 非 Debian 系统，跳过');
    return;
  }
  const missing = await missingPackages(packages);
  if (missing.length === 0) {
    const without = await ensurePcscPackages();
    note(`${packages.length} present / 已齐全${without}`);
    return;
  }
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0) {
    throw new Problem({
      en: `These Debian packages are missing: ${missing.join(', ')}.`,
      zh: `缺少以下 Debian 软件包：${missing.join('、')}。`,
      remedyEn: `Run this once, then repeat the command: sudo sh -c '${command}'`,
      remedyZh: `请先执行一次，然后重试：sudo sh -c '${command}'`,
    });
  }
  note(`installed ${missing.join(' ')} / 已安装`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const update = await run('apt-get', ['update', '-qq'], { env });
  const install = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
    env,
  });
  const still = await missingPackages(packages);
  if (still.length > 0) {
    throw new Problem({
      en: `Debian packages could not be installed: ${still.join(', ')}${update.code === 0 ? '' : ' (the package mirror did not answer)'}.`,
      zh: `无法安装 Debian 软件包：${still.join('、')}${update.code === 0 ? '' : '（软件源没有响应）'}。`,
      remedyEn: `Check /etc/apt/sources.list and the network, then run: ${command}`,
      remedyZh: `请检查 /etc/apt/sources.list 与网络，然后执行：${command}`,
      detail: lastLines(install.output || update.output),
    });
  }
  await ensurePcscPackages();
}

/** Tries once and never fails; what is said about it when some are not there. */
async function ensurePcscPackages() {
  let missing = await missingPackages(pcscPackages);
  if (missing.length > 0 && process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const install = ['install', '-y', '-qq', '--no-install-recommends', ...missing];
    const first = await run('apt-get', install, { env, timeoutMs: 120_000 });
    if (first.code !== 0) {
      await run('apt-get', ['update', '-qq'], { env, timeoutMs: 120_000 });
      await run('apt-get', install, { env, timeoutMs: 120_000 });
    }
    missing = await missingPackages(pcscPackages);
  }
  return missing.length === 0
    ? ''
    : `; without ${missing.join(', ')} (PC/SC only) / 缺少 ${missing.join('、')}（仅影响 PC/SC）`;
}

async function missingPackages(/** @type {string[]} */ wanted) {
  const answer = await run('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...wanted]);
  const installed = new Set(
    answer.stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  // Newer Debian releases renamed some libraries for 64-bit time (libgtk-3-0t64); the old name is then only provided.
  for (const name of wanted) {
    if (!installed.has(name) && existsSync(`/var/lib/dpkg/info/${name}t64:amd64.list`)) installed.add(name);
  }
  return wanted.filter((name) => !installed.has(name));
}

/** What the machine calls itself, for the reports. */
export function systemName() {
  try {
    return /PRETTY_NAME="([^"]+)"/.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? process.platform;
  } catch {
    return process.platform;
  }
}
