// The shell, the preload, the hosts and the workers, bundled by esbuild for the oldest Node that runs them (Electron 33 has 20.18).
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { Problem } from '../lib/say.mjs';
import { repoDir } from '../lib/paths.mjs';
import {
  codeEntries,
  nativePackages,
  optionalNativePackages,
  workerFolder,
  workerSuffix,
} from './entries.mjs';

// In an ES module bundle CommonJS dependencies still want `require` and `__dirname`. The names are odd, so that no bundled module
// can declare the same ones.
const esmBanner = [
  "import { createRequire as zhengkaCreateRequire } from 'node:module';",
  "import { dirname as zhengkaDirnameOf } from 'node:path';",
  "import { fileURLToPath as zhengkaFileOf } from 'node:url';",
  'const require = zhengkaCreateRequire(import.meta.url);',
  'const zhengkaFilename = zhengkaFileOf(import.meta.url);',
  'const zhengkaDirname = zhengkaDirnameOf(zhengkaFilename);',
].join('\n');
/**
 * pdfkit finds its standard fonts through a `require` that it makes at run time, which a bundler does not see. Written as a plain one they
 * are bundled with it.
 * @type {import('esbuild').Plugin}
 */
const pdfkitFonts = {
  name: 'pdfkit-fonts',
  setup(build) {
    build.onLoad({ filter: /pdfkit\/js\/pdfkit\.node\.mjs$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const contents = source.replaceAll("require$1('#standard-fonts/", "require('#standard-fonts/");
      if (contents === source)
        throw new Error('pdfkit no longer loads its fonts as tools/build/code.mjs expects');
      return { contents, loader: 'js' };
    });
  },
};
/**
 * zod exports its error messages in fifty languages as one object, which a bundler must keep: 364 KB in every process. Ours are our own.
 * @type {import('esbuild').Plugin}
 */
const zodLocales = {
  name: 'zod-locales',
  setup(build) {
    build.onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({
      contents: 'export {};',
      loader: 'js',
    }));
  },
};
const cjsBanner = "const zhengkaMetaUrl = require('node:url').pathToFileURL(__filename).href;";

export function findCodeEntries() {
  const workers = findWorkers(join(repoDir, workerFolder)).map((source) => ({
    source,
    output: `workers/${basename(source, workerSuffix)}.mjs`,
    format: 'esm',
    sandboxed: false,
  }));
  return [...codeEntries, ...workers].map((entry) => ({
    ...entry,
    sandboxed: entry.sandboxed ?? false,
    exists: existsSync(join(repoDir, entry.source)),
  }));
}

function findWorkers(/** @type {string} */ folder) {
  if (!existsSync(folder)) return [];
  const names = /** @type {string[]} */ (readdirSync(folder, { recursive: true }));
  return names.filter((name) => name.endsWith(workerSuffix)).map((name) => `${workerFolder}/${name}`);
}

/** @param {ReturnType<typeof findCodeEntries>} entries @param {string} target */
export async function buildCode(entries, target) {
  await Promise.all(entries.map((entry) => bundle(entry, target)));
}

async function bundle(
  /** @type {ReturnType<typeof findCodeEntries>[number]} */ entry,
  /** @type {string} */ target,
) {
  const esm = entry.format === 'esm';
  const natives = [...nativePackages, ...optionalNativePackages];
  try {
    await build({
      absWorkingDir: repoDir,
      entryPoints: [entry.source],
      outfile: join(target, entry.output),
      bundle: true,
      platform: entry.sandboxed ? 'browser' : 'node',
      target: entry.sandboxed ? 'chrome130' : 'node20.18',
      format: esm ? 'esm' : 'cjs',
      external: ['electron', ...(entry.sandboxed ? [] : natives)],
      ...(entry.sandboxed ? {} : { banner: { js: esm ? esmBanner : cjsBanner } }),
      define: entry.sandboxed
        ? {}
        : esm
          ? { __dirname: 'zhengkaDirname', __filename: 'zhengkaFilename' }
          : { 'import.meta.url': 'zhengkaMetaUrl', 'import.meta.dirname': '__dirname' },
      plugins: [pdfkitFonts, zodLocales],
      sourcemap: 'linked',
      sourcesContent: false,
      keepNames: true,
      charset: 'utf8',
      legalComments: 'none',
      logLevel: 'silent',
    });
  } catch (error) {
    const errors = /** @type {{ errors?: { text: string, location?: { file: string, line: number } }[] }} */ (
      error
    ).errors;
    if (!errors) throw error;
    throw new Problem({
      en: `${entry.source} does not build.`,
      zh: `${entry.source} 构建失败。`,
      remedyEn: 'Correct the lines below; "npm run typecheck" often says more.',
      remedyZh: '请修正下列代码；“npm run typecheck” 往往给出更多信息。',
      detail: errors
        .map((each) => `${each.location?.file ?? ''}:${each.location?.line ?? ''} ${each.text}`)
        .join('\n'),
    });
  }
}
