import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { privacySweep } from './privacySweep.ts';
import { mustBe, type Stage } from './stage.ts';

/** What the simulators keep beside the station: the upstream's books and the printer's cards are not the station's data. */
const otherSides = ['training/sim'];

/** No name and no number of the day's people in any file of the station or of its pages: logs, caches, crash files, file names. */
export async function privacyChapter(stage: Stage): Promise<void> {
  await stage.act('文件、日志、缓存中无个人信息 Nothing personal in any file', async () => {
    const people = await stage.dock('people', {});
    const served = people.filter((each) => ['anna', 'karl', 'sean', 'mysal'].includes(each.id));
    const words = [
      ...served.flatMap((each) => [each.name, each.permitNumber]),
      'MUSTERMANN',
      'MYSALBERDI',
      'C0TEST001',
      'DEU0C0TEST001',
      '6212000000000',
    ];
    const folder = stage.app.dataDir;
    // The sweep must be able to find: a planted word has to come up.
    const planted = join(folder, 'planted.txt');
    writeFileSync(planted, Buffer.from(`x${words[0] ?? ''}x`, 'utf16le'));
    const check = privacySweep(folder, words, otherSides);
    mustBe(
      check.found.some((each) => each.startsWith('planted.txt')),
      'the sweep finds what is planted',
    );
    writeFileSync(planted, '');
    mustBe(existsSync(join(folder, 'training')), 'the station keeps its data here');
    const { found, files } = privacySweep(folder, words, otherSides);
    mustBe(found.length === 0, `nothing personal in clear: ${found.slice(0, 5).join(', ')}`);
    return `${files} files`;
  });
}
