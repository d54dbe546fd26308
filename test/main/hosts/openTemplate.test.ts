import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cardTemplate, type CardTemplate } from '../../../main/domain/cardFace/cardTemplate.ts';
import { chooseTemplate } from '../../../main/domain/cardFace/chooseTemplate.ts';
import { openTemplate } from '../../../main/hosts/core/openTemplate.ts';
import { testProfile } from '../helpers/index.ts';
import { temporaryFolder } from '../helpers/temporary.ts';

const resourcesDir = join(import.meta.dirname, '../../../resources');
const text = readFileSync(join(resourcesDir, 'templates/ssc-front.json'), 'utf8');
const template = cardTemplate.parse(JSON.parse(text));
const made = (id: string, changes: Partial<CardTemplate>) => ({
  file: `${id}.json`,
  template: { ...template, id, ...changes },
});

/** A station with template files of its own, put there without a release. */
const openWith = (files: Readonly<Record<string, string>>, wish?: string) => {
  const dataDir = temporaryFolder();
  mkdirSync(join(dataDir, 'templates'));
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(dataDir, 'templates', name), content);
  const profile = { ...testProfile, ...(wish !== undefined && { cardTemplate: wish }) };
  return openTemplate({ resourcesDir, dataDir, profile });
};

describe('D10 8.3 the template of a station is chosen by data', () => {
  it('the one in use that is nearest to the region; a proposal never by itself', () => {
    const files = [
      made('nation', { regions: ['100000'] }),
      made('province', { regions: ['440000'] }),
      made('city', { regions: ['440300'] }),
      // Before the others in the alphabet.
      made('a-wish', { regions: ['440300'], status: 'proposal' }),
    ];
    const chosen = (region: string, wish: string | null = null) => {
      const found = chooseTemplate(files, { wish, region });
      return found.ok ? found.value.id : found.error.code;
    };
    expect(chosen('440300')).toBe('city');
    expect(chosen('440304')).toBe('city');
    expect(chosen('440100')).toBe('province');
    expect(chosen('310000')).toBe('nation');
    expect(chosen('310000', 'a-wish')).toBe('a-wish');
    expect(chosen('310000', 'gone')).toBe('cardTemplateBad');
  });

  it('a station without files of its own prints by the shipped one', () => {
    const opened = openWith({});
    expect(opened.ok && opened.value.id).toBe('ssc-front');
    const proposal = openWith({}, 'ssc-front-permit');
    expect(proposal.ok && proposal.value.status).toBe('proposal');
  });

  it('a file beside the station takes the place of the shipped one with the same id', () => {
    const opened = openWith({ 'mine.json': text.replace('"x": 4, "y": 11', '"x": 5, "y": 11') });
    expect(opened.ok && opened.value.photo.x).toBe(5);
  });

  it('a broken file stops the start by its name and with the reason', () => {
    const broken = text.replace('"x": 4, "y": 11', '"x": 4, "y": 5');
    const opened = openWith({ 'mine.json': broken });
    expect(opened).toMatchObject({
      ok: false,
      error: { code: 'cardTemplateBad', detail: { file: 'mine.json' } },
    });
    expect(!opened.ok && String(opened.error.detail?.['reason'])).toContain('overlap');
    expect(openWith({ 'mine.json': '{' }).ok).toBe(false);
  });

  it('a template that the profile names and nobody has is refused by its name', () => {
    expect(openWith({}, 'guangdong')).toMatchObject({
      ok: false,
      error: { code: 'cardTemplateBad', detail: { file: 'guangdong' } },
    });
  });
});
