import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { businessType } from '../../../../main/contract/permit.ts';
import { hasShape } from '../../../../main/domain/rules/identifierPatterns.ts';
import { readQr, slipQr, trainingPermitQr } from '../../../../main/domain/rules/readQr.ts';
import { resolvePacks, type PackFile } from '../../../../main/domain/rules/resolvePacks.ts';
import type { RulePack } from '../../../../main/domain/rules/rulePack.ts';
import { createPackRegister } from '../../../../main/domain/rules/selectRulePack.ts';
import { shippedPack, shippedPackFiles, shippedPacks } from '../../helpers/shippedPacks.ts';

const shipped = shippedPack('440300');
const training = { training: true };

/** The shipped Shenzhen file with something changed, and the others as they are. */
function changed(change: (content: Content) => void, file = '440300-2026.11.json'): PackFile[] {
  const files = shippedPackFiles();
  const chosen = files.find((each) => each.file === file);
  if (!chosen) throw new Error(`no ${file}`);
  change(chosen.content as Content);
  return files;
}
// oxlint-disable-next-line typescript/no-explicit-any -- any part of any pack is damaged here
type Content = Record<string, any>;

describe('B1 rule packs', () => {
  it('ships a national pack and four overlays that pass their own check', () => {
    expect(shippedPacks.map((pack) => pack.version)).toEqual([
      '100000-2026.11',
      '310000-2026.11',
      '440100-2026.11',
      '440300-2026.11',
      '441900-2026.11',
    ]);
  });

  it('asks for every original of domain-rules 4.10, and for the power of attorney of an agent (4.5)', () => {
    const documents = shipped.businessTypes.find((entry) => entry.type === 'OVERSEAS')?.documents ?? [];
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
        'POA',
        'VISAPAGE',
        'WORKEXP',
      ].toSorted(),
    );
    expect(documents.find((entry) => entry.code === 'PHOTO')?.requirement).toBe('electronic');
    for (const { code, clause } of documents) {
      if (code === 'POA') continue;
      expect(clause.zh).toMatch(/常见问答第(4|10|11)问/);
      expect(clause.en).toMatch(/question (4|10|11)/);
    }
  });

  it('has all twelve kinds of business, each with a title, a clause and its place', () => {
    for (const pack of shippedPacks) {
      expect(pack.businessTypes.map(({ type }) => type).toSorted()).toEqual(businessType.options.toSorted());
      const place = Object.fromEntries(pack.businessTypes.map(({ type, handledAt }) => [type, handledAt]));
      expect(place).toMatchObject({ OVERSEAS: 'window', SHORT: 'online', INSURANCE: 'referral' });
      expect(pack.removed.map(({ ruleId }) => ruleId)).toContain('4.16');
    }
  });

  it('an overlay changes what it names and leaves the rest to the national pack', () => {
    const national = shippedPack('100000');
    const degree = (pack: RulePack) =>
      pack.businessTypes[0]?.documents.find((document) => document.code === 'DEGREE');
    expect(degree(shipped)?.clause).not.toEqual(degree(national)?.clause);
    expect({ ...degree(shipped), clause: null }).toEqual({ ...degree(national), clause: null });
    expect(shipped.calendar).toEqual(national.calendar);
    expect(shippedPack('440100').uninsuredMayGetCard).toBe(true);
    expect(shippedPack('441900').uninsuredMayGetCard).toBe(true);
    expect(shipped.uninsuredMayGetCard).toBe(false);
  });

  it('null in an overlay takes an entry out', () => {
    const files = changed((content) => {
      content['offices'] = { socialSecurity: null };
    });
    const packs = resolvePacks(files);
    if (!packs.ok) throw new Error('the packs are good');
    const shenzhen = packs.value.find((pack) => pack.region === '440300');
    expect(shenzhen?.offices.map(({ id }) => id)).toEqual(['exitEntryPolice', 'marketRegulation']);
  });

  it('4.3 Shanghai: category A shows nothing, unless it is A by salary; B and C show all', () => {
    const type = shippedPack('310000').businessTypes.find((entry) => entry.type === 'OVERSEAS');
    expect(type?.exemptions).toMatchObject([{ category: 'A', unless: ['salaryRoute'], ruleId: '4.3' }]);
  });

  it('refuses a version that is there twice, and a file that is no pack', () => {
    const files = shippedPackFiles();
    const twice = resolvePacks([...files, { file: 'again.json', content: files[3]?.content }]);
    expect(twice).toMatchObject({
      ok: false,
      error: { code: 'rulePackBad', detail: { file: 'again.json' } },
    });
    expect(resolvePacks([{ file: 'x.json', content: 'no object' }])).toMatchObject({
      error: { code: 'rulePackBad', detail: { reason: 'x.json: is no pack' } },
    });
  });

  it('takes the newest pack in effect and keeps older versions', () => {
    let today = '2026-11-25';
    const next = shippedPackFiles().find(({ file }) => file.startsWith('440300'))?.content as Content;
    Object.assign(next, { version: '440300-2026.12', effectiveFrom: '2026-12-01' });
    const files = [{ file: 'next.json', content: next }, ...shippedPackFiles()];
    const register = createPackRegister(files, '440300', () => today);
    if (!register.ok) throw new Error('the packs are good');
    expect(register.value.newest().version).toBe('440300-2026.11');
    today = '2026-12-01';
    expect(register.value.newest().version).toBe('440300-2026.12');
    expect(register.value.byVersion('440300-2026.11')?.version).toBe('440300-2026.11');
    expect(register.value.byVersion('440300-2020.01')).toBeNull();
  });

  it('refuses a region without a pack, and a day before every pack', () => {
    const files = shippedPackFiles();
    expect(createPackRegister(files, '440400', () => '2026-11-25').ok).toBe(false);
    expect(createPackRegister(files, '440300', () => '2026-08-31').ok).toBe(false);
  });
});

