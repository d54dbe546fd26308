// `npm run rules:check -- [file|region]`: explains a rule pack in words, or refuses a bad one with the file and line that is wrong.
import { join } from 'node:path';
import { trainingPublisher } from '../main/training/rulePublisher.ts';
import { checkRules } from './rules/checkRules.ts';

const folder = join(import.meta.dirname, '../resources/rules');
const { exitCode, lines } = checkRules(process.argv[2] ?? null, folder, [trainingPublisher]);
(exitCode === 0 ? process.stdout : process.stderr).write(`${lines.join('\n')}\n`);
process.exitCode = exitCode;
