import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer as createPlainServer, type Server } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { UpstreamOutcome } from '../../../../main/app/ports/outside.ts';
import type { UpstreamAccess } from '../../../../main/contract/hosts.ts';
import { createHttpUpstream } from '../../../../main/infra/upstream/httpUpstream.ts';
import { networkCode, tlsFault } from '../../../../main/infra/upstream/linkFaults.ts';
import { temporaryFolder } from '../../helpers/index.ts';
import { createAuthority, openssl, selfSigned, type Certificate } from './helpers/certificates.ts';

const token = 'test-token-0123456789';
const health = { service: 'queue', inService: true, time: '2026-11-28T01:00:00.000Z' };

/** A real server; counts the requests that reached it. */
async function serve(options: ServerOptions | null): Promise<{ port: number; requests: () => number }> {
  let requests = 0;
  const answer: Parameters<typeof createPlainServer>[1] = (_, response) => {
    requests += 1;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(health));
  };
  const server: Server = options === null ? createPlainServer(answer) : createServer(options, answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as AddressInfo).port, requests: () => requests };
}

async function ask(
  access: Pick<UpstreamAccess, 'url' | 'ca' | 'clientCertificate'>,
): Promise<UpstreamOutcome<unknown>> {
  const upstream = createHttpUpstream({ ...access, token, timeoutMs: 5000 });
  try {
    return await upstream.call('health', { service: 'queue' });
  } finally {
    await upstream.close();
  }
}
const of = ({ certificate, privateKey }: Certificate): ServerOptions => ({
  cert: certificate,
  key: privateKey,
});
const fault = (detail: string) => ({ kind: 'linkFault', detail });

