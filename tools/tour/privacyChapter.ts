import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, tracesIn } from '../lib/tracesIn.ts';
import { mustBe, type Stage } from './stage.ts';

/** What the simulators keep beside the station: the upstream's books and the printer's cards are not the station's data. */
const otherSides = ['training/sim'];
const served: readonly string[] = ['anna', 'aygul', 'karl', 'sean', 'mysal', 'lucia'];

/** No name and no number of the day's people in any file of the station or of its pages: logs, caches, crash files, file names. */
export async function privacyChapter(stage: Stage): Promise<void> {
  await stage.act('文件、日志、缓存中无个人信息 Nothing personal in any file', async () => {
    const people = (await stage.dock('people', {})).filter((each) => served.includes(each.id));
    const secrets: Record<string, string> = {
      'passport number': 'C0TEST001',
      'social security number': 'DEU0C0TEST001',
      'bank card number': '6212000000000',
    };
    for (const { id, name, permitNumber } of people) {
      const [familyName = '', givenNames = ''] = name.split(', ');
      secrets[`family name of ${id}`] = familyName;
      if (givenNames !== '') secrets[`given names of ${id}`] = givenNames;
      secrets[`permit of ${id}`] = permitNumber;
    }
    const folder = stage.app.dataDir;
    // The sweep must be able to find: a planted word has to come up.
    const planted = join(folder, 'planted.txt');
    writeFileSync(planted, Buffer.from(`x${secrets['family name of anna'] ?? ''}x`, 'utf16le'));
    mustBe(
      tracesIn(folder, secrets, otherSides).some(({ file }) => file === 'planted.txt'),
      'the sweep finds what is planted',
    );
    writeFileSync(planted, '');
    const files = filesBelow(folder);
    mustBe(
      files.some((file) => file.startsWith('training/')),
      'the station keeps its data here',
    );
    const found = tracesIn(folder, secrets, otherSides).map(({ file, what }) => `${file}: ${what}`);
    mustBe(found.length === 0, `nothing personal in clear: ${found.slice(0, 5).join(', ')}`);
    return `${files.length} files`;
  });
}
