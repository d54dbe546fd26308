import type { z } from 'zod';
import type { CardPhotoRule, chipPhotoRule, permitPhotoRule } from '../../contract/photos.ts';
import type { PhotoPolicy } from '../rules/rulePack.ts';

/** What a photo must be: the limits of a rule pack (domain-rules 7, 5.11), and what no pack changes. */
export interface PhotoRules {
  /** 7.1, 5.3. */
  readonly permit: z.infer<typeof permitPhotoRule>;
  /** 7.3, 5.11. */
  readonly card: CardPhotoRule;
  /** 7.2. */
  readonly chip: z.infer<typeof chipPhotoRule>;
}

/** Where [fixed] rules end: a pack may ask for more, never for less (`checkPhotoPolicy`). */
export const photoBounds = {
  /** 7.1, 5.3. */
  permit: { maxBytes: 1_048_576, minWidth: 354, minHeight: 472, maxMonths: 6 },
  /** 8.7: the file of the photo on the chip has 0x1000 bytes. */
  chip: { maxBytes: 4096 },
} as const;

/** 7.4 [fixed]: what a photo of 354 pixels may be enlarged by to become 358 wide. A pack with a wider card photo does not change it. */
export const maxEnlargement = 358 / 354;

/** 24-bit RGB (7.3): the only pictures that we make. */
export const cardComponents = 3;

/** Widths of the chip photo that are tried; the ratio is the card's. */
export const chipWidths: readonly number[] = [300, 260, 220, 179, 140];

/** Where "white", "no border" and "clear" of 7.1 and 7.3 end. They say no numbers: these are ours, and measured (decision 0012). */
export const measuredLimits = { minWhiteShare: 0.95, minSharpness: 25 } as const;

/** The limits of a pack without the words that stand beside them. */
export function photoRulesOf({ permit, card, chip }: PhotoPolicy): PhotoRules {
  return {
    permit: {
      maxBytes: permit.maxBytes,
      minWidth: permit.minWidth,
      minHeight: permit.minHeight,
      maxMonths: permit.maxMonths,
      producedMaxBytes: permit.producedMaxBytes,
    },
    card: {
      width: card.width,
      height: card.height,
      bytes: card.bytes,
      quality: card.quality,
      faceWidth: card.faceWidth,
      hairTop: card.hairTop,
      eyeX: card.eyeX,
      minEyeFromBottom: card.minEyeFromBottom,
      maxYears: card.age?.maxYears ?? null,
    },
    chip: { maxBytes: chip.maxBytes },
  };
}

/** What a scan of an original must be before it may stand for the paper (B5). Ours: no rule names numbers. */
export interface ScanRules {
  /** 1000 pixels are 120 dpi across A4 and 200 dpi across a passport page. */
  readonly minShortSide: number;
  readonly minBytes: number;
  readonly minInk: number;
  readonly minSharpness: number;
}
export const scanRules: ScanRules = { minShortSide: 1000, minBytes: 20_000, minInk: 0.002, minSharpness: 60 };
