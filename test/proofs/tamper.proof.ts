// `npm run proof:tamper`: one byte changed anywhere in the files of a station, deeds with a database tool, and old copies put back. Each is a
// seed; `--seed 12 --family row` shows one again. The short form runs in `npm test` (test/main/infra/db/tamper.test.ts).
// First: the tables of the contract import each other, and begin here.
import '../../main/contract/methods.ts';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { renderTable } from '../bench/devices/table.ts';
import { acts } from './tamper/acts.ts';
import { examine, prepareStage, proveOne, type Outcome } from './tamper/prove.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '300' },
    from: { type: 'string', default: '1' },
    cases: { type: 'string', default: '60' },
    seed: { type: 'string' },
    family: { type: 'string' },
  },
});
const from = Number(values.seed ?? values.from);
const runs = values.seed === undefined ? Number(values.runs) : 1;
const families = (['byte', 'row', 'copy'] as const).filter(
  (family) => values.family === undefined || values.family === family,
);
const nativeBinding =
  Number(process.versions['napi']) < 10 ? process.env['ZHENGKA_SQLITE_BINDING'] || undefined : undefined;

const folder = mkdtempSync(join(tmpdir(), 'zhengka-tamper-'));
const started = performance.now();
const outcomes: Outcome[] = [];
try {
  // The same key each time: nonces of pages are random all the same, so a seed shows the same place and not the same bytes.
  const key = new Uint8Array(createHash('sha256').update('proof:tamper').digest());
  const stage = prepareStage(folder, key, nativeBinding, Number(values.cases));
  const whole = examine(stage.now);
  if (!whole.intact) throw new Error('the untouched files are not intact');
  console.log(
    `station at work: ${whole.rows} rows, ${whole.pages} pages and log frames, ${whole.audit.rows} audit entries`,
  );
  for (const family of families)
    for (let seed = from; seed < from + (family === 'copy' ? Math.ceil(runs / 6) : runs); seed += 1) {
      const outcome = await proveOne(stage, family, seed, folder);
      outcomes.push(outcome);
      if (!outcome.named || !outcome.noticed || values.seed !== undefined)
        console.log(`${family} ${seed}: ${outcome.words}\n    said: ${outcome.said}`);
    }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const groupOf = ({ family, words }: Outcome): string => {
  if (family === 'row') return words.slice(0, words.indexOf(':'));
  if (family === 'byte') return words.slice(words.indexOf(' of ') + 4);
  return words;
};
const groups = new Map<string, Outcome[]>();
for (const outcome of outcomes) {
  const group = `${outcome.family}: ${groupOf(outcome)}`;
  groups.set(group, [...(groups.get(group) ?? []), outcome]);
}
const row = (name: string, of: readonly Outcome[]): string[] => [
  name,
  String(of.length),
  String(of.filter(({ noticed }) => noticed).length),
  String(of.filter(({ named }) => named).length),
];
console.log(
  renderTable({
    title: `Tamper: seeds ${from} to ${from + runs - 1}, ${Object.keys(acts).length} kinds of deeds, ${Math.round((performance.now() - started) / 1000)} s`,
    head: ['deed', 'done', 'noticed by the station', 'named'],
    rows: [
      ...[...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, of]) => row(name, of)),
      row('all', outcomes),
    ],
  }),
);
const failed = outcomes.filter(({ named, noticed }) => !named || !noticed);
console.log(
  failed.length === 0
    ? 'failed seeds: none'
    : `failed seeds: ${failed.map(({ family, seed }) => `${family} ${seed}`).join(', ')}`,
);
process.exitCode = failed.length === 0 && outcomes.length > 0 ? 0 : 1;
