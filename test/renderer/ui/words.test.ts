import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../../main/contract/errors.ts';
import { explain } from '../../../renderer/ui/explain.ts';
import {
  agePart,
  formatDateTime,
  formatSince,
  formatTime,
  minutesBetween,
} from '../../../renderer/ui/format.ts';
import { groupNumber } from '../../../renderer/ui/groupNumber.ts';
import { keyName } from '../../../renderer/ui/useKeys.ts';

describe('errors', () => {
  it.each(errorCodes)('%s has a message and a remedy in both languages', (code) => {
    for (const language of ['zh', 'en'] as const) {
      const { message, remedy } = explain({ code }, language);
      expect(message).not.toBe('');
      expect(remedy).not.toBe('');
    }
  });

  it('turn instants into local times', () => {
    const failure = {
      code: 'upstreamOffline',
      detail: { upstream: '社保卡系统', since: '2026-11-24T02:42:00.000Z' },
    } as const;
    expect(explain(failure, 'zh').message).toBe('社保卡系统 离线（自 2026-11-24 10:42）');
  });

  it('keep other values as they are', () => {
    expect(explain({ code: 'caseIncomplete', detail: { count: 2 } }, 'en').message).toMatch(/^2 items/);
  });
});

describe('document numbers', () => {
  it('are grouped for the eye and stay whole', () => {
    expect(groupNumber('X00000017')).toEqual(['X000', '00017']);
    expect(groupNumber('6217000000000001')).toEqual(['6217', '0000', '0000', '0001']);
    expect(groupNumber('SZ50-BZ-2026-000001')).toEqual(['SZ50-BZ-2026-000001']);
    expect(groupNumber('4417')).toEqual(['4417']);
    fc.assert(
      fc.property(fc.string({ maxLength: 32 }), (value) => {
        const groups = groupNumber(value);
        expect(groups.join('')).toBe(value);
        if (groups.length > 1) expect(groups.every((group) => group.length > 1)).toBe(true);
      }),
    );
  });
});

describe('times', () => {
  it('are those of Asia/Shanghai on every machine', () => {
    expect(formatTime('2026-11-24T16:05:00.000Z')).toBe('00:05');
    expect(formatDateTime('2026-11-24T16:05:00.000Z')).toBe('2026-11-25 00:05');
    expect(formatSince('2026-11-24T02:42:00.000Z', '2026-11-24T05:00:00.000Z')).toBe('10:42');
    expect(formatSince('2026-11-23T02:42:00.000Z', '2026-11-24T05:00:00.000Z')).toBe('2026-11-23 10:42');
  });

  it('ages are short and never negative', () => {
    expect(minutesBetween('2026-11-24T03:00:00.000Z', '2026-11-24T02:00:00.000Z')).toBe(0);
    expect(agePart(59)).toEqual({ unit: 'minutes', count: 59 });
    expect(agePart(125)).toEqual({ unit: 'hours', count: 2 });
    expect(agePart(60 * 72)).toEqual({ unit: 'days', count: 3 });
  });
});

describe('keys', () => {
  it('have one name, whatever the case', () => {
    const plain = { altKey: false, ctrlKey: false, metaKey: false };
    expect(keyName({ key: 'S', ...plain })).toBe('s');
    expect(keyName({ key: 'F9', ...plain })).toBe('F9');
    expect(keyName({ key: '1', ...plain, altKey: true })).toBe('Alt+1');
    expect(keyName({ key: 'Enter', ...plain, ctrlKey: true })).toBe('Ctrl+Enter');
  });
});