describe.skipIf(!openssl)('I7 TLS with a pinned authority, with real certificates', () => {
  const ours = openssl ? createAuthority('Test authority') : null;
  const other = openssl ? createAuthority('Another authority') : null;
  if (ours === null || other === null) return;
  const ca = ours.certificate;
  const good = ours.issue({ name: '127.0.0.1' });

  it('the right authority, the right name: an answer', async () => {
    const server = await serve(of(good));
    expect(await ask({ url: `https://127.0.0.1:${server.port}`, ca })).toMatchObject({ kind: 'answer' });
    expect(server.requests()).toBe(1);
  });

  it.each([
    ['of another authority', () => of(other.issue({ name: '127.0.0.1' })), 'tls:wrongAuthority'],
    ['expired', () => of(ours.issue({ name: '127.0.0.1', days: -1 })), 'tls:expired'],
    ['for another name', () => of(ours.issue({ name: 'upstream.invalid' })), 'tls:wrongName'],
    ['signed by itself', () => of(selfSigned('127.0.0.1')), 'tls:selfSigned'],
    [
      'of a station, not of a server',
      () => of(ours.issue({ name: '127.0.0.1', use: 'client' })),
      'tls:wrongAuthority',
    ],
  ])('a certificate %s is a fault of the link, named, and no request leaves', async (_, options, detail) => {
    const server = await serve(options());
    const outcome = await ask({ url: `https://127.0.0.1:${server.port}`, ca });
    expect(outcome).toEqual(fault(detail));
    expect(server.requests()).toBe(0);
  });

  it('no environment makes it lenient, and an authority of the system is none', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    onTestFinished(() => void vi.unstubAllEnvs());
    const server = await serve(of(other.issue({ name: '127.0.0.1' })));
    const url = `https://127.0.0.1:${server.port}`;
    expect(await ask({ url, ca })).toEqual(fault('tls:wrongAuthority'));
    // Not pinned at all: the authorities of Node are asked, none of which knows it.
    expect(await ask({ url })).toEqual(fault('tls:wrongAuthority'));
    expect(server.requests()).toBe(0);
  });

  it('where TLS is configured, an address without it is not asked, and a server without it is a fault', async () => {
    const plain = await serve(null);
    expect(await ask({ url: `http://127.0.0.1:${plain.port}`, ca })).toEqual(fault('tls:notConfigured'));
    expect(await ask({ url: `https://127.0.0.1:${plain.port}`, ca })).toEqual(fault('tls:noTls'));
    expect(plain.requests()).toBe(0);
  });

  it('TLS older than 1.2 is not spoken', async () => {
    const server = await serve({
      ...of(good),
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      // OpenSSL only offers it when it is allowed to be weak; BoringSSL (Electron) has no such word and offers it.
      ...(process.versions['electron'] === undefined && { ciphers: 'DEFAULT@SECLEVEL=0' }),
    });
    const outcome = await ask({ url: `https://127.0.0.1:${server.port}`, ca });
    expect(outcome).toEqual(fault('tls:oldVersion'));
    expect(server.requests()).toBe(0);
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'an upstream that wants a certificate of the station hears nobody without one (%s)',
    async (version) => {
      const server = await serve({
        ...of(good),
        ca,
        requestCert: true,
        rejectUnauthorized: true,
        maxVersion: version,
      });
      const url = `https://127.0.0.1:${server.port}`;
      const strange = other.issue({ name: 'SZ50', use: 'client' });
      // Node's server only cuts the line, which nobody can tell from a bad network; one that says why: below.
      expect((await ask({ url, ca })).kind).not.toBe('answer');
      expect((await ask({ url, ca, clientCertificate: strange })).kind).not.toBe('answer');
      expect(server.requests()).toBe(0);
      const mine = ours.issue({ name: 'SZ50', use: 'client' });
      expect(await ask({ url, ca, clientCertificate: mine })).toMatchObject({ kind: 'answer' });
    },
  );

  it.each(['-tls1_2', '-tls1_3'])('an upstream that says so is understood (%s)', async (version) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'ca.pem'), ca);
    writeFileSync(join(folder, 'server.pem'), good.certificate + good.privateKey);
    const server = spawn(
      'openssl',
      [
        ...['s_server', '-accept', '127.0.0.1:0', '-cert', 'server.pem', '-CAfile', 'ca.pem', version],
        ...['-Verify', '1', '-verify_return_error', '-www'],
      ],
      { cwd: folder },
    );
    onTestFinished(() => void server.kill('SIGKILL'));
    const port = await new Promise<string>((resolve) =>
      server.stdout.on('data', (data: Buffer) => {
        const said = /ACCEPT [\d.]+:(\d+)/.exec(data.toString('utf8'))?.[1];
        if (said !== undefined) resolve(said);
      }),
    );
    const url = `https://127.0.0.1:${port}`;
    expect(await ask({ url, ca })).toEqual(fault('tls:clientCertificate'));
    const clientCertificate = other.issue({ name: 'SZ50', use: 'client' });
    expect(await ask({ url, ca, clientCertificate })).toEqual(fault('tls:clientCertificate'));
  });

  it('nobody there is offline, with TLS as without', async () => {
    const server = await serve(of(good));
    const gone = await serve(null);
    expect(server.port).not.toBe(gone.port);
    expect(await ask({ url: 'https://127.0.0.1:9', ca })).toMatchObject({ kind: 'offline' });
  });
});

describe('I7 what an error of TLS is called', () => {
  const error = (code: string): Error => Object.assign(new Error('https://user:secret@host'), { code });

  it('takes BoringSSL’s words for OpenSSL’s, and shows no text of an error', () => {
    // Electron's library names the same alerts after TLSv1, and has no PEER_DID_NOT_RETURN.
    expect(tlsFault(error('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'))).toBe('tls:clientCertificate');
    expect(tlsFault(error('ERR_SSL_TLSV1_ALERT_CERTIFICATE_REQUIRED'))).toBe('tls:clientCertificate');
    expect(tlsFault(error('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'))).toBe('tls:clientCertificate');
    expect(tlsFault(error('ERR_SSL_WRONG_VERSION_NUMBER'))).toBe('tls:noTls');
    expect(tlsFault(error('ERR_SSL_HTTP_REQUEST'))).toBe('tls:noTls');
    expect(tlsFault(error('ERR_SSL_SOMETHING_NEW'))).toBe('tls:other ERR_SSL_SOMETHING_NEW');
  });

  it('what is no matter of TLS stays what it was', () => {
    for (const code of ['ECONNRESET', 'ECONNREFUSED', 'UND_ERR_SOCKET', 'ENOTFOUND', 'toString', '__proto__'])
      expect([tlsFault(error(code)), networkCode(error(code))]).toEqual([null, code]);
    expect([tlsFault(new Error('x')), networkCode('x')]).toEqual([null, 'noAnswer']);
  });
});
