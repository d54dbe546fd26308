import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRulePack } from '../../../../main/domain/rules/checkRulePack.ts';
import { readQr, slipQr, trainingPermitQr } from '../../../../main/domain/rules/readQr.ts';
import type { RulePack } from '../../../../main/domain/rules/rulePack.ts';
import { createPackRegister } from '../../../../main/domain/rules/selectRulePack.ts';

const file = join(import.meta.dirname, '../../../../resources/rules/440300-2026.09.json');
const shipped = JSON.parse(readFileSync(file, 'utf8')) as RulePack;
const training = { training: true };
const otherPack = (changes: Partial<RulePack>): RulePack => ({ ...shipped, ...changes });

describe('B1 rule packs', () => {
  it('ships a Shenzhen pack that passes its own check', () => {
    expect(checkRulePack(shipped)).toMatchObject({ ok: true, value: { version: '440300-2026.09' } });
  });

  it('asks for every original of domain-rules 4.10', () => {
    const documents = shipped.businessTypes[0]?.documents ?? [];
    const originals = documents.filter((entry) => entry.requirement === 'original');
    expect(originals.map((entry) => entry.code).toSorted()).toEqual(
      [
        'APPFORM',
        'CONTRACT',
        'DEGREE',
        'FAMILY',
        'MEDICAL',
        'NCR',
        'PASSPORT',
        'VISAPAGE',
        'WORKEXP',
      ].toSorted(),
    );
    expect(documents.find((entry) => entry.code === 'PHOTO')?.requirement).toBe('electronic');
    for (const { clause } of documents) {
      expect(clause.zh).toMatch(/常见问答第(4|10|11)问/);
      expect(clause.en).toMatch(/question (4|10|11)/);
    }
  });

  it.each([
    ['calendar.holidays.0', otherPack({ calendar: { ...shipped.calendar, holidays: ['2026-02-30'] } })],
    [
      'permitQr[0].pattern',
      otherPack({ permitQr: [{ id: 'a', prefix: 'A', pattern: '^(', trainingOnly: false }] }),
    ],
    [
      'group "permit"',
      otherPack({ permitQr: [{ id: 'a', prefix: 'A', pattern: '^A$', trainingOnly: false }] }),
    ],
    [
      'whole text',
      otherPack({ permitQr: [{ id: 'a', prefix: 'A', pattern: '(?<permit>A)', trainingOnly: false }] }),
    ],
    ['must begin with the region', otherPack({ region: '310000' })],
    ['businessTypes', otherPack({ businessTypes: [] })],
    [
      'document PHOTO is there twice',
      otherPack({
        businessTypes: shipped.businessTypes.map((type) => ({
          ...type,
          documents: [...type.documents, ...type.documents.slice(-1)],
        })),
      }),
    ],
    [
      '2026-01-01 is there twice',
      otherPack({ calendar: { ...shipped.calendar, makeUpDays: ['2026-01-01'] } }),
    ],
    ['after coversUntil', otherPack({ calendar: { ...shipped.calendar, coversUntil: '2026-03-01' } })],
    [
      'series SL is there twice',
      otherPack({
        notices: { ...shipped.notices, notOurs: { ...shipped.notices.notOurs, series: 'SL' } },
      }),
    ],
    ['pack', 'no object'],
  ])('names the wrong entry: %s', (reason, content) => {
    const checked = checkRulePack(content);
    expect(checked).toMatchObject({ ok: false, error: { code: 'rulePackBad' } });
    expect(!checked.ok && checked.error.detail?.['reason']).toContain(reason);
  });

  it('takes the newest pack in effect and keeps older versions', () => {
    let today = '2026-11-25';
    const next = otherPack({ version: '440300-2026.12', effectiveFrom: '2026-12-01' });
    const elsewhere = otherPack({ version: '310000-2026.10', region: '310000', effectiveFrom: '2026-10-01' });
    const register = createPackRegister([next, shipped, elsewhere], '440300', () => today);
    if (!register.ok) throw new Error('the packs are good');
    expect(register.value.newest().version).toBe('440300-2026.09');
    today = '2026-12-01';
    expect(register.value.newest().version).toBe('440300-2026.12');
    expect(register.value.byVersion('440300-2026.09')?.version).toBe('440300-2026.09');
    expect(register.value.byVersion('440300-2020.01')).toBeNull();
  });

  it('refuses a region without a pack, and a version twice', () => {
    expect(createPackRegister([shipped], '310000', () => '2026-11-25').ok).toBe(false);
    expect(createPackRegister([shipped], '440300', () => '2026-08-31').ok).toBe(false);
    expect(createPackRegister([shipped, shipped], '440300', () => '2026-11-25').ok).toBe(false);
  });
});

describe('A1 QR codes', () => {
  it('reads the QR of a training Notice, in training only', () => {
    const text = trainingPermitQr('TEST00000001');
    expect(text).toMatch(/^ZKT1:TEST00000001:[0-9A-F]{4}$/);
    const expected = { ok: true, value: { kind: 'permit', permitNumber: 'TEST00000001' } };
    expect(readQr(text, shipped, training)).toEqual(expected);
    expect(readQr(`${text}\r\n`, shipped, training)).toEqual(expected);
    expect(readQr(text, shipped, { training: false })).toMatchObject({ error: { code: 'qrForeign' } });
  });

  it('reads a kiosk slip', () => {
    expect(readQr(slipQr('SZ50-20261125-0001', '0a1b2c3d'), shipped, training)).toEqual({
      ok: true,
      value: { kind: 'slip', caseNumber: 'SZ50-20261125-0001', code: '0a1b2c3d' },
    });
  });

  it.each([
    trainingPermitQr('TEST00000001').slice(0, -1),
    `${trainingPermitQr('TEST00000001').slice(0, -4)}0000`,
    trainingPermitQr('TEST00000001').replace('TEST', 'test'),
    'ZKT1:',
    'ZKS1:SZ50-20261125-0001:xyz',
    'ZKS1:',
  ])('calls %s damaged', (text) => {
    expect(readQr(text, shipped, training)).toMatchObject({ ok: false, error: { code: 'qrDamaged' } });
  });

  it.each(['', 'https://example.org/pay?a=1', 'TEST00000001', 'x'.repeat(8193), `ZKT1:${'A'.repeat(9000)}`])(
    'calls %s foreign',
    (text) => {
      expect(readQr(text, shipped, training)).toMatchObject({ ok: false, error: { code: 'qrForeign' } });
    },
  );

  it('never throws and never accepts what it did not make', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.string({ unit: 'binary', maxLength: 60 }).map((tail) => `ZKT1:${tail}`),
      fc.string({ unit: 'binary', maxLength: 60 }).map((tail) => `ZKS1:${tail}`),
    );
    fc.assert(
      fc.property(text, (scanned) => {
        const content = readQr(scanned, shipped, training);
        if (content.ok && content.value.kind === 'permit')
          expect(trainingPermitQr(content.value.permitNumber)).toBe(scanned.trim());
      }),
      { numRuns: 1000 },
    );
  });

  it('notices every single altered character of the number', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[0-9A-Z]{6,32}$/),
        fc.nat(31),
        fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')),
        (number, place, letter) => {
          const at = place % number.length;
          const altered = number.slice(0, at) + letter + number.slice(at + 1);
          fc.pre(altered !== number);
          const text = trainingPermitQr(number).replace(number, altered);
          expect(readQr(text, shipped, training)).toMatchObject({ error: { code: 'qrDamaged' } });
        },
      ),
    );
  });
});
