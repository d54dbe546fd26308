import { readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../../../main/infra/log/createLog.ts';
import { redact } from '../../../../main/infra/log/redact.ts';
import { temporaryFolder } from '../../helpers/index.ts';

describe('log', () => {
  it('writes one line per event at once, into a file of the day', () => {
    const folder = join(temporaryFolder(), 'logs');
    const log = createLog({ folder, process: 'core', now: () => Date.parse('2026-11-25T01:00:00.000Z') });
    log.info('host.started', { version: '0.1.0' });
    log.warn('sync.offline', { attempts: 3 });
    log.error('call.incident', { incident: 'incident_000000000000000000000001' });
    expect(readdirSync(folder)).toEqual(['core-2026-11-25.log']);
    const lines = readFileSync(join(folder, 'core-2026-11-25.log'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ level, event }) => [level, event])).toEqual([
      [30, 'host.started'],
      [40, 'sync.offline'],
      [50, 'call.incident'],
    ]);
    expect(lines[1]).toMatchObject({ process: 'core', attempts: 3 });
    expect(lines[2]).toMatchObject({ incident: 'incident_000000000000000000000001' });
    log.close();
  });

  it('deletes its files after thirty days and nothing else', () => {
    const folder = temporaryFolder();
    const old = new Date('2026-10-01T00:00:00.000Z');
    for (const name of ['core-2026-10-01.log', 'kept.txt']) {
      writeFileSync(join(folder, name), 'x');
      utimesSync(join(folder, name), old, old);
    }
    createLog({ folder, process: 'core', now: () => Date.parse('2026-11-25T01:00:00.000Z') }).close();
    expect(readdirSync(folder).toSorted()).toEqual(['core-2026-11-25.log', 'kept.txt']);
  });
});

describe('I6 nothing personal in a log', () => {
  it.each([
    ['name', 'EXAMPLE, PERSON'],
    ['password', 'x'],
    ['token', 'x'],
    ['bankCardNumber', 12],
    ['note', 'anything'],
    ['detail', '6217000000000000001'],
    ['detail', 'P<D<<EXAMPLE<<PERSON'],
    ['detail', 'passport C01X00T47 refused: AB1234567'],
    ['detail', '示例'],
    ['detail', { nested: 'EXAMPLE' }],
    ['detail', ['EXAMPLE']],
    ['detail', undefined],
  ])('%s: %j is not written', (name, value) => {
    expect(redact({ [name]: value })).toEqual({ [name]: '[redacted]' });
  });

  it('ids, codes, numbers and instants are', () => {
    const facts = {
      case: 'case_000000000000000000000001',
      code: 'upstreamOffline',
      at: '2026-11-25T01:00:00.000Z',
      rows: 12,
      online: false,
      since: null,
    };
    expect(redact(facts)).toEqual(facts);
    expect(String(redact({ detail: 'a'.repeat(500) })['detail'])).toHaveLength(200);
  });
});
