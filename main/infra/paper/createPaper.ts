import type { Paper } from '../../app/ports/outside.ts';
import { dayCsv } from './dayCsv.ts';
import type { paperMethods as makePaperMethods, PaperMethodName, PaperMethods } from './paperMethods.ts';
import { startThread, type RunningThread } from '../threads/startThread.ts';

export interface PaperPlaces {
  /** Folder that holds `@expo-google-fonts/`. */
  readonly fontsDir: string;
  /** Folder that holds `templates/`. */
  readonly resourcesDir: string;
  /** Folder with the built `paper.mjs`; null makes papers in this thread (tests, tools). */
  readonly workersDir: string | null;
}

export interface RunningPaper extends Paper {
  close(): Promise<void>;
}

/** Papers and card faces. A worker thread that dies fails its open jobs and is started again by the next one. */
export function createPaper(places: PaperPlaces): RunningPaper {
  const { fontsDir, resourcesDir, workersDir } = places;
  const thread =
    workersDir === null
      ? inThisThread(places)
      : startThread<PaperMethodName>('paper', workersDir, { fontsDir, resourcesDir });
  const run = <Name extends PaperMethodName>(
    name: Name,
    ...input: Parameters<PaperMethods[Name]>
  ): ReturnType<PaperMethods[Name]> => thread.run(name, input) as ReturnType<PaperMethods[Name]>;
  return {
    notice: (content) => run('notice', content),
    slip: (content) => run('slip', content),
    missing: (text) => run('missing', text),
    dayReport: (day, station) => run('dayReport', day, station),
    cardFace: (data, options) => run('cardFace', data, options),
    dayCsv,
    close: () => thread.close(),
  };
}

// A name that the bundler cannot follow: PDF, fonts and canvas would otherwise be loaded into the core host, which never uses them, and
// make up half of its start.
const source = './paperMethods.ts';

interface Source {
  readonly paperMethods: typeof makePaperMethods;
}

function inThisThread(places: PaperPlaces): RunningThread<PaperMethodName> {
  let loading: Promise<PaperMethods> | null = null;
  const load = async (): Promise<PaperMethods> => {
    const { paperMethods } = (await import(/* @vite-ignore */ source)) as Source;
    return paperMethods(places);
  };
  return {
    async run(name, input) {
      loading ??= load();
      const method = (await loading)[name] as (...given: readonly unknown[]) => Promise<unknown>;
      return method(...input);
    },
    close: () => Promise.resolve(),
  };
}
