// `npm run bench:queue`: the queue against its peers, the long pull against the raw insert, looks into a million permits. No figure is a verdict;
// the targets stand beside them.
import { availableParallelism, loadavg } from 'node:os';
import { renderTable } from './devices/table.ts';
import { drainHead, measureDrain } from './queue/drain.ts';
import { permitTables } from './queue/permitTables.ts';

const quick = process.argv.includes('--quick');
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);

console.log(
  `## The queue and the permits 上报队列与许可数据 — ${availableParallelism()} cores, load ${(loadavg()[0] ?? 0).toFixed(1)}${quick ? ', quick' : ''}\n`,
);
if (only !== 'permits')
  console.log(
    renderTable({
      title: 'Rows drained, durable on both ends',
      head: drainHead,
      rows: await measureDrain({ quick }),
    }),
  );
if (only !== 'drain') await permitTables(quick);
