import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createQueueMark } from '../../main/infra/system/queueMark.ts';
import { temporaryFolder } from '../main/helpers/temporary.ts';
import { resourcesDir } from './support/repoFolders.ts';

const prerm = join(resourcesDir, 'packaging', 'linux', 'prerm');
const dpkg =
  spawnSync('dpkg', ['--version']).status === 0 && spawnSync('dpkg-deb', ['--version']).status === 0;
const isRoot = process.getuid?.() === 0;
const shell = existsSync('/bin/sh');

/** A root file system with one person, and a station's data where that person's program keeps them. */
function computer(dataFolder = 'home/desk/.config/Zhengka/station') {
  const root = temporaryFolder();
  mkdirSync(join(root, 'etc'), { recursive: true });
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\nkiosk:x:1:1::/srv/kiosk:/bin/sh\n');
  const dataDir = join(root, dataFolder);
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, 'cases.db'), '');
  return {
    root,
    dataDir,
    mark: createQueueMark({ dataDir, stationId: 'SZ50', now: () => '2026-11-25T01:20:00.000Z' }),
  };
}
const run = (root: string, ...words: string[]) => {
  const ended = spawnSync('/bin/sh', [prerm, ...words], { env: { DPKG_ROOT: root, PATH: '/usr/bin:/bin' } });
  return { status: ended.status, said: ended.stderr.toString() };
};
const empty = { own: 0, carried: 0, jobs: 0 };

describe.skipIf(!shell)('G7 the script that a removal asks (a real shell)', () => {
  it.each([
    ['a row', { ...empty, own: 1 }],
    ['a carried row', { ...empty, carried: 3 }],
    ['a card job', { ...empty, jobs: 1 }],
  ])('refuses while %s is not settled, in both languages, with what to do and where', (_what, counts) => {
    const { root, mark } = computer();
    mark.counted(counts);
    const refused = run(root, 'remove');
    expect(refused.status).toBe(1);
    expect(refused.said).toContain('拒绝卸载');
    expect(refused.said).toContain('It is not removed');
    expect(refused.said).toContain('/home/desk/.config/Zhengka/station');
    expect(refused.said).not.toContain(root);
  });

  it('lets an empty station go, and refuses again from the moment before the next row', () => {
    const { root, mark } = computer();
    mark.counted(empty);
    expect(run(root, 'remove')).toEqual({ status: 0, said: '' });
    mark.notEmpty();
    expect(run(root, 'remove').status).toBe(1);
  });

  it('data without a mark, with half a mark, or with one of another kind count as not empty', () => {
    const { root, dataDir } = computer();
    expect(run(root, 'remove').status).toBe(1);
    for (const text of ['', '{"version":1,"empty":tr', 'yes', '{"empty":false,"own":0}']) {
      writeFileSync(join(dataDir, 'queue-standing.json'), text);
      expect([text, run(root, 'remove').status]).toEqual([text, 1]);
    }
  });

  it('an update is never refused; a computer without a station, and training data, are nobody’s record', () => {
    const { root, mark } = computer();
    mark.counted({ ...empty, own: 5 });
    for (const words of [
      ['upgrade', '0.2.0'],
      ['failed-upgrade', '0.1.0'],
    ])
      expect([words[0], run(root, ...words).status]).toEqual([words[0], 0]);
    expect(run(temporaryFolder(), 'remove')).toEqual({ status: 0, said: '' });
    const training = computer('home/desk/.config/Zhengka/training');
    training.mark.counted({ ...empty, own: 5 });
    expect(run(training.root, 'remove').status).toBe(0);
  });

  it.each([
    ['of a person in passwd', 'srv/kiosk/.config/Zhengka/station'],
    ['of root', 'root/.config/Zhengka/station'],
    ['of a person of a directory service', 'home/city.example/desk/.config/Zhengka/station'],
    ['of a service', 'var/lib/zhengka/window1/station'],
  ])('looks into the data %s', (_whose, folder) => {
    const { root, mark } = computer(folder);
    mark.counted({ ...empty, own: 1 });
    expect(run(root, 'remove').said).toContain(`/${folder}`);
  });

  it('looks into data folders elsewhere that are named, with blanks in their names', () => {
    const { root, mark } = computer('data/desk 1/station');
    mark.counted({ ...empty, own: 1 });
    expect(run(root, 'remove').status).toBe(0);
    mkdirSync(join(root, 'etc/zhengka'));
    writeFileSync(join(root, 'etc/zhengka/data-folders'), '/data/desk 1/');
    expect(run(root, 'remove').said).toContain('/data/desk 1/station');
  });
});

describe.skipIf(!dpkg || !isRoot)('G7 a real package (needs dpkg and root)', () => {
  it('dpkg does not remove or purge it while the queue is not empty, updates it all the same, and removes it when it is', () => {
    const { root, mark } = computer();
    for (const folder of ['var/lib/dpkg/info', 'var/lib/dpkg/updates', 'var/lib/dpkg/triggers', 'var/log'])
      mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, 'var/lib/dpkg/status'), '');
    const admin = (...words: string[]) => {
      const ended = spawnSync(
        'dpkg',
        [
          `--root=${root}`,
          '--force-script-chrootless',
          '--force-depends',
          `--log=${join(root, 'dpkg.log')}`,
          ...words,
        ],
        { env: { ...process.env, LC_ALL: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive' } },
      );
      return { status: ended.status, said: ended.stdout.toString() + ended.stderr.toString() };
    };
    const program = join(root, 'opt/Zhengka/zhengka');
    expect(admin('-i', packageOf('0.1.0'))).toMatchObject({ status: 0 });
    expect(existsSync(program)).toBe(true);

    mark.counted({ ...empty, own: 2 });
    for (const how of ['-r', '-P']) {
      const refused = admin(how, 'zhengka');
      expect(refused.said).toContain('拒绝卸载');
      expect(refused.status).not.toBe(0);
      expect(existsSync(program)).toBe(true);
    }
    expect(admin('-i', packageOf('0.2.0'))).toMatchObject({ status: 0 });

    mark.counted(empty);
    expect(admin('-r', 'zhengka')).toMatchObject({ status: 0 });
    expect(existsSync(program)).toBe(false);
  }, 60_000);
});

/** The smallest package that has the script as the packager puts it in. */
function packageOf(version: string): string {
  const folder = temporaryFolder();
  const tree = join(folder, 'tree');
  mkdirSync(join(tree, 'DEBIAN'), { recursive: true });
  mkdirSync(join(tree, 'opt/Zhengka'), { recursive: true });
  writeFileSync(join(tree, 'opt/Zhengka/zhengka'), '#!/bin/sh\n');
  writeFileSync(
    join(tree, 'DEBIAN/control'),
    `Package: zhengka\nVersion: ${version}\nArchitecture: all\nMaintainer: Zhengka <nobody@example.invalid>\nDescription: test\n`,
  );
  copyFileSync(prerm, join(tree, 'DEBIAN/prerm'));
  chmodSync(join(tree, 'DEBIAN/prerm'), 0o755);
  const file = join(folder, `zhengka_${version}_all.deb`);
  execFileSync('dpkg-deb', ['--root-owner-group', '--build', tree, file], { stdio: 'ignore' });
  return file;
}
