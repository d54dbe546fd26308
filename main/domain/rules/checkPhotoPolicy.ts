import type { Band } from '../../contract/photos.ts';
import { photoBounds } from '../photo/photoRules.ts';
import type { PackProblem } from './checkRulePack.ts';
import type { PhotoPolicy } from './rulePack.ts';

const at = (path: readonly string[], reason: string): PackProblem => ({ path: ['photo', ...path], reason });

/** Looser than a [fixed] rule (7.1, 5.3, 8.7). The same number or a stricter one is the region's to choose. */
function looser({ permit, chip }: PhotoPolicy): PackProblem[] {
  const most = [
    ['permit', 'maxBytes', permit.maxBytes, photoBounds.permit.maxBytes, '7.1'],
    ['permit', 'maxMonths', permit.maxMonths, photoBounds.permit.maxMonths, '5.3'],
    ['chip', 'maxBytes', chip.maxBytes, photoBounds.chip.maxBytes, '8.7'],
  ] as const;
  const least = [
    ['permit', 'minWidth', permit.minWidth, photoBounds.permit.minWidth, '7.1'],
    ['permit', 'minHeight', permit.minHeight, photoBounds.permit.minHeight, '7.1'],
  ] as const;
  const reason = (value: number, bound: number, rule: string): string =>
    `${value} is looser than ${bound}, which is fixed (${rule})`;
  return [
    ...most
      .filter(([, , value, bound]) => value > bound)
      .map(([part, key, value, bound, rule]) => at([part, key], reason(value, bound, rule))),
    ...least
      .filter(([, , value, bound]) => value < bound)
      .map(([part, key, value, bound, rule]) => at([part, key], reason(value, bound, rule))),
  ];
}

/** Bands no photo can be in: turned round, or outside of the card photo. */
function impossible({ permit, card }: PhotoPolicy): PackProblem[] {
  const bands: readonly (readonly [key: string, band: Band, end: number])[] = [
    ['bytes', card.bytes, Number.MAX_SAFE_INTEGER],
    ['faceWidth', card.faceWidth, card.width],
    ['eyeX', card.eyeX, card.width],
    ['hairTop', card.hairTop, card.height],
  ];
  return [
    ...bands.flatMap(([key, { low, high }, end]) => [
      ...(low > high ? [at(['card', key, 'low'], `${low} is more than high, ${high}`)] : []),
      ...(high > end ? [at(['card', key, 'high'], `${high} is outside of the card photo, ${end}`)] : []),
    ]),
    ...(card.minEyeFromBottom + card.hairTop.low >= card.height
      ? [at(['card', 'minEyeFromBottom'], `${card.minEyeFromBottom} puts the eyes above the hair`)]
      : []),
    ...(permit.producedMaxBytes > permit.maxBytes
      ? [
          at(
            ['permit', 'producedMaxBytes'],
            `${permit.producedMaxBytes} is more than maxBytes, ${permit.maxBytes}`,
          ),
        ]
      : []),
  ];
}

/** What is wrong with the photo rules of a pack (domain-rules 7.1 to 7.3, 8.7): looser than a fixed rule, or met by no photo. */
export function photoProblems(policy: PhotoPolicy): PackProblem[] {
  return [...looser(policy), ...impossible(policy)];
}
