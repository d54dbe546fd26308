import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { signPack } from '../../../../main/infra/crypto/packSignature.ts';
import { trainingPublisher } from '../../../../main/training/rulePublisher.ts';
import { trainingPublisherKey } from '../../../../main/training/rulePublisherKey.ts';
import { checkRules, type Checked } from '../../../../tools/rules/checkRules.ts';
import { temporaryFolder } from '../../helpers/temporary.ts';

const shipped = join(import.meta.dirname, '../../../../resources/rules');
const shenzhen = '440300-2026.11.json';
const national = '100000-2026.11.json';

type Edit = (text: string) => string;

/** A folder with the shipped packs, one of them edited as text and signed again, so that only the edit is wrong. */
function folderWith(file: string, edit: Edit): string {
  const folder = join(temporaryFolder(), 'rules');
  mkdirSync(folder);
  for (const name of readdirSync(shipped))
    writeFileSync(join(folder, name), readFileSync(join(shipped, name)));
  const before = readFileSync(join(shipped, file), 'utf8');
  const after = edit(before);
  if (after === before) throw new Error('the edit changes nothing');
  writeFileSync(join(folder, file), after);
  try {
    const signature = signPack(JSON.parse(after), trainingPublisherKey);
    const signatures = { signatures: [{ publisher: trainingPublisher.id, signature }] };
    writeFileSync(join(folder, `${file}.sig`), JSON.stringify(signatures));
  } catch {
    // No JSON: it is refused before its signature counts.
  }
  return folder;
}

const check = (folder: string, wish: string | null = null): Checked =>
  checkRules(wish, folder, [trainingPublisher]);
const swap =
  (from: string, to: string): Edit =>
  (text) =>
    text.replace(from, to);
/** The line of a piece of the edited text; `anchor > piece` is the first one after the anchor. */
const lineOf = (folder: string, file: string, words: string): number => {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  const [piece = '', anchor = ''] = words.split(' > ').toReversed();
  const from = lines.findIndex((line) => line.includes(anchor));
  const index = lines.findIndex((line, at) => at >= from && line.includes(piece));
  if (index < 0) throw new Error(`no line has ${piece}`);
  return index + 1;
};

