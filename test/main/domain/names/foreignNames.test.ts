import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cardTemplate } from '../../../../main/domain/cardFace/cardTemplate.ts';
import {
  inkSpan,
  layoutCardFace,
  type MeasureText,
} from '../../../../main/domain/cardFace/layoutCardFace.ts';
import type { PassportRead } from '../../../../main/contract/cases.ts';
import { comparePassport } from '../../../../main/domain/documents/comparePassport.ts';
import { fullName } from '../../../../main/domain/documents/compareNames.ts';
import { composePassportZone, parsePassportZone } from '../../../../main/domain/identifiers/passportZone.ts';
import { zoneSpelling } from '../../../../main/domain/identifiers/zoneNames.ts';
import { foreignNames, type ForeignName } from '../../../kit/foreignNames.ts';
import { samplePermit } from '../../helpers/index.ts';
import { sampleCard } from '../../infra/paper/samples.ts';

const names = foreignNames();
const { holder } = samplePermit();
const recordOf = (name: ForeignName) =>
  samplePermit({
    holder: {
      ...holder,
      nationality: name.nationality,
      familyName: name.familyName,
      givenNames: name.givenNames,
    },
  });

function zoneOf(name: ForeignName): [string, string] {
  const nationality = name.nationality === 'DEU' ? 'D<<' : name.nationality;
  return composePassportZone({
    issuingState: nationality,
    nationality,
    familyName: name.familyName,
    givenNames: name.givenNames,
    documentNumber: holder.passportNumber,
    birthDate: holder.birthDate,
    sex: holder.sex,
    expiryDate: holder.passportExpiry,
  });
}
function passportOf(name: ForeignName): PassportRead {
  const parsed = parsePassportZone(zoneOf(name), '2026-11-25', '2026-11-25T01:20:00.000Z');
  if (!parsed.ok) throw new Error(parsed.error.code);
  return parsed.value;
}
const nameRow = (passport: PassportRead, name: ForeignName) => {
  const row = comparePassport(passport, recordOf(name), []).find(({ field }) => field === 'name');
  if (row === undefined) throw new Error('no row');
  return row;
};
const whole = ({ familyName, givenNames }: ForeignName): string =>
  zoneSpelling(familyName) + (givenNames === '' ? '' : `<<${zoneSpelling(givenNames)}`);
const isCut = (name: ForeignName): boolean => whole(name).length > 39;
const text = (runs: readonly { text: string }[] | undefined): string =>
  (runs ?? []).map((run) => run.text).join('');

