import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLanguages } from '../../../../main/app/languages/languageHandlers.ts';
import { readLanguageFiles } from '../../../../main/infra/languages/readLanguageFiles.ts';
import { recordingLog, temporaryFolder } from '../../helpers/index.ts';

const shipped = join(import.meta.dirname, '../../../../resources/languages');
const file = (tag: string, back: string): string =>
  JSON.stringify({
    tag,
    name: tag,
    direction: 'ltr',
    covers: 'kiosk',
    reviewed: true,
    texts: { kiosk: { frame: { back } } },
  });

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = join(temporaryFolder(), 'languages');
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

describe('K1 language files of program and station', () => {
  it('ships German and Russian, whole and readable', () => {
    const { languages, refused } = readLanguageFiles([shipped]);
    expect(refused).toEqual([]);
    expect(languages.map(({ tag, name }) => `${tag} ${name}`)).toEqual(['de Deutsch', 'ru Русский']);
  });

  it('a station adds a language and corrects one without a release; a missing folder adds none', () => {
    const own = folderWith({ 'de.json': file('de', 'Retour'), 'tk.json': file('tk', 'Yza') });
    const { languages, refused } = readLanguageFiles([shipped, own, join(own, 'none')]);
    expect(refused).toEqual([]);
    expect(languages.map(({ tag }) => tag)).toEqual(['de', 'ru', 'tk']);
    expect(languages[0]?.kiosk).toEqual({ 'frame.back': 'Retour' });
  });

  it('a broken file is named with key and fault, and takes no other with it', () => {
    const own = folderWith({
      'de.json': '{ "tag": "de", ',
      'es.json': file('es', '<b>Atrás</b>'),
      'fr.json': `"${'x'.repeat(1_000_001)}"`,
      'it.json': file('it', 'Indietro'),
      'notes.txt': 'no language',
    });
    mkdirSync(join(own, 'pl.json'));
    const { languages, refused } = readLanguageFiles([shipped, own]);
    expect(languages.map(({ tag }) => tag)).toEqual(['de', 'ru', 'it']);
    expect(languages[0]?.kiosk['frame.back']).toBe('Zurück');
    expect(refused).toEqual([
      { file: 'de.json', path: '', fault: 'notReadable' },
      { file: 'es.json', path: 'kiosk.frame.back', fault: 'markup' },
      { file: 'fr.json', path: '', fault: 'tooLarge' },
      { file: 'pl.json', path: '', fault: 'notReadable' },
    ]);
  });

  it('every refusal is logged once, with its place and nothing of its texts', () => {
    const log = recordingLog();
    const own = folderWith({ 'es.json': file('es', '<b>Atrás</b>') });
    const { handlers, offers } = createLanguages({ log }, readLanguageFiles([shipped, own]));
    const problem = { file: 'de.json', path: 'kiosk.frame.beck', fault: 'unknownKey' } as const;
    expect([offers('zh'), offers('en'), offers('de'), offers('es')]).toEqual([true, true, true, false]);
    // Both pages find it, and a page that is not ours names what is no language.
    for (const found of [problem, problem, { ...problem, file: 'x.json' }])
      void handlers.languageRefuse(found, {} as never);
    expect(offers('de')).toBe(false);
    const answer = handlers.languages({}, {} as never);
    expect(answer).toMatchObject({
      ok: true,
      value: { offered: [{ tag: 'ru' }], refused: [{ file: 'es.json' }, problem] },
    });
    const lines = JSON.stringify(log.lines);
    expect(lines.match(/language\.refused/g)).toHaveLength(2);
    expect(lines).not.toContain('Atrás');
  });
});