/** What is edited, in which file, the piece of the text whose line must be named, and what is said about it. */
const bad: readonly (readonly [kind: string, file: string, edit: Edit, piece: string, reason: string])[] = [
  [
    'a date that does not exist',
    national,
    swap('"2026-10-01"', '"2026-10-32"'),
    '"2026-10-32"',
    'calendar.holidays.26',
  ],
  [
    'a day that is both off and on',
    national,
    swap('"2026-01-04"', '"2026-01-01"'),
    '"makeUpDays"',
    '2026-01-01 is there twice',
  ],
  [
    'a day after the calendar',
    national,
    swap('"coversUntil": "2026-12-31"', '"coversUntil": "2026-10-05"'),
    '"holidays"',
    'is after coversUntil',
  ],
  [
    'a make-up day on a weekday',
    national,
    swap('"2026-05-09"', '"2026-05-11"'),
    '"makeUpDays"',
    'is a working day anyway',
  ],
  [
    'a word nobody knows',
    shenzhen,
    swap('"effectiveFrom"', '"efectiveFrom"'),
    '"efectiveFrom"',
    'efectiveFrom: is no key of a pack',
  ],
  [
    'a document that does not exist',
    national,
    swap('"SSCPHOTO": {}', '"SSCFOTO": {}'),
    '"SSCFOTO": {}',
    'businessTypes.SSC_ISSUE.documents.SSCFOTO',
  ],
  [
    'a requirement that does not exist',
    national,
    swap('"requirement": "electronic"', '"requirement": "digital"'),
    '"requirement": "digital"',
    'requirement',
  ],
  [
    'a clause without words',
    shenzhen,
    swap('"clause": "S2.Q4.NCR"', '"clause": "S2.Q44"'),
    '"clause": "S2.Q44"',
    'there is no clause S2.Q44',
  ],
  [
    'a pack that is not there',
    shenzhen,
    swap('"extends": "100000-2026.11"', '"extends": "100000-2026.12"'),
    '"extends"',
    'there is no pack 100000-2026.12',
  ],
  [
    'a version of another region',
    shenzhen,
    swap('"version": "440300-', '"version": "440301-'),
    '"version"',
    'must begin with the region 440300',
  ],
  [
    'a QR pattern that matches a part',
    national,
    swap('"pattern": "^ZKT1', '"pattern": "ZKT1'),
    '"pattern": "ZKT1',
    'must match the whole text',
  ],
  [
    'a QR pattern without its group',
    national,
    swap('(?<permit>', '(?<number>'),
    '(?<number>',
    'lacks the group "permit"',
  ],
  [
    'an e-card pattern that matches a part',
    national,
    swap('"pattern": "^ZKE1', '"pattern": "ZKE1'),
    '"pattern": "ZKE1',
    'must match the whole text',
  ],
  [
    'an e-card code that begins like a Notice',
    national,
    swap('"prefix": "ZKE1:"', '"prefix": "ZKT1"'),
    '"prefix": "ZKT1"',
    'cannot be told from ZKT1:',
  ],
  [
    'an e-card code that begins like a paper of ours',
    national,
    swap('"prefix": "ZKE1:"', '"prefix": "ZKP1:"'),
    '"prefix": "ZKP1:"',
    'cannot be told from ZKP1:',
  ],
  [
    'an allow-list of e-card codes that would send any link',
    national,
    (text) =>
      text.replace(
        /"ecardQr": \{/,
        '"ecardQr": { "any": { "prefix": "https://", "lifeSeconds": 60, "trainingOnly": false },',
      ),
    '"prefix": "https://"',
    'is too short',
  ],
  [
    'an identifier pattern that takes a bad vector',
    national,
    swap('"^[0-9A-Z]{6,32}$"', '"^[0-9A-Za-z]{5,32}$"'),
    '"bad": [',
    'the pattern takes TEST0',
  ],
  [
    'a transition to nowhere',
    national,
    swap('"leadsTo": "REISSUE_NOTICE"', '"leadsTo": "REISSUE"'),
    '"leadsTo": "REISSUE"',
    'leadsTo',
  ],
  [
    'a series that two papers share',
    national,
    swap('"series": "BZ"', '"series": "SL"'),
    '"supplement": > "series": "SL"',
    'series SL is there twice',
  ],
  [
    'a paper that forgets what was typed',
    national,
    swap('理由：{reason}', '理由如下'),
    '"notNeeded": > "paragraphs"',
    'never says {reason} in zh',
  ],
  [
    'a permit photo of more than 1 MB (A6, 7.1)',
    national,
    swap('"maxBytes": 1048576', '"maxBytes": 1048577'),
    '"maxBytes": 1048577',
    'photo.permit.maxBytes: 1048577 is looser than 1048576, which is fixed (7.1)',
  ],
  [
    'a permit photo of less than 354 pixels (A6, 7.1)',
    national,
    swap('"minWidth": 354', '"minWidth": 353'),
    '"minWidth": 353',
    'photo.permit.minWidth: 353 is looser than 354, which is fixed (7.1)',
  ],
  [
    'a permit photo of less than 472 pixels (A6, 7.1)',
    national,
    swap('"minHeight": 472', '"minHeight": 471'),
    '"minHeight": 471',
    'photo.permit.minHeight: 471 is looser than 472, which is fixed (7.1)',
  ],
  [
    'a photo of a city that may be seven months old (A6, 5.3)',
    shenzhen,
    swap('"photo": {', '"photo": {\n    "permit": { "maxMonths": 7 },'),
    '"maxMonths": 7',
    'photo.permit.maxMonths: 7 is looser than 6, which is fixed (5.3)',
  ],
  [
    'a chip photo of a city that is larger than its file (A6, 8.7)',
    shenzhen,
    swap('"photo": {', '"photo": {\n    "chip": { "maxBytes": 4097 },'),
    '"maxBytes": 4097',
    'photo.chip.maxBytes: 4097 is looser than 4096, which is fixed (8.7)',
  ],
  [
    'a band that is turned round',
    national,
    swap('"low": 179', '"low": 279'),
    '"faceWidth": > "low": 279',
    'photo.card.faceWidth.low: 279 is more than high, 255',
  ],
  [
    'a band outside of the card photo',
    national,
    swap('"high": 196', '"high": 359'),
    '"eyeX": > "high": 359',
    'photo.card.eyeX.high: 359 is outside of the card photo, 358',
  ],
  [
    'eyes above the hair',
    national,
    swap('"minEyeFromBottom": 207', '"minEyeFromBottom": 434'),
    '"minEyeFromBottom": 434',
    'puts the eyes above the hair',
  ],
  [
    'a permit copy that the permit rule refuses',
    national,
    swap('"producedMaxBytes": 1000000', '"producedMaxBytes": 2000000'),
    '"producedMaxBytes": 2000000',
    'is more than maxBytes, 1048576',
  ],
  [
    'an apostille before the Convention',
    national,
    swap('"from": "2023-11-07"', '"from": "2013-11-07"'),
    '"from": "2013-11-07"',
    'is before the Convention',
  ],
  [
    'an apostille state without a source',
    national,
    swap('"source": "depositary"', '"source": "hearsay"'),
    '"source": "hearsay"',
    'there is no source hearsay',
  ],
  [
    'a window without documents',
    national,
    swap('"EMPREQ": {}', ''),
    '"CANCEL_NOTICE_PRE": > "documents": {',
    'a window needs at least one document',
  ],
  [
    'an online business that does not say where',
    national,
    (text) => text.replace(/"elsewhere": \{\s*"zh": "90日以下[^}]*\}/, '"elsewhere": null'),
    '"elsewhere": null',
    'must say how and where',
  ],
];

describe('B1 rules:check refuses a bad pack and names the line', () => {
  it.each(bad)('%s', (_kind, file, edit, piece, reason) => {
    const folder = folderWith(file, edit);
    const { exitCode, lines } = check(folder, join(folder, file));
    expect(exitCode).toBe(1);
    const expected = `${file}:${lineOf(folder, file, piece)}: `;
    const said = lines.filter((line) => line.includes(reason));
    expect(said.length).toBeGreaterThan(0);
    expect(said.map((line) => line.slice(0, expected.length))).toContain(expected);
  });

  it('a file cut short, and a key that is there twice', () => {
    const cut = folderWith(shenzhen, (text) => text.slice(0, -3));
    const last = readFileSync(join(cut, shenzhen), 'utf8').split('\n').length;
    const refused = check(cut, join(cut, shenzhen));
    expect(refused.exitCode).toBe(1);
    expect(refused.lines[0]).toMatch(new RegExp(`^${shenzhen}:(${last}|${last - 1}): `));
    const twice = folderWith(
      shenzhen,
      swap('"region": "440300",', '"region": "440300",\n  "region": "440300",'),
    );
    expect(check(twice, join(twice, shenzhen)).lines).toEqual([
      `${shenzhen}:${lineOf(twice, shenzhen, '"region"') + 1}: this key is there twice`,
    ]);
  });

  it('a situation that decides but that nobody can say', () => {
    const folder = folderWith(national, swap('"agent",\n        "cardNotApplied"', '"cardNotApplied"'));
    const { lines } = check(folder, join(folder, national));
    expect(lines.join('\n')).toContain(
      'businessTypes.CANCEL.documents.POA.when: agent decides here, but nobody can say it (offers)',
    );
  });

  it('names the national file when the overlay only inherits what is wrong', () => {
    const folder = folderWith(national, swap('"source": "depositary"', '"source": "hearsay"'));
    const { lines } = check(folder, '440300');
    expect(lines[0]).toBe(
      `${national}:${lineOf(folder, national, '"source": "hearsay"')}: ` +
        `apostille.states.CHE.source: there is no source hearsay`,
    );
  });

  it('a pack that was changed after it was signed, or not signed at all', () => {
    const folder = folderWith(shenzhen, swap('0755-88121678', '0755-88121679'));
    const signature = join(folder, `${shenzhen}.sig`);
    writeFileSync(signature, readFileSync(join(shipped, `${shenzhen}.sig`)));
    expect(check(folder, '440300').lines[0]).toContain('does not fit the content');
    writeFileSync(signature, '{}');
    expect(check(folder, '440300')).toMatchObject({ exitCode: 1 });
  });

  it('a region or file that is not there', () => {
    expect(check(shipped, '999999').exitCode).toBe(2);
    expect(check(shipped, join(shipped, 'none.json')).exitCode).toBe(2);
  });
});

describe('B1 rules:check explains a good pack', () => {
  const words = check(shipped, '440300').lines.join('\n');

  it('in both languages: originals by category, clauses, dates, waivers, transition, calendar', () => {
    expect(check(shipped).exitCode).toBe(0);
    expect(words).toContain('A: 原件 originals PASSPORT APPFORM WORKEXP DEGREE NCR MEDICAL CONTRACT');
    expect(words).toContain('常见问答第4问');
    expect(words).toContain('notice of 2024-12-06, question 4');
    expect(words).toContain('5.1: effectiveDate 在提交日前后90天内 within 90 days of the submission');
    expect(words).toContain('免交 waived when: 近三年持有过工作许可 / held a permit in the last three years');
    expect(words).toContain('4.15 noticeCancelPaper: CANCEL_NOTICE_PRE, 获批早于 approved before 2024-12-01');
    expect(words).toContain('至 until 2026-12-31');
    expect(words).toContain(`签名 signed by ${trainingPublisher.id}`);
  });

  it('an exemption with what undoes it', () => {
    expect(check(shipped, '310000').lines.join('\n')).toMatch(
      /A: 不核验原件 shows nothing \[4\.3, .*unless salaryRoute/,
    );
  });
});