describe('A4 500 names of real shapes', () => {
  it('are 500 different ones of every shape, some with 100 characters and more in one part', () => {
    expect(new Set(names.map(fullName)).size).toBe(500);
    const longest = Math.max(
      ...names.map((name) => Math.max(name.familyName.length, name.givenNames.length)),
    );
    expect(longest).toBe(120);
    const sizes = names.reduce<Record<string, number>>(
      (counted, { group }) => ({ ...counted, [group]: (counted[group] ?? 0) + 1 }),
      {},
    );
    expect(sizes).toEqual({ latin: 160, vietnamese: 90, arabic: 90, slavic: 80, onePart: 40, long: 40 });
    const of = (group: ForeignName['group']) => names.filter((name) => name.group === group);
    expect(of('onePart').every(({ givenNames }) => givenNames === '')).toBe(true);
    expect(of('long').filter(({ familyName }) => /^\p{L}{120}$/u.test(familyName))).toHaveLength(8);
    // What each group is there for: marks on letters, two marks on one, a particle, letters that only a table spells.
    expect(of('latin').filter((name) => /[ŁŞĐØÞƏĦ]/.test(fullName(name))).length).toBeGreaterThan(30);
    expect(of('vietnamese').filter((name) => /[ỄẦỮẬẮỞẾẶỨ]/.test(fullName(name))).length).toBeGreaterThan(40);
    expect(
      of('arabic').filter((name) => /\b(AL-|EL |BIN |ABU )/.test(fullName(name))).length,
    ).toBeGreaterThan(30);
    expect(of('slavic').filter((name) => /SHCH|TS|YEV|KH|IUL/.test(fullName(name))).length).toBeGreaterThan(
      30,
    );
    expect(names.filter(isCut).length).toBeGreaterThan(40);
    expect(names.filter((name) => /[^A-Z ,’'-]/u.test(fullName(name))).length).toBeGreaterThan(200);
  });

  it('are spelled for a zone and read back', () => {
    for (const name of names) {
      const [line] = zoneOf(name);
      expect(line).toMatch(/^P<[A-Z<]{42}$/);
      const passport = passportOf(name);
      const spelled = (part: string): string => zoneSpelling(part).replaceAll('<', ' ');
      if (isCut(name)) {
        // A letter in the last place says that it may be cut, and a person with two parts keeps both.
        expect(line).toMatch(/[A-Z]$/);
        expect(passport.nameMayBeCut).toBe(true);
        expect(passport.givenNames === '').toBe(name.givenNames === '');
      } else {
        expect(passport.familyName).toBe(spelled(name.familyName));
        expect(passport.givenNames).toBe(spelled(name.givenNames));
      }
    }
  });

  it('go to the eye with the right reason, and no character of either form is lost', () => {
    for (const name of names) {
      const passport = passportOf(name);
      const row = nameRow(passport, name);
      const plain = fullName(passport) === fullName(name);
      expect([fullName(name), row.machine, row.hint?.code]).toEqual([
        fullName(name),
        'needsEye',
        isCut(name) ? 'cut' : plain ? 'identical' : 'icaoSpelling',
      ]);
      expect(row.record).toBe(fullName(name));
      if (plain) expect(row.marks).toBeNull();
      else {
        expect(text(row.marks?.passport)).toBe(fullName(passport));
        expect(text(row.marks?.record)).toBe(fullName(name));
        expect(row.marks?.passport.some(({ kind }) => kind === 'differs')).toBe(false);
      }
    }
  });

  it('differ when one letter is another one, which is marked', () => {
    // Consonants that are no spelling of each other in any table.
    const consonants = 'BDKLMNPRT';
    let changed = 0;
    for (const name of names) {
      const passport = passportOf(name);
      const at = Array.from(passport.familyName).findIndex((letter) => consonants.includes(letter));
      if (at < 0) continue;
      const old = passport.familyName.charAt(at);
      const other = consonants.charAt((consonants.indexOf(old) + 4) % consonants.length);
      const familyName = passport.familyName.slice(0, at) + other + passport.familyName.slice(at + 1);
      const row = nameRow({ ...passport, familyName }, name);
      expect([familyName, row.machine]).toEqual([familyName, 'differs']);
      if (isCut(name)) continue;
      changed += 1;
      expect([fullName(name), familyName, row.hint?.code]).toEqual([fullName(name), familyName, 'oneLetter']);
      expect(text(row.marks?.passport.filter(({ kind }) => kind === 'differs'))).toContain(other);
    }
    expect(changed).toBeGreaterThan(400);
  });

  it('differ when family and given names have changed places, and the reason says so', () => {
    let turned = 0;
    for (const name of names) {
      const passport = passportOf(name);
      const { familyName, givenNames } = passport;
      if (isCut(name) || givenNames === '' || givenNames === familyName) continue;
      const row = nameRow({ ...passport, familyName: givenNames, givenNames: familyName }, name);
      expect([fullName(name), row.machine, row.hint?.code]).toEqual([
        fullName(name),
        'differs',
        'orderSwapped',
      ]);
      turned += 1;
    }
    expect(turned).toBeGreaterThan(350);
  });
});

describe('D10 500 names of real shapes on the card', () => {
  const template = cardTemplate.parse(
    JSON.parse(
      readFileSync(new URL('../../../../resources/templates/ssc-front.json', import.meta.url), 'utf8'),
    ),
  );
  const box = template.fields.find(({ field }) => field === 'name')?.box;
  /** Every letter 0.65 em wide: wider than the real fonts on average; a mark of its own has no width. */
  const measure: MeasureText = (value, size) =>
    Array.from(value.replace(/\p{M}/gu, '')).length * 0.65 * size * (25.4 / 72);

  it('keep every letter inside their box', () => {
    const card = sampleCard({ photo: '' });
    for (const name of names) {
      const printed = `${name.familyName} ${name.givenNames}`.trim().normalize('NFC');
      const lines = layoutCardFace(template, { ...card, name: printed }, measure).filter(
        ({ field, style }) => field === 'name' && style !== 'label',
      );
      const strip = (value: string): string => value.replace(/\s/g, '');
      expect(strip(lines.map((line) => line.text).join(''))).toBe(strip(printed));
      for (const line of lines) {
        expect(measure(line.text, line.size, line.style) * line.narrow).toBeLessThanOrEqual(
          (box?.width ?? 0) + 1e-9,
        );
        expect(inkSpan(line).top).toBeGreaterThanOrEqual((box?.y ?? 0) - 1e-9);
        expect(inkSpan(line).bottom).toBeLessThanOrEqual((box?.y ?? 0) + (box?.height ?? 0) + 1e-6);
      }
    }
  });
});
