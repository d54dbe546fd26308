import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../helpers/index.ts';

export interface Certificate {
  /** PEM. */
  readonly certificate: string;
  readonly privateKey: string;
}

export interface Authority extends Certificate {
  /** A certificate for an IP address or a host name, or of a station (`client`). `days` below 0: it has expired. */
  issue(options: {
    readonly name: string;
    readonly days?: number;
    readonly use?: 'server' | 'client';
  }): Certificate;
}

/** Is the command line of OpenSSL here? Without it these tests are skipped by name. */
export const openssl: boolean = (() => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
const run = (folder: string, ...parts: readonly string[]): void =>
  void execFileSync('openssl', [...parts], { cwd: folder, stdio: 'pipe' });

/** An authority of its own, with real certificates of ten days. */
export function createAuthority(name: string): Authority {
  const folder = temporaryFolder();
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  run(
    folder,
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '10',
    '-subj',
    `/CN=${name}`,
  );
  let issued = 0;
  return {
    certificate: read('ca.pem'),
    privateKey: read('ca.key'),
    issue({ name: subject, days = 10, use = 'server' }) {
      issued += 1;
      const file = `leaf${issued}`;
      const kind = /^[\d.]+$/.test(subject) ? 'IP' : 'DNS';
      writeFileSync(
        join(folder, `${file}.ext`),
        `subjectAltName=${kind}:${subject}\nextendedKeyUsage=${use}Auth\nbasicConstraints=CA:FALSE\n`,
      );
      run(
        folder,
        'req',
        '-new',
        ...newKey,
        '-keyout',
        `${file}.key`,
        '-out',
        `${file}.csr`,
        '-subj',
        `/CN=${subject}`,
      );
      run(
        folder,
        ...['x509', '-req', '-in', `${file}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'],
        ...['-days', String(days), '-extfile', `${file}.ext`, '-out', `${file}.pem`],
      );
      return { certificate: read(`${file}.pem`), privateKey: read(`${file}.key`) };
    },
  };
}

/** A certificate that stands for nobody but itself. */
export function selfSigned(name: string): Certificate {
  const folder = temporaryFolder();
  const names = `subjectAltName=IP:${name}`;
  run(
    folder,
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    'key.pem',
    '-out',
    'own.pem',
    '-days',
    '10',
    '-subj',
    `/CN=${name}`,
    '-addext',
    names,
  );
  return {
    certificate: readFileSync(join(folder, 'own.pem'), 'utf8'),
    privateKey: readFileSync(join(folder, 'key.pem'), 'utf8'),
  };
}
