// A small Linux guest with the host's own files: real kernel devices (uhid, a USB bus of dummy_hcd) on machines that have none. TCG on
// purpose: a nested KVM can hang although its device exists.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { runtimeDir } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';

const packages = ['qemu-system-x86', 'busybox-static', 'cpio'];
const kernelDir = join(runtimeDir, 'guest-kernel');
const workDir = join(runtimeDir, 'guest');
/** What the guest needs before it sees the host's files, and what makes its devices. */
const firstModules = ['virtio_pci', '9pnet_virtio', '9p', 'overlay'];
const deviceModules = [
  'uhid',
  'hid-generic',
  'usbhid',
  'cdc-acm',
  'dummy_hcd',
  'libcomposite',
  'usb_f_hid',
  'usb_f_acm',
];

/**
 * Why no guest can run here, or null. Installs what is missing where it may (root on Debian).
 * @returns {Promise<string | null>}
 */
export async function guestHindrance() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'the guest needs Linux on x64';
  const missing = [];
  for (const name of packages) {
    if ((await run('dpkg-query', ['-W', '-f', '${db:Status-Status}', name])).stdout !== 'installed')
      missing.push(name);
  }
  if (missing.length > 0) {
    if (process.getuid?.() !== 0) return `missing: apt-get install ${missing.join(' ')}`;
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env });
    const answer = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
      env,
    });
    if (answer.code !== 0) return `could not be installed: ${missing.join(' ')}`;
  }
  if (kernelImage() !== null) return null;
  mkdirSync(kernelDir, { recursive: true });
  // The kernel is unpacked, never installed: this machine keeps its own.
  const depends = await run('apt-cache', ['depends', 'linux-image-amd64']);
  const name = /Depends: (linux-image-[^\s]+)/.exec(depends.stdout)?.[1];
  if (name === undefined) return 'no kernel package is known';
  const fetched = await run('apt-get', ['download', '-qq', name], { cwd: kernelDir });
  const file = readdirSync(kernelDir).find((entry) => entry.endsWith('.deb'));
  if (fetched.code !== 0 || file === undefined) return `${name} could not be downloaded`;
  await run('dpkg-deb', ['-x', join(kernelDir, file), kernelDir]);
  rmSync(join(kernelDir, file));
  return kernelImage() === null ? `${name} holds no kernel` : null;
}

function kernelImage() {
  const boot = join(kernelDir, 'boot');
  if (!existsSync(boot)) return null;
  const name = readdirSync(boot).find((entry) => entry.startsWith('vmlinuz-'));
  return name === undefined ? null : join(boot, name);
}

/**
 * Runs a script of this repository in the guest, as root, under the given Node.
 * @param {{ node: string, script: string, limitMs: number }} options
 * @returns {Promise<{ code: number, output: string, timedOut: boolean }>} code of the script; 1 when the guest did not get that far
 */
export async function runInGuest({ node, script, limitMs }) {
  const kernel = kernelImage();
  if (kernel === null) throw new Error('no kernel');
  rmSync(workDir, { recursive: true, force: true });
  mkdirSync(join(workDir, 'files', 'bin'), { recursive: true });
  mkdirSync(join(workDir, 'files', 'modules'), { recursive: true });
  const place = (/** @type {string} */ name) => join(workDir, 'files', name);
  copyFileSync('/bin/busybox', place('bin/busybox'));
  writeFileSync(place('init'), readFileSync(join(import.meta.dirname, 'guestInit.sh')), { mode: 0o755 });
  writeFileSync(place('arguments'), `node='${node}'\nscript='${script}'\n`);
  const placed = new Set();
  writeFileSync(place('modules/first'), placeModules(firstModules, place('modules'), placed));
  writeFileSync(place('modules/then'), placeModules(deviceModules, place('modules'), placed));
  const archive = join(workDir, 'initramfs');
  const packed = await run('sh', ['-c', `find . | cpio -o -H newc --quiet > '${archive}'`], {
    cwd: join(workDir, 'files'),
  });
  if (packed.code !== 0) throw new Error('the initramfs could not be packed');
  const answer = await run(
    'qemu-system-x86_64',
    [
      ...['-accel', 'tcg', '-cpu', 'max', '-smp', '2', '-m', '1536', '-nographic', '-no-reboot'],
      ...['-kernel', kernel, '-initrd', archive],
      ...['-append', 'console=ttyS0 panic=-1 quiet mitigations=off'],
      ...['-fsdev', 'local,id=hostroot,path=/,security_model=none,readonly=on,multidevs=remap'],
      ...['-device', 'virtio-9p-pci,fsdev=hostroot,mount_tag=hostroot'],
    ],
    { timeoutMs: limitMs },
  );
  const code = Number(/guest-ended (\d+)/.exec(answer.output)?.[1] ?? 1);
  return { code, output: answer.output, timedOut: answer.timedOut };
}

/** Copies modules with what they depend on; the text lists them in the order of loading. */
function placeModules(
  /** @type {string[]} */ names,
  /** @type {string} */ folder,
  /** @type {Set<string>} */ placed,
) {
  const files = new Map(
    readdirSync(join(kernelDir, 'lib', 'modules'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ko'))
      .map((path) => [basename(path, '.ko').replaceAll('-', '_'), join(kernelDir, 'lib', 'modules', path)]),
  );
  /** @type {string[]} */
  const order = [];
  const add = (/** @type {string} */ name) => {
    const key = name.replaceAll('-', '_');
    const file = files.get(key);
    if (file === undefined || placed.has(key)) return;
    placed.add(key);
    // The module itself says what it needs.
    const needs = /\0depends=([^\0]*)\0/.exec(readFileSync(file, 'latin1'))?.[1] ?? '';
    for (const need of needs.split(',')) if (need !== '') add(need);
    // Buses of virtio and PCI are found by matching, not by symbols.
    if (key === 'virtio_pci') for (const need of ['virtio_ring', 'virtio']) add(need);
    copyFileSync(file, join(folder, basename(file)));
    order.push(basename(file));
  };
  names.forEach(add);
  return order.join('\n');
}
