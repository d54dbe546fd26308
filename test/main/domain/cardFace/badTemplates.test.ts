import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkTemplates, type Checked } from '../../../../tools/templates/checkTemplates.ts';
import { temporaryFolder } from '../../helpers/temporary.ts';
import { places } from '../../infra/paper/helpers.ts';

const shipped = join(places.resourcesDir, 'templates');
const text = readFileSync(join(shipped, 'ssc-front.json'), 'utf8');

/** What the tool says of the shipped template with one edit in it. */
function checkEdited(from: string, to: string): Checked & { readonly line: number } {
  if (!text.includes(from)) throw new Error('the edit changes nothing');
  const path = join(temporaryFolder(), 'edited.json');
  writeFileSync(path, text.replace(from, to));
  const line = text.slice(0, text.indexOf(from)).split('\n').length;
  return { ...checkTemplates(path, shipped, places.fontsDir), line };
}

const nameBox = '{ "x": 28, "y": 12.6, "width": 54, "height": 9.5 }';

describe('D10 8.3 a card template is explained, or refused with the line that is wrong', () => {
  it('explains every shipped template in both languages, with millimetres and what fits', () => {
    const { exitCode, lines } = checkTemplates(null, shipped, places.fontsDir);
    expect(exitCode).toBe(0);
    const words = lines.join('\n');
    expect(words).toContain('姓名 Name [name]: x 28, y 12.6, 54 × 9.5 mm');
    expect(words).toMatch(/1 行 line\(s\) 9 pt: ≤ \d\d 字母 letters/);
    expect(words).toContain('建议稿：仅站点配置指名时使用 a proposal: used only where a profile names it');
    expect(words).toContain('[permitValidUntil]');
  });

  it.each([
    ['leaves the card', nameBox, '{ "x": 40, "y": 12.6, "width": 54, "height": 9.5 }'],
    ['overlap', nameBox, '{ "x": 20, "y": 12.6, "width": 54, "height": 9.5 }'],
    ['heading, pre-printed', nameBox, '{ "x": 28, "y": 10.6, "width": 54, "height": 9.5 }'],
    ['box is 7 mm high', nameBox, '{ "x": 28, "y": 12.6, "width": 54, "height": 7 }'],
    ['too long', '"en": "Card No."', '"en": "Number of the social security card of the holder"'],
    ['fonts lack', '"en": "Card No."', '"en": "𓀀 No."'],
    ['is missing', '"field": "issueDate"', '"field": "birthDate"'],
    ['more than once', '"field": "validUntil"', '"field": "issueDate"'],
    ['Not of the right shape', '"font": "sans"', '"font": "SimSun"'],
    ['Not of the right shape', '"status": "inUse"', '"status": "maybe"'],
  ])('%s', (reason, from, to) => {
    const { exitCode, lines, line } = checkEdited(from, to);
    expect(exitCode).toBe(1);
    const found = lines.find((each) => each.includes(reason));
    expect(found).toMatch(/^edited\.json:\d+: /);
    // Where the edit is, or the box or list that it is in.
    const near = lines.map((each) => Number(/:(\d+):/.exec(each)?.[1]));
    if (!['is missing', 'box is 7 mm high'].includes(reason)) expect(near).toContain(line);
  });

  it('a required field may not be left out, and one that not every card has must be allowed to be', () => {
    const optional = checkEdited('"field": "name",', '"field": "name",\n      "optional": true,');
    expect(optional.lines.join()).toContain('name is required (rule 8.2), not optional');
    const forced = checkEdited('"field": "validUntil"', '"field": "permitValidUntil"');
    expect(forced.lines.join()).toContain('"optional": true');
  });

  it('names a file that is no JSON, and one that is not there', () => {
    expect(checkEdited('"photo"', 'photo').lines[0]).toMatch(/^edited\.json:\d+: /);
    expect(checkTemplates('nowhere.json', shipped, places.fontsDir)).toEqual({
      exitCode: 2,
      lines: ['没有文件 there is no file nowhere.json'],
    });
  });
});
