import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kioskButtons } from '../../tools/languages/buttonTexts.ts';
import { checkLanguages, english, languageTemplate } from '../../tools/languages/checkLanguages.ts';
import { temporaryFolder } from '../main/helpers/index.ts';

const shipped = join(import.meta.dirname, '../../resources/languages');
interface Template {
  tag: string;
  reviewed: boolean;
  texts: { kiosk: { frame: Record<string, string>; language?: object } };
}
/** The template, changed, as a file `fr.json`. */
function fileOf(change: (file: Template) => void, covers: 'kiosk' | 'all' = 'kiosk'): string {
  const file = JSON.parse(languageTemplate(covers)) as Template;
  file.tag = 'fr';
  change(file);
  const folder = join(temporaryFolder(), 'languages');
  mkdirSync(folder);
  const path = join(folder, 'fr.json');
  writeFileSync(path, JSON.stringify(file));
  return path;
}
const check = (change: (file: Template) => void, covers?: 'kiosk' | 'all') => {
  const { exitCode, lines } = checkLanguages([fileOf(change, covers)], shipped);
  return { exitCode, text: lines.join('\n') };
};

describe('K1 languages:check', () => {
  it('finds every shipped file good, whole, and without a translator’s review', () => {
    const { exitCode, lines } = checkLanguages([], shipped);
    const text = lines.join('\n');
    expect(exitCode).toBe(0);
    expect(text).toMatch(/de\.json {2}Deutsch[\s\S]*ru\.json {2}Русский/);
    expect(text.match(/not reviewed by a translator/g)).toHaveLength(2);
    expect(text).not.toContain('missing:');
  });

  it('the template is a good file, for the kiosk and for everything', () => {
    for (const covers of ['kiosk', 'all'] as const) {
      const { exitCode, text } = check(() => undefined, covers);
      expect({ exitCode, text }).toMatchObject({ exitCode: 0 });
      expect(text.includes('窗口 window')).toBe(covers === 'all');
    }
  });

  it('says what is missing, what is long on a button, and who has read it', () => {
    const { exitCode, text } = check((file) => {
      delete file.texts.kiosk.language;
      file.texts.kiosk.frame['back'] = 'Retourner à la page précédente';
      file.texts.kiosk.frame['tools'] = 'Une explication qui n’est sur aucun bouton';
      file.reviewed = true;
    });
    expect(exitCode).toBe(0);
    const all = Object.keys(english.kiosk).length;
    expect(text).toContain(`${all - 1} / ${all}`);
    expect(text).toContain('missing: kiosk.language.question');
    expect(text).toContain('long on a button: kiosk.frame.back: 30 / 4');
    expect(text).not.toContain('kiosk.frame.tools');
    expect(text).toContain('已经译员审校 reviewed by a translator');
  });

  it('names every unknown key and every other placeholder, and fails', () => {
    const { exitCode, text } = check((file) => {
      file.texts.kiosk.frame['beck'] = 'Retour';
      file.texts.kiosk.frame['progress'] = 'Étape {{at}}';
    });
    expect(exitCode).toBe(1);
    expect(text).toContain('fr.json: kiosk.frame.beck: 没有这个文字项 there is no such text');
    expect(text).toContain(
      'fr.json: kiosk.frame.progress: 占位符与英文不一致 other placeholders than in English',
    );
  });

  it('fails for a file that is no JSON, and for one that is not there', () => {
    const path = fileOf(() => undefined);
    writeFileSync(path, '{');
    expect(checkLanguages([path], shipped)).toMatchObject({ exitCode: 1 });
    expect(checkLanguages([`${path}.gone`], shipped)).toMatchObject({ exitCode: 2 });
  });

  it('every button text is a text', () => {
    expect(kioskButtons.filter((key) => !Object.hasOwn(english.kiosk, key))).toEqual([]);
  });
});
