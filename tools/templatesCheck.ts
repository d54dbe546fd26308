// `npm run templates:check -- [file]`: explains a card template in words, or refuses a bad one with the line that is wrong.
import { join } from 'node:path';
import { checkTemplates } from './templates/checkTemplates.ts';

const root = join(import.meta.dirname, '..');
const { exitCode, lines } = checkTemplates(
  process.argv[2] ?? null,
  join(root, 'resources/templates'),
  join(root, 'node_modules'),
);
(exitCode === 0 ? process.stdout : process.stderr).write(`${lines.join('\n')}\n`);
process.exitCode = exitCode;
