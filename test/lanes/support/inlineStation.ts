import { onTestFinished } from 'vitest';
import { runInline, type InlineOptions, type InlineStation } from '../../../main/hosts/runInline.ts';
import { nativeBinding, temporaryFolder, testKey } from '../../main/helpers/index.ts';
import { fontsDir, resourcesDir } from './repoFolders.ts';

export { fontsDir, resourcesDir };

/** A station with the folder and the key of its data, for those who look into the files. */
export interface InlineStationWithFiles extends InlineStation {
  readonly directory: string;
  readonly databaseKey: Uint8Array;
}

/** A whole training station in this process, closed when the test ends. */
export async function inlineStation(options: Partial<InlineOptions> = {}): Promise<InlineStationWithFiles> {
  const { directory = temporaryFolder(), databaseKey = testKey() } = options;
  const station = await runInline({
    resourcesDir,
    fontsDir,
    sqliteNativeBinding: nativeBinding ?? null,
    ...options,
    directory,
    databaseKey,
  });
  onTestFinished(() => station.close());
  return { ...station, directory, databaseKey };
}
