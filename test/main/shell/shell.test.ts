import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../../main/contract/errors.ts';
import { fileIn } from '../../../main/shell/appProtocol.ts';
import { contentPolicy } from '../../../main/shell/contentPolicy.ts';
import { faultPage } from '../../../main/shell/faultPage.ts';
import { findStation } from '../../../main/shell/stationFile.ts';
import { parseSwitches, refusedSwitch } from '../../../main/shell/switches.ts';
import { temporaryFolder, testProfile } from '../helpers/index.ts';

describe('the command line', () => {
  it('chooses surfaces, mode and folder', () => {
    expect(parseSwitches(['electron', 'app'])).toEqual({
      surface: 'window',
      training: false,
      devdock: true,
      papersDir: null,
      dataDir: null,
      simulatedCamera: false,
    });
    const given = [
      '--training',
      '--surface=kiosk',
      '--no-devdock',
      '--user-data-dir=/a',
      '--data-dir=/b',
      '--papers-dir=/c',
    ];
    expect(parseSwitches(['electron', ...given])).toEqual({
      surface: 'kiosk',
      training: true,
      devdock: false,
      papersDir: '/c',
      dataDir: '/b',
      simulatedCamera: false,
    });
    expect(parseSwitches(['electron', '--surface=supervisor']).surface).toBe('window');
  });

  it('is refused when it takes the sandbox away, with one dash or two', () => {
    expect(refusedSwitch(['electron', '--no-sandbox'], false)).toBe('no-sandbox');
    expect(refusedSwitch(['electron', 'app', '-no-sandbox'], true)).toBe('no-sandbox');
    expect(refusedSwitch(['electron', '--disable-web-security=1'], false)).toBe('disable-web-security');
    expect(refusedSwitch(['electron', '--disable-gpu', '--training'], true)).toBe(null);
  });

  it('is refused by a production station when it opens a way in', () => {
    for (const way of [
      '--inspect',
      '--inspect-brk=0',
      '--remote-debugging-port=9222',
      '--remote-debugging-pipe',
    ]) {
      expect(refusedSwitch(['electron', way], true)).not.toBe(null);
      expect(refusedSwitch(['electron', way], false)).toBe(null);
    }
  });
});

describe('app://', () => {
  it('never names a file outside its folder', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('..', '.', '', 'a', 'index.html', '\\', '\0', '%2e%2e'), { maxLength: 8 }),
        (parts) => {
          const file = fileIn('/pages/renderer', `/${parts.join('/')}`);
          expect(file === null || file.startsWith(`/pages/renderer${sep}`)).toBe(true);
        },
      ),
    );
    expect(fileIn('/pages/renderer', '/assets/a.js')).toBe('/pages/renderer/assets/a.js');
    expect(fileIn('/pages/renderer', '/../rendererOther/a.js')).toBe(null);
  });

  it('allows neither inline code nor a network', () => {
    const policy = contentPolicy('abc');
    // WebAssembly is the one thing beside the scripts themselves; it evaluates no text.
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy.replace("'wasm-unsafe-eval'", '')).not.toMatch(/unsafe|\*|https?:|data:/);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).toContain("style-src 'self' 'nonce-abc'");
  });
});

describe('the page of a terminal that cannot start', () => {
  it.each(errorCodes.filter((code) => code.startsWith('database') || code === 'keyRefused'))(
    '%s: names cause and remedy in both languages, without a script',
    (code) => {
      const page = faultPage({ code }, 'abc');
      expect(page.match(/<h1>[^<]+<\/h1>/g)).toHaveLength(2);
      expect(page.match(/<p>[^<]+<\/p>/g)).toHaveLength(2);
      expect(page).not.toContain('<script');
      expect(page).toContain(code);
    },
  );

  it('writes what it was told as text', () => {
    const page = faultPage({ code: 'unavailable', detail: { part: '<img src=x>' } }, 'abc');
    expect(page).not.toContain('<img');
    expect(page).toContain('&lt;img src=x&gt;');
  });
});

describe('station.json', () => {
  const write = (content: unknown): string => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, 'station.json'),
      typeof content === 'string' ? content : JSON.stringify(content),
    );
    return folder;
  };
  const station = {
    profile: { ...testProfile, mode: 'production' },
    upstream: { url: 'https://up.invalid', ca: '-----BEGIN CERTIFICATE-----' },
  };

  it('makes a production station, from the first folder that has one', () => {
    const found = findStation([temporaryFolder(), write(station)]);
    expect(found).toMatchObject({ kind: 'station', station: { recoveryKey: null } });
    expect(findStation([temporaryFolder()])).toEqual({ kind: 'none' });
  });

  it('is refused when it is damaged or of a training station (J6)', () => {
    expect(findStation([write('{"half')])).toEqual({ kind: 'damaged' });
    expect(findStation([write({ ...station, profile: { ...testProfile, mode: 'training' } })])).toEqual({
      kind: 'damaged',
    });
  });

  const ca = '-----BEGIN CERTIFICATE-----\nTEST\n-----END CERTIFICATE-----';
  it.each([
    ['TLS by a pinned authority', { url: 'https://up.invalid', ca }, true],
    ['a gateway on this computer', { url: 'http://127.0.0.1:8080' }, true],
    ['a gateway on this computer by name', { url: 'http://localhost:8080' }, true],
    [
      'a service of its own, with TLS',
      { url: 'https://up.invalid', ca, services: { cards: 'https://cards.invalid' } },
      true,
    ],
    ['TLS by whatever the system trusts', { url: 'https://up.invalid' }, false],
    ['an authority that is none', { url: 'https://up.invalid', ca: 'trust me' }, false],
    ['no TLS', { url: 'http://up.invalid' }, false],
    [
      'no TLS at one service',
      { url: 'https://up.invalid', ca, services: { cards: 'http://cards.invalid' } },
      false,
    ],
    ['no TLS beside an authority', { url: 'http://127.0.0.1:8080', ca }, false],
    ['a name that only looks like this computer', { url: 'http://127.0.0.1.invalid' }, false],
    ['another protocol', { url: 'ftp://127.0.0.1' }, false],
  ])('I7 an upstream with %s', (_, upstream, taken) => {
    expect(findStation([write({ ...station, upstream })]).kind).toBe(taken ? 'station' : 'damaged');
  });

  it('I7 takes no secret from the file: nobody should put one there', () => {
    const upstream = {
      ...station.upstream,
      token: 'a-secret-of-the-station',
      signing: { stationId: 'SZ50' },
    };
    const found = findStation([write({ ...station, upstream })]);
    expect(JSON.stringify(found)).not.toMatch(/secret|signing/);
  });
});
