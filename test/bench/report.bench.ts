// `npm run bench:report`: the day report against bare pdfkit and against Chromium, and finding one day among three years. No figure is a
// verdict; the targets stand beside them.
import { availableParallelism, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { exportMethods } from '../../main/infra/exports/exportMethods.ts';
import { dayToken } from '../../main/infra/exports/dayProof.ts';
import { makeDayReport } from '../../main/infra/paper/dayReport.ts';
import { openFonts } from '../../main/infra/paper/fonts.ts';
import { station, troubledDay } from '../main/infra/exports/samples.ts';
import { percentile, renderTable } from './devices/table.ts';
import { barePdfkit } from './report/barePdfkit.ts';
import { chromiumPrint } from './report/chromiumPrint.ts';
import { findDays } from './report/findDay.ts';

const quick = process.argv.includes('--quick');
const rows = 1000;
const runs = quick ? 5 : 25;
const days = quick ? 120 : 3 * 365;
const cases = 100;

const ms = (value: number): string => value.toFixed(1);
const ratio = (value: number): string => `${value.toFixed(2)}×`;
const middle = (values: readonly number[]): number => percentile(values, 0.5);

const fontsDir = fileURLToPath(new URL('../../node_modules', import.meta.url));
const fonts = openFonts(fontsDir);
const day = troubledDay(rows);
const methods = exportMethods({ fontsDir });

/** One after the other in turns, so that a busy moment of the machine falls on all of them. */
async function inTurns(makers: Readonly<Record<string, () => Promise<Uint8Array>>>) {
  const took = new Map(Object.keys(makers).map((name) => [name, [] as number[]]));
  const sizes = new Map<string, number>();
  const warmUp = 2;
  for (let run = -warmUp; run < runs; run += 1)
    for (const [name, make] of Object.entries(makers)) {
      const started = performance.now();
      const bytes = await make();
      if (run >= 0) took.get(name)?.push(performance.now() - started);
      sizes.set(name, bytes.length);
    }
  return { took, sizes };
}

console.log(
  `## Day report 日终报告 — ${availableParallelism()} cores, load ${ms(loadavg()[0] ?? 0)}${quick ? ', quick' : ''}\n`,
);
console.log(`Method: a day of ${rows} ledger rows. Ours is the whole signed report: figures, charts, match, exceptions, signatures and the ledger, compressed by the
program's own packer so that it is the same file everywhere. Bare pdfkit writes the table alone, with fonts that are open already, as they are for
ours. Chromium loads the same table as a page with the same font files into a window that stays open, and prints it. Medians of ${runs} runs in turns
(Chromium: of its own, in the same run).\n`);

const ours = 'our report';
const bare = 'bare pdfkit, the table alone';
const loose = 'bare pdfkit, not compressed';
const { took, sizes } = await inTurns({
  [ours]: () => makeDayReport(fonts, day, station, dayToken(day)),
  [bare]: () => barePdfkit(fonts, day, true),
  [loose]: () => barePdfkit(fonts, day, false),
});
const oursMs = middle(took.get(ours) ?? []);
const printed = await chromiumPrint(day, runs);
const line = (name: string, values: readonly number[], bytes: number): string[] => [
  name,
  ms(middle(values)),
  ms(percentile(values, 0.95)),
  `${Math.round(bytes / 1024)} KB`,
  ratio(oursMs / middle(values)),
];
console.log(
  renderTable({
    title: `A report of ${rows} rows as PDF (ms)`,
    head: ['made by', 'p50', 'p95', 'size', 'ours takes'],
    rows: [
      ...[...took].map(([name, values]) => line(name, values, sizes.get(name) ?? 0)),
      ...(printed === null
        ? [['Chromium: NOT RUN, no runtime is set up', '—', '—', '—', '—']]
        : [
            line(
              `Chromium ${printed.chrome}, page loaded and printed`,
              printed.printMs.map((each, index) => each + (printed.loadMs[index] ?? 0)),
              printed.bytes,
            ),
            line(`Chromium ${printed.chrome}, printing only`, printed.printMs, printed.bytes),
          ]),
    ],
  }),
);
console.log(`- Target ≤ 1.15× bare pdfkit: ${ratio(oursMs / middle(took.get(bare) ?? []))}`);
if (printed !== null) {
  const whole = middle(printed.printMs.map((each, index) => each + (printed.loadMs[index] ?? 0)));
  console.log(
    `- Target at least 6 times as fast as Chromium: ${ratio(whole / oursMs)} (printing only: ${ratio(middle(printed.printMs) / oursMs)})`,
  );
}

const files = await inTurns({
  CSV: () => methods.day(day, station, 'csv'),
  XLSX: () => methods.day(day, station, 'xlsx'),
});
const pdf = await makeDayReport(fonts, day, station, dayToken(day));
const checks = await inTurns({
  'PDF checked against the ledger': async () => {
    const altered = pdf.slice();
    altered[altered.length >> 1] = (altered[altered.length >> 1] ?? 0) ^ 1;
    await methods.compare('dayPdf', altered, pdf);
    return altered;
  },
});
console.log(
  `\n${renderTable({
    title: `The other files of the same day (ms)`,
    head: ['file', 'p50', 'p95', 'size'],
    rows: [...files.took, ...checks.took].map(([name, values]) => [
      name,
      ms(middle(values)),
      ms(percentile(values, 0.95)),
      `${Math.round((files.sizes.get(name) ?? checks.sizes.get(name) ?? 0) / 1024)} KB`,
    ]),
  })}`,
);

const found = await findDays(days, cases, quick ? 10 : 40);
const find = (name: string, values: readonly number[]): string[] => [
  name,
  ms(middle(values)),
  ms(Math.max(...values)),
];
console.log(
  renderTable({
    title: `One day among ${found.days}, ${cases} cases (${found.rowsPerDay} rows) each, encrypted file (ms; limit: 5000)`,
    head: ['found', 'p50', 'longest'],
    rows: [
      find('by its date, and opened', found.byDate),
      find('by turning the list from today back to it, and opened', found.byPages),
      find('sums over all of them by month', found.sums),
    ],
  }),
);