describe('A6 photo rules are data', () => {
  it('a city overrides the bytes of the card photo and keeps the rest of the national rule', () => {
    const files = changed((content) => {
      content['photo'] = { card: { bytes: { low: 9216, high: 20_480 } } };
    }, '441900-2026.11.json');
    const packs = resolvePacks(files);
    if (!packs.ok) throw new Error('the packs are good');
    const card = (region: string) => packs.value.find((pack) => pack.region === region)?.photo.card;
    expect(card('441900')).toEqual({ ...card('100000'), bytes: { low: 9216, high: 20_480 } });
    expect(card('440100')).toEqual(card('100000'));
  });

  it('5.11 the years are Shenzhen’s, in its advice as in its check', () => {
    expect(shippedPack('100000').photo.card.age).toBeNull();
    const years = shipped.photo.card.age?.maxYears;
    expect(years).toBe(5);
    expect(shipped.timing.find(({ id }) => id === 'cardPhotoAge')?.limit).toBe(years);
  });
});

describe('A5 identifier patterns are data', () => {
  it.each(
    shipped.identifiers.flatMap(({ id, pattern, good, bad }) => [
      ...good.map((text) => [id, pattern, text, true] as const),
      ...bad.map((text) => [id, pattern, text, false] as const),
    ]),
  )('%s %s: %s is %s', (_id, pattern, text, takes) => {
    expect(new RegExp(pattern, 'u').test(text)).toBe(takes);
  });

  it('a pack without a pattern refuses nothing', () => {
    expect(hasShape(shipped, 'permitNumber', 'TEST0')).toBe(false);
    expect(hasShape(shipped, 'permitNumber', 'TEST00000001')).toBe(true);
    expect(hasShape({ identifiers: [] }, 'permitNumber', 'TEST0')).toBe(true);
  });

  it('a pattern that no longer takes its vectors is refused', () => {
    const files = changed((content) => {
      content['identifiers']['permitNumber']['pattern'] = '^[0-9]{6,32}$';
    }, '100000-2026.11.json');
    expect(resolvePacks(files)).toMatchObject({
      error: { detail: { reason: expect.stringContaining('the pattern refuses TEST00000001') as string } },
    });
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
