// `npm run bench:devices`: every figure is a ratio to a peer or a limit of the same run; no figure is a verdict.
import { availableParallelism } from 'node:os';
import { benchCodecs } from './devices/codecBench.ts';
import { benchLine } from './devices/lineBench.ts';
import { benchQr } from './devices/qrBench.ts';
import { renderTable } from './devices/table.ts';

const quick = process.argv.includes('--quick');
const seed = 2026;

console.log(`## Devices 设备 — ${availableParallelism()} cores${quick ? ', quick' : ''}\n`);
for (const table of await benchQr(quick ? 320 : 640, seed)) console.log(renderTable(table));
console.log(renderTable(benchCodecs(quick ? 150 : 600)));
for (const table of await benchLine(quick ? 300 : 2000, 10)) console.log(renderTable(table));
