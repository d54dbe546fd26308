// The windows' pages, bundled by Vite. The kiosk and the window are one bundle with several entries, so that they share their chunks.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { repoDir } from '../lib/paths.mjs';
import { lastLines } from '../lib/run.mjs';
import { Problem } from '../lib/say.mjs';
import { pageEntries } from './entries.mjs';

export const findPages = () =>
  pageEntries.map((source) => ({ source, exists: existsSync(join(repoDir, source)) }));

/** @param {ReturnType<typeof findPages>} pages @param {string} target */
export async function buildPages(pages, target) {
  const input = pages.map((page) => join(repoDir, page.source));
  try {
    await build({
      configFile: join(repoDir, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir: target, emptyOutDir: true, rolldownOptions: { input } },
    });
  } catch (error) {
    throw new Problem({
      en: 'The pages in renderer/ do not build.',
      zh: 'renderer/ 页面构建失败。',
      remedyEn: 'Correct the lines below; "npm run typecheck" often says more.',
      remedyZh: '请修正下列代码；“npm run typecheck” 往往给出更多信息。',
      detail: lastLines(error instanceof Error ? error.message : String(error), 40),
    });
  }
}
