import type { CardCertifier, CardPersonaliser } from './personaliser.ts';
import { trainingPersonaliser } from './training.ts';
import { trainingCertifier } from './trainingCertificates.ts';

/** Who writes, by `options.personaliser` of a chip reader; null = nobody: the station cannot write and says so. */
export const personalisers = {
  none: null,
  training: trainingPersonaliser,
} as const satisfies Readonly<Record<string, CardPersonaliser | null>>;

/** Who certifies keys, by `options.certificates`; null = nobody: the chip gets no certificate and nothing is claimed. */
export const certifiers = {
  none: null,
  training: trainingCertifier,
} as const satisfies Readonly<Record<string, CardCertifier | null>>;
