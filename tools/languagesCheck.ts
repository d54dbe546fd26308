// `npm run languages:check -- [file …]`: explains language files in words, or names every place that is wrong.
// `npm run languages:check -- --template kiosk|all`: the English texts as a file to begin a translation with.
import { join } from 'node:path';
import { checkLanguages, languageTemplate } from './languages/checkLanguages.ts';

const [first, second, ...others] = process.argv.slice(2);
if (first === '--template') {
  process.stdout.write(languageTemplate(second === 'all' ? 'all' : 'kiosk'));
} else {
  const files = [first, second, ...others].filter((each) => each !== undefined);
  const { exitCode, lines } = checkLanguages(files, join(import.meta.dirname, '../resources/languages'));
  (exitCode === 0 ? process.stdout : process.stderr).write(`${lines.join('\n')}\n`);
  process.exitCode = exitCode;
}
