import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { guardCopies } from '../../../renderer/ui/copyGuard.ts';

const repo = join(import.meta.dirname, '../../..');

/** A page with a selection in an element of one class. */
function page(selected: string | null) {
  const target = new EventTarget();
  const element = { closest: (wanted: string) => (wanted === selected ? element : null) };
  const node = selected === null ? null : { parentElement: element };
  const document = Object.assign(target, { getSelection: () => ({ anchorNode: node }) });
  const stop = guardCopies(document as unknown as Document);
  const copies = (type: string): boolean => document.dispatchEvent(new Event(type, { cancelable: true }));
  return { copies, stop };
}

describe('I6 nothing of a person goes onto the clipboard', () => {
  it('copying, cutting and dragging out are refused', () => {
    const { copies } = page('.holder');
    expect(copies('copy')).toBe(false);
    expect(copies('cut')).toBe(false);
    expect(copies('dragstart')).toBe(false);
    expect(page(null).copies('copy')).toBe(false);
  });

  it('a digest may be copied, to be compared with paper; pasting is nobody else’s matter', () => {
    expect(page('.hash').copies('copy')).toBe(true);
    expect(page('.hash').copies('cut')).toBe(false);
    expect(page('.holder').copies('paste')).toBe(true);
    const { copies, stop } = page('.holder');
    stop();
    expect(copies('copy')).toBe(true);
  });

  it('both screens of people have the guard', () => {
    for (const name of ['main.tsx', 'kiosk.tsx'])
      expect(readFileSync(join(repo, 'renderer', name), 'utf8')).toContain('guardCopies(document)');
  });
});

describe('I6 no program text writes to the clipboard, names a window after a person, or keeps crash dumps', () => {
  const sources = ['main', 'preload', 'renderer', 'drivers'].flatMap((folder) =>
    readdirSync(join(repo, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|html)$/.test(name))
      .map((name) => join(folder, name)),
  );
  const using = (pattern: RegExp): readonly string[] =>
    sources.filter((path) => pattern.test(readFileSync(join(repo, path), 'utf8')));

  it('looks at the whole program', () => {
    expect(sources.length).toBeGreaterThan(300);
    expect(using(/page-title-updated/)).toEqual([join('main', 'shell', 'windows.ts')]);
  });

  it.each([
    ['clipboard', /\bclipboard\.(?:write|read)|navigator\.clipboard|execCommand\(['"](?:copy|cut)/],
    ['window titles', /\bsetTitle\(|document\.title\s*=/],
    ['crash reporter', /\bcrashReporter\b/],
    ['shared storage of a page', /\b(?:localStorage|sessionStorage|indexedDB)\b/],
  ])('%s', (_what, pattern) => {
    expect(using(pattern)).toEqual([]);
  });

  it('hosts get no arguments and a short list of variables: keys travel by message', () => {
    const host = readFileSync(join(repo, 'main', 'shell', 'hostProcess.ts'), 'utf8');
    expect(host).toContain('utilityProcess.fork(path, [], {');
    expect(host).toContain('execArgv: []');
    const [, names = ''] = /passedOn = \[([^\]]*)\]/.exec(host) ?? [];
    expect(names).not.toMatch(/KEY|SECRET|TOKEN|NODE|ELECTRON/);
  });
});
