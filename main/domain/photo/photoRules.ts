/** A span with both ends in it. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/** What a photo must be. One table; a rule pack may replace any of it later (domain-rules 7, all [policy] but the permit's own limits). */
export interface PhotoRules {
  /** 7.1, 5.3. */
  readonly permit: {
    readonly maxBytes: number;
    readonly minWidth: number;
    readonly minHeight: number;
    readonly maxMonths: number;
    /** 7.2: what we make ourselves stays below this. */
    readonly producedMaxBytes: number;
  };
  /** 7.3, 7.4. */
  readonly card: {
    readonly width: number;
    readonly height: number;
    readonly bytes: Band;
    readonly quality: number;
    readonly components: number;
    readonly faceWidth: Band;
    readonly hairTop: Band;
    readonly eyeX: Band;
    readonly minEyeFromBottom: number;
    /** 358 / 354: what 7.4 allows a permit photo to be enlarged by. */
    readonly maxEnlargement: number;
  };
  /** 7.2. */
  readonly chip: {
    readonly maxBytes: number;
    /** Widths that are tried; the ratio is the card's. */
    readonly widths: readonly number[];
  };
  /** Where "white", "no border" and "clear" of 7.1 and 7.3 end. They say no numbers: these are ours, and measured (decision 0012). */
  readonly measured: {
    readonly minWhiteShare: number;
    readonly minSharpness: number;
  };
}

export const photoRules: PhotoRules = {
  permit: { maxBytes: 1_048_576, minWidth: 354, minHeight: 472, maxMonths: 6, producedMaxBytes: 1_000_000 },
  card: {
    width: 358,
    height: 441,
    bytes: { low: 14 * 1024, high: 40 * 1024 },
    quality: 70,
    components: 3,
    faceWidth: { low: 179, high: 255 },
    hairTop: { low: 7, high: 21 },
    eyeX: { low: 162, high: 196 },
    minEyeFromBottom: 207,
    maxEnlargement: 358 / 354,
  },
  chip: { maxBytes: 4096, widths: [300, 260, 220, 179, 140] },
  measured: { minWhiteShare: 0.95, minSharpness: 25 },
};

/** What a scan of an original must be before it may stand for the paper (B5). Ours: no rule names numbers. */
export interface ScanRules {
  /** 1000 pixels are 120 dpi across A4 and 200 dpi across a passport page. */
  readonly minShortSide: number;
  readonly minBytes: number;
  readonly minInk: number;
  readonly minSharpness: number;
}
export const scanRules: ScanRules = { minShortSide: 1000, minBytes: 20_000, minInk: 0.002, minSharpness: 60 };
