import type { CardPersonaliser } from './personaliser.ts';
import { trainingPersonaliser } from './training.ts';

/** Who writes, by `options.personaliser` of a chip reader; null = nobody: the station cannot write and says so. */
export const personalisers = {
  none: null,
  training: trainingPersonaliser,
} as const satisfies Readonly<Record<string, CardPersonaliser | null>>;
