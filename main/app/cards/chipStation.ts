import type { CardDeps } from './cardDeps.ts';

/** Has this station somebody who writes chips (D6)? By its profile; what the reader then says has the last word. */
export function writesChips({ profile }: Pick<CardDeps, 'profile'>): boolean {
  return profile.devices.some(
    ({ kind, options }) =>
      kind === 'chipReader' && options['personaliser'] !== undefined && options['personaliser'] !== 'none',
  );
}
