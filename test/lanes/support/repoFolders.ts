import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export const repoDir = join(import.meta.dirname, '..', '..', '..');
const require = createRequire(import.meta.url);

export const resourcesDir = join(repoDir, 'resources');
/** The folder that holds `@expo-google-fonts`. */
export const fontsDir = dirname(
  dirname(dirname(require.resolve('@expo-google-fonts/noto-sans/package.json'))),
);
