import type { Paper } from '../../app/ports/outside.ts';
import type { CardTemplate } from '../../domain/cardFace/cardTemplate.ts';
import { dayCsv } from './dayCsv.ts';
import { createLackingMemory } from './lackingMemory.ts';
import type { paperMethods as makePaperMethods, PaperMethodName, PaperMethods } from './paperMethods.ts';
import { inThisThread, startThread } from '../threads/startThread.ts';

export interface PaperPlaces {
  /** Folder that holds `@expo-google-fonts/`. */
  readonly fontsDir: string;
  /** Folder that holds `templates/`. */
  readonly resourcesDir: string;
  /** What cards are drawn by; default: the national template of `resourcesDir`. */
  readonly cardTemplate?: CardTemplate | undefined;
  /** Folder with the built `paper.mjs`; null makes papers in this thread (tests, tools). */
  readonly workersDir: string | null;
}

export interface RunningPaper extends Paper {
  close(): Promise<void>;
}

/** Papers and card faces. A worker thread that dies fails its open jobs and is started again by the next one. */
export function createPaper(places: PaperPlaces): RunningPaper {
  const { fontsDir, resourcesDir, cardTemplate, workersDir } = places;
  const thread =
    workersDir === null
      ? inThisThread<PaperMethodName>(() => loadMethods(places))
      : startThread<PaperMethodName>('paper', workersDir, { fontsDir, resourcesDir, cardTemplate });
  const run = <Name extends PaperMethodName>(
    name: Name,
    ...input: Parameters<PaperMethods[Name]>
  ): ReturnType<PaperMethods[Name]> => thread.run(name, input) as ReturnType<PaperMethods[Name]>;
  const lacking = createLackingMemory();
  return {
    notice: (content) => run('notice', content),
    slip: (content) => run('slip', content),
    missing: async (text) => {
      const missing = await run('missing', text);
      lacking.note(missing);
      return missing;
    },
    lacking: (text) => lacking.in(text),
    cardFace: (data, options) => run('cardFace', data, options),
    morningCheck: (gate) => run('morningCheck', gate),
    dayCsv,
    close: () => thread.close(),
  };
}

// A name that the bundler cannot follow: PDF, fonts and canvas would otherwise be loaded into the core host, which never uses them, and
// make up half of its start.
const source = './paperMethods.ts';

async function loadMethods(places: PaperPlaces): Promise<PaperMethods> {
  const { paperMethods } = (await import(/* @vite-ignore */ source)) as {
    readonly paperMethods: typeof makePaperMethods;
  };
  return paperMethods(places);
}
