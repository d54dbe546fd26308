import type { Pictures } from '../../app/ports/pictures.ts';
import { startThread, type RunningThread } from '../threads/startThread.ts';
import type { pictureMethods, PictureMethodName } from './pictureMethods.ts';

export interface RunningPictures extends Pictures {
  close(): Promise<void>;
}

/** Pictures in a thread of their own; `workersDir` null does the work in this one (tests, tools). */
export function createPictures(workersDir: string | null): RunningPictures {
  const thread = workersDir === null ? inThisThread() : startThread<PictureMethodName>('picture', workersDir);
  const run = <Name extends PictureMethodName>(
    name: Name,
    ...input: Parameters<Pictures[Name]>
  ): ReturnType<Pictures[Name]> => thread.run(name, input) as ReturnType<Pictures[Name]>;
  return {
    develop: (bytes, lines, rules) => run('develop', bytes, lines, rules),
    scan: (bytes) => run('scan', bytes),
    seal: (bytes) => run('seal', bytes),
    unseal: (picture) => run('unseal', picture),
    check: (picture) => run('check', picture),
    close: () => thread.close(),
  };
}

// A name that the bundler cannot follow: the drawing library does not belong into the core host.
const source = './pictureMethods.ts';

function inThisThread(): RunningThread<PictureMethodName> {
  let loading: Promise<typeof pictureMethods> | null = null;
  const load = async (): Promise<typeof pictureMethods> =>
    ((await import(/* @vite-ignore */ source)) as { readonly pictureMethods: typeof pictureMethods })
      .pictureMethods;
  return {
    async run(name, input) {
      loading ??= load();
      const method = (await loading)[name] as (...given: readonly unknown[]) => Promise<unknown>;
      return method(...input);
    },
    close: () => Promise.resolve(),
  };
}
