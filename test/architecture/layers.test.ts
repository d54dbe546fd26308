// The house stays as it was built: who may import whom, no clock or chance in the std layers, no file that nobody can read in one sitting.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findImports, judge, layers, listSources, readSource } from './layers.ts';

const repoDir = join(import.meta.dirname, '..', '..');
const productFolders = ['main', 'renderer', 'preload', 'drivers'];
const files = listSources(repoDir, productFolders);

const judgeText = (file: string, text: string): string[] =>
  findImports(file, text).flatMap((found) => judge(found)?.reason ?? []);

describe('layer rule', () => {
  it('holds for every import', () => {
    const violations = files
      .flatMap((file) => findImports(file, readSource(repoDir, file)))
      .flatMap((found) => judge(found) ?? [])
      .map(({ from, line, specifier, reason }) => `${from}:${line} imports ${specifier}: ${reason}`);
    expect(violations).toEqual([]);
  });

  it('covers every product file', () => {
    const outside = files.filter((file) => !layers.some((layer) => file.startsWith(`${layer.folder}/`)));
    expect(outside).toEqual([]);
  });

  // The rule itself has to work: each of these was written to be caught.
  it.each([
    ['main/domain/a.ts', "import { b } from '../app/b.ts';"],
    ['main/domain/a.ts', "import type { B } from '../infra/b.ts';"],
    ['main/domain/a.ts', "import { readFileSync } from 'node:fs';"],
    ['main/domain/a.ts', "import { readFileSync } from 'fs';"],
    ['main/domain/a.ts', "import fastify from 'fastify';"],
    ['main/contract/a.ts', "export * from '../domain/b.ts';"],
    ['main/app/a.ts', "import {\n  open,\n} from '../infra/db/open.ts';"],
    ['main/app/a.ts', "const b = await import('../infra/b.ts');"],
    ['main/hosts/a.ts', "import { app } from 'electron';"],
    ['main/hosts/a.ts', "import { b } from '../shell/b.ts';"],
    ['main/infra/a.ts', "const electron = require('electron');"],
    ['main/infra/a.ts', "import { SerialPort } from 'serialport';"],
    ['main/shell/a.ts', "import Database from 'better-sqlite3';"],
    ['main/shell/a.ts', "import { b } from '../domain/b.ts';"],
    ['drivers/scanners/a.ts', "import { SerialPort } from 'serialport';"],
    ['drivers/readers/a.ts', "import net from 'node:net';"],
    ['drivers/sim/a.ts', "import { createServer } from 'node:net';"],
    ['drivers/transports/a.ts', "import { b } from '../../main/domain/b.ts';"],
    ['renderer/a.tsx', "import { b } from '../main/app/b.ts';"],
    ['renderer/a.tsx', "import 'node:fs';"],
    ['preload/a.ts', "import { b } from '../main/hosts/b.ts';"],
  ])('catches in %s: %s', (file, text) => {
    expect(judgeText(file, text)).toHaveLength(1);
  });

  it.each([
    [
      'main/domain/a.ts',
      "import { z } from 'zod';\nimport { b } from '../contract/b.ts';\nimport { c } from './c.ts';",
    ],
    ['main/infra/a.ts', "import Database from 'better-sqlite3';\nimport { b } from '../app/b.ts';"],
    ['drivers/transports/a.ts', "import { SerialPort } from 'serialport';\nimport net from 'node:net';"],
    ['drivers/sim/a.ts', "import { spawn } from 'node:child_process';"],
    ['main/shell/a.ts', "import { app } from 'electron';\nimport { join } from 'node:path';"],
    ['main/domain/a.ts', "// import { app } from 'electron';\n/* import 'node:fs' */\nexport const b = 1;"],
  ])('lets pass in %s: %s', (file, text) => {
    expect(judgeText(file, text)).toEqual([]);
  });
});

describe('std layers', () => {
  const std = /^(main\/(contract|domain|app|rpc)|drivers\/(?!transports|sim))\//;
  // Date.now, Math.random, timers and process are the linter's; it has no rule for a clock hidden in a constructor.
  const readsTheClock = /\bnew Date\(\s*\)|\bDate\(\s*\)|\bTemporal\.Now\b/;

  it('read no clock', () => {
    const found = files.filter((file) => std.test(file) && readsTheClock.test(readSource(repoDir, file)));
    expect(found).toEqual([]);
  });

  it.each(['new Date()', 'new Date( )', 'Temporal.Now.instant()'])('would be caught with %s', (text) => {
    expect(readsTheClock.test(text)).toBe(true);
  });

  it('may turn a given time into a date', () => {
    expect(readsTheClock.test('new Date(millis)')).toBe(false);
  });
});

describe('size', () => {
  it('no source file is over 400 lines', () => {
    const long = files
      .map((file) => ({ file, lines: readSource(repoDir, file).trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > 400)
      .map(({ file, lines }) => `${file}: ${lines} lines`);
    expect(long).toEqual([]);
  });
});
