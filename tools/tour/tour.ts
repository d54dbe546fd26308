// The guided tour: the whole job in the real Electron, printed step by step. It exits non-zero when a step did not really happen.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { renderCardBack } from '../../main/infra/paper/cardBody.ts';
import { openFonts } from '../../main/infra/paper/fonts.ts';
import { makeTestDir } from '../launch/electron.ts';
import { cardChapter } from './cardChapter.ts';
import { clockChapter } from './clockChapter.ts';
import { dayChapter } from './dayChapter.ts';
import { deskActs } from './deskActs.ts';
import { kioskChapter } from './kioskChapter.ts';
import { measureBareWindow } from './bareWindow.ts';
import { privacyChapter } from './privacyChapter.ts';
import { recordsChapter } from './recordsChapter.ts';
import { originalsChapter } from './originalsChapter.ts';
import { papersChapter } from './papersChapter.ts';
import { openStage } from './stage.ts';
import { refusalsChapter, windowChapter } from './windowChapter.ts';

const { values } = parseArgs({
  options: { app: { type: 'string' }, electron: { type: 'string' }, out: { type: 'string' } },
});
const out = values.out ?? 'out/tour';
const say = (text: string): void => void process.stdout.write(`${text}\n`);

say('\nZhengka 证卡终端 — tour 导览');
const bare = await measureBareWindow();
const stage = await openStage(out, makeTestDir());
const memory = stage.memory();
say(
  `  runtime 运行时: Electron ${bare.electron}, start-up 启动 ${stage.startupMs} ms (bare window 空窗口 ${bare.startupMs} ms)`,
);
say(
  `  memory 内存 (PSS): ${memory.mib} MiB in ${memory.processes} processes (bare 空窗口 ${bare.mib} MiB in ${bare.processes})\n`,
);
let failed: string | null = null;
try {
  const acts = deskActs(stage);
  const { accepted } = await windowChapter(stage, acts);
  await originalsChapter(stage, acts);
  await papersChapter(stage, acts);
  await refusalsChapter(stage, acts);
  await cardChapter(stage, acts, accepted);
  await kioskChapter(stage, acts);
  await dayChapter(stage, acts);
  await recordsChapter(stage);
  // After the day: nothing of it may stand at another time.
  await clockChapter(stage, acts);
  await privacyChapter(stage);
  const fonts = dirname(
    dirname(dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans/package.json'))),
  );
  stage.keep('card-back.png', renderCardBack(openFonts(fonts)));
} catch (failure) {
  failed = failure instanceof Error ? failure.message : String(failure);
  stage.keep('terminal.log', stage.app.log());
} finally {
  stage.keep(
    'summary.json',
    `${JSON.stringify(
      {
        ok: failed === null,
        failed,
        electron: bare.electron,
        startupMs: { terminal: stage.startupMs, bareWindow: bare.startupMs },
        memoryMib: { terminal: memory.mib, bareWindow: bare.mib },
        processes: { terminal: memory.processes, bareWindow: bare.processes },
        acts: stage.acts,
        files: stage.files,
      },
      null,
      2,
    )}\n`,
  );
  await stage.close();
}
say(
  failed === null
    ? `\n  ${stage.acts.length} acts done 全部完成, ${stage.files.length} files`
    : `\n  stopped 中止: ${failed}\n  (${join('out', 'tour', 'terminal.log')})`,
);
process.exitCode = failed === null ? 0 : 1;
