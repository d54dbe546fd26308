// Prints the digest of each export: run by a test in another time zone and language.
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { exportMethods } from '../../../../main/infra/exports/exportMethods.ts';
import { samplePeriod, sampleStamp, station, troubledDay } from './samples.ts';

const methods = exportMethods({
  fontsDir: fileURLToPath(new URL('../../../../node_modules', import.meta.url)),
});
for (const format of ['pdf', 'csv', 'xlsx'] as const)
  for (const bytes of [
    await methods.day(troubledDay(), station, format),
    await methods.period(samplePeriod(), sampleStamp, station, format),
  ])
    console.log(createHash('sha256').update(bytes).digest('hex'));
