import type { Paper } from '../../app/ports/outside.ts';
import { dayCsv } from './dayCsv.ts';
import { paperMethods } from './paperMethods.ts';
import type { PaperMethodName, PaperMethods } from './paperMethods.ts';
import { startPaperThread } from './paperThread.ts';

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
  if (places.workersDir === null) {
    return { ...paperMethods(places), dayCsv, close: () => Promise.resolve() };
  }
  const thread = startPaperThread(places, places.workersDir);
  const run = <Name extends PaperMethodName>(
    name: Name,
    ...input: Parameters<PaperMethods[Name]>
  ): ReturnType<PaperMethods[Name]> => thread.run(name, input) as ReturnType<PaperMethods[Name]>;
  return {
    notice: (content) => run('notice', content),
    slip: (content) => run('slip', content),
    dayReport: (day, station) => run('dayReport', day, station),
    cardFace: (data, options) => run('cardFace', data, options),
    dayCsv,
    close: () => thread.close(),
  };
}
