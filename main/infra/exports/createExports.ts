import type { Exports } from '../../app/ports/exports.ts';
import { inThisThread, startThread } from '../threads/startThread.ts';
import type { exportMethods as makeExportMethods, ExportMethodName } from './exportMethods.ts';

export interface ExportPlaces {
  /** Folder that holds `@expo-google-fonts/`. */
  readonly fontsDir: string;
  /** Folder with the built `exports.mjs`; null makes files in this thread (tests, tools). */
  readonly workersDir: string | null;
}

export interface RunningExports extends Exports {
  close(): Promise<void>;
}

// A name that the bundler cannot follow: PDF, workbook and fonts would otherwise be loaded into the core host, which never uses them.
const source = './exportMethods.ts';

/**
 * Files for auditors (H4), in a thread of their own beside that of the papers: a notice never waits for a report of a thousand rows. It starts
 * with the first file; one that dies fails its open jobs and is started again by the next.
 */
export function createExports({ fontsDir, workersDir }: ExportPlaces): RunningExports {
  const thread =
    workersDir === null
      ? inThisThread<ExportMethodName>(async () => {
          const { exportMethods } = (await import(/* @vite-ignore */ source)) as {
            readonly exportMethods: typeof makeExportMethods;
          };
          return exportMethods({ fontsDir });
        })
      : startThread<ExportMethodName>('exports', workersDir, { fontsDir });
  const run = <Name extends ExportMethodName>(
    name: Name,
    ...input: Parameters<Exports[Name]>
  ): ReturnType<Exports[Name]> => thread.run(name, input) as ReturnType<Exports[Name]>;
  return {
    day: (day, station, format) => run('day', day, station, format),
    period: (report, stamp, station, format) => run('period', report, stamp, station, format),
    audit: (part, station) => run('audit', part, station),
    identify: (bytes) => run('identify', bytes),
    compare: (kind, given, expected) => run('compare', kind, given, expected),
    close: () => thread.close(),
  };
}
