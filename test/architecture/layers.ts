// The layer rule of the design (section 3) as data, and the reader that applies it. A folder may import what its row names, its own
// folder, and nothing else. `tests` and `tools` are free: they look at the house from outside.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';

export interface Layer {
  /** The folder this row is about. The longest folder that fits a file is the one that counts. */
  readonly folder: string;
  /** Folders of this repository it may import, beside its own. */
  readonly folders: readonly string[];
  /** npm packages it may import; `'*'` for any that no other row keeps to itself. */
  readonly packages: readonly string[];
  /** Node's own modules: none, some, or `'*'`. */
  readonly node: readonly string[];
}

/** Small pure packages that any std layer may use. */
const pure = ['zod', 'temporal-polyfill', 'i18n-iso-countries'];
const std = ['main/contract', 'main/domain'];
const driverFolders = ['drivers', 'main/contract'];
const look = ['react', 'react-dom', 'react-i18next', 'i18next', 'antd', '@ant-design/icons', 'qrcode'];
/** What reads QR codes in pictures (renderer/scan). */
const pictures = ['@zxing/library', 'zxing-wasm'];
const react = [
  ...look,
  ...pictures,
  '@tanstack/react-query',
  'zod',
  'temporal-polyfill',
  'i18n-iso-countries',
];

export const layers: readonly Layer[] = [
  { folder: 'main/contract', folders: [], packages: pure, node: [] },
  { folder: 'main/domain', folders: ['main/contract'], packages: pure, node: [] },
  { folder: 'main/app', folders: std, packages: pure, node: [] },
  { folder: 'main/rpc', folders: ['main/contract'], packages: ['zod'], node: [] },
  {
    folder: 'main/rpc/ports',
    folders: ['main/contract', 'main/rpc'],
    packages: ['zod'],
    node: ['worker_threads', 'child_process'],
  },
  { folder: 'main/infra', folders: [...std, 'main/app', 'resources'], packages: ['*'], node: ['*'] },
  {
    folder: 'main/training',
    folders: [...std, 'main/app', 'main/infra', 'resources'],
    packages: ['*'],
    node: ['*'],
  },
  {
    folder: 'main/hosts',
    folders: [...std, 'main/app', 'main/infra', 'main/rpc', 'main/training', 'drivers', 'resources'],
    packages: ['*'],
    node: ['*'],
  },
  {
    folder: 'main/shell',
    folders: ['main/contract', 'main/rpc'],
    packages: ['electron', 'zod'],
    node: ['*'],
  },
  { folder: 'preload', folders: ['main/contract', 'main/rpc'], packages: ['electron'], node: [] },
  { folder: 'renderer', folders: [...std, 'main/rpc', 'resources'], packages: react, node: [] },
  { folder: 'drivers', folders: driverFolders, packages: ['zod'], node: [] },
  // Simulated devices open PTY pairs with socat; everything else about them is bytes.
  { folder: 'drivers/sim', folders: driverFolders, packages: ['zod'], node: ['*'] },
  {
    folder: 'drivers/transports',
    folders: driverFolders,
    packages: ['serialport', '@serialport/bindings-cpp', 'node-hid', 'smartcard'],
    node: ['*'],
  },
];

/** Packages and modules that belong to one place, whatever `'*'` says elsewhere. */
export const keptTo: Readonly<Record<string, readonly string[]>> = {
  electron: ['main/shell', 'preload'],
  serialport: ['drivers/transports'],
  '@serialport/bindings-cpp': ['drivers/transports'],
  'node-hid': ['drivers/transports'],
  smartcard: ['drivers/transports'],
  'better-sqlite3': ['main/infra', 'main/training'],
  react: ['renderer'],
  'react-dom': ['renderer'],
  antd: ['renderer'],
  '@zxing/library': ['renderer/scan'],
  'zxing-wasm': ['renderer/scan'],
  'node:net': ['drivers/transports', 'main/shell', 'main/training'],
};

export interface Import {
  readonly from: string;
  readonly line: number;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

export interface Violation {
  readonly from: string;
  readonly line: number;
  readonly specifier: string;
  readonly reason: string;
}

/** Comments go first, because they may show code. Strings stay: a specifier is one. */
function withoutComments(source: string): string {
  return source.replace(
    /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g,
    (whole, text?: string) => (text === undefined ? whole.replace(/[^\n]/g, ' ') : whole),
  );
}

const statement = /\b(import|export)\s+(type\s+)?(?:[\w$*\s{},]*?\s*from\s*)?(['"])([^'"\n]+)\3/g;
const call = /\b(?:import|require|require\.resolve)\s*\(\s*(['"`])([^'"`\n]+)\1/g;

export function findImports(from: string, source: string): Import[] {
  const code = withoutComments(source);
  const lineOf = (index: number): number => code.slice(0, index).split('\n').length;
  const statements = [...code.matchAll(statement)].map((match) => ({
    from,
    line: lineOf(match.index),
    specifier: match[4] ?? '',
    typeOnly: match[2] !== undefined,
  }));
  const calls = [...code.matchAll(call)].map((match) => ({
    from,
    line: lineOf(match.index),
    specifier: match[2] ?? '',
    typeOnly: false,
  }));
  return [...statements, ...calls];
}

export function layerOf(file: string): Layer | undefined {
  return layers
    .filter((layer) => file.startsWith(`${layer.folder}/`))
    .toSorted((a, b) => b.folder.length - a.folder.length)[0];
}

/** What is wrong with one import, or undefined. `file` and the answer use paths from the repository's root. */
export function judge(found: Import): Violation | undefined {
  const layer = layerOf(found.from);
  if (!layer) return undefined;
  const { from, line, specifier } = found;
  const wrong = (reason: string): Violation => ({ from, line, specifier, reason });

  if (specifier.startsWith('.')) {
    const target = relative('/', resolve('/', dirname(from), specifier));
    const inside = (folder: string): boolean => target === folder || target.startsWith(`${folder}/`);
    // A type costs nothing at run time, but it ties layers together all the same: no exception for it.
    if (inside(layer.folder) || layer.folders.some(inside)) return undefined;
    return wrong(`${layer.folder} may import ${[layer.folder, ...layer.folders].join(', ')}`);
  }

  const builtin = specifier.startsWith('node:') || builtinModules.includes(specifier.split('/')[0] ?? '');
  const name = builtin ? `node:${specifier.replace('node:', '').split('/')[0]}` : packageOf(specifier);
  const homes = keptTo[name];
  if (homes && !homes.some((home) => from.startsWith(`${home}/`)))
    return wrong(`only ${homes.join(', ')} may import ${name}`);
  const allowed = builtin ? layer.node : layer.packages;
  if (allowed.includes('*') || allowed.includes(builtin ? name.replace('node:', '') : name)) return undefined;
  return wrong(
    `${layer.folder} may import ${allowed.length > 0 ? allowed.join(', ') : builtin ? 'nothing of Node' : 'no package'}`,
  );
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}

const sourceFile = /\.(ts|tsx|mts|cts)$/;

/** Every source file below the folders, as paths from the repository's root. */
export function listSources(repoDir: string, folders: readonly string[]): string[] {
  return folders.flatMap((folder) => {
    const full = join(repoDir, folder);
    if (!existsSync(full)) return [];
    return (readdirSync(full, { recursive: true }) as string[])
      .filter((name) => sourceFile.test(name) && statSync(join(full, name)).isFile())
      .map((name) => `${folder}/${name}`);
  });
}

export const readSource = (repoDir: string, file: string): string =>
  readFileSync(join(repoDir, file), 'utf8');
