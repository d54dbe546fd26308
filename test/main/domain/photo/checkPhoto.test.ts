import { describe, expect, it } from 'vitest';
import { describeError } from '../../../../main/contract/errors.ts';
import type { PhotoCheckId, PhotoReport } from '../../../../main/contract/photos.ts';
import { checkPhoto, type PhotoInput } from '../../../../main/domain/photo/checkPhoto.ts';
import type { PhotoRules } from '../../../../main/domain/photo/photoRules.ts';
import { planCrop } from '../../../../main/domain/photo/planCrop.ts';
import { shippedPhotoRules } from '../../helpers/shippedPacks.ts';

type Column = 'permit' | 'card';
const lines = { hairTop: 30, eyeX: 240, eyeY: 300, faceLeft: 100, faceRight: 380 };

const national = shippedPhotoRules();

/** A photo that is right for both rules, and what a test changes in it. */
function photo(
  changes: {
    readonly file?: Partial<PhotoInput['facts']['file']>;
    readonly facts?: Partial<Omit<PhotoInput['facts'], 'file'>>;
    readonly face?: Partial<PhotoInput['face']>;
    readonly lines?: Partial<typeof lines>;
    readonly derivatives?: PhotoInput['derivatives'];
    /** The crop must be taken as it is, without enlarging. */
    readonly exact?: boolean;
    readonly dates?: Partial<Pick<PhotoInput, 'declaredOn' | 'submittedOn' | 'today'>>;
  } = {},
  rules: PhotoRules = national,
): PhotoReport {
  const file = {
    bytes: 200_000,
    width: 480,
    height: 640,
    components: 3,
    process: 'baseline',
    orientation: null,
    capturedOn: null,
    ...changes.file,
  } as const;
  const at = { ...lines, ...changes.lines };
  const made = { width: 358, height: 441, quality: 70, psnr: 38, digest: 'd'.repeat(64) };
  return checkPhoto(
    {
      facts: { file, whiteShare: 0.99, frame: [], sharpness: 90, ...changes.facts },
      face: {
        source: 'manual',
        lines: at,
        looks: 'right',
        by: 'Test Clerk',
        at: '2026-11-25T04:00:00.000Z',
        ...changes.face,
      },
      plan: planCrop(file, at, rules.card, changes.exact === true ? 1 : undefined),
      derivatives: changes.derivatives ?? [
        { kind: 'card', bytes: 20_000, ...made },
        { kind: 'chip', bytes: 4000, ...made },
      ],
      declaredOn: '2026-10-01',
      submittedOn: '2026-11-01',
      today: '2026-11-25',
      ...changes.dates,
    },
    rules,
  );
}

/** Everything that is not ok in a column: `id result code`. */
const problems = (report: PhotoReport, column: Column): string[] =>
  report[column]
    .filter(({ result }) => result !== 'ok')
    .map(({ id, result, failure }) => `${id} ${result} ${failure?.code}`);
const one = (report: PhotoReport, column: Column, id: PhotoCheckId) =>
  report[column].find((each) => each.id === id);

describe('A6 the limits are those of the rule pack, the fixed ones at least', () => {
  const stricter: PhotoRules = {
    permit: { ...national.permit, maxBytes: 100_000, minWidth: 500, maxMonths: 1 },
    card: {
      ...national.card,
      bytes: { low: 9 * 1024, high: 19 * 1024 },
      faceWidth: { low: 1, high: 100 },
      hairTop: { low: 100, high: 110 },
    },
    chip: { maxBytes: 3000 },
  };

  it('7.1 a region may be stricter about the permit photo', () => {
    expect(problems(photo({}, stricter), 'permit')).toEqual([
      'bytes fails photoBytesOver',
      'pixels fails photoTooSmall',
      'age warn photoOldToday',
    ]);
  });

  it('7.3 bytes, face and hair of the card, and 7.2 bytes of the chip, are the pack’s; so is what the desk draws', () => {
    const report = photo({ lines: { hairTop: 12 } }, stricter);
    expect(problems(report, 'card')).toEqual([
      'hairTop fails photoHairTop',
      'faceWidth fails photoFaceWidth',
      'cardBytes fails photoCardBytes',
      'chipBytes fails photoChipBytes',
    ]);
    expect(one(report, 'card', 'cardBytes')?.values).toMatchObject({ low: 9216, high: 19_456 });
    expect(report.cardRule).toEqual(stricter.card);
  });

  it('5.11 Shenzhen wants a new photo after five years; without the rule there is no such row', () => {
    const shenzhen = shippedPhotoRules('440300');
    const taken = (declaredOn: string | null, rules = shenzhen) =>
      one(photo({ dates: { declaredOn } }, rules), 'card', 'cardAge');
    expect(taken('2021-11-25')).toMatchObject({ rule: '5.11', result: 'ok', values: { years: 5 } });
    expect(taken('2021-11-24')).toMatchObject({
      result: 'fails',
      failure: { code: 'photoTooOldForCard', detail: { years: 5, date: '2021-11-24' } },
    });
    expect(taken(null)).toMatchObject({ result: 'needsEye', failure: { code: 'photoDateMissing' } });
    expect(taken('2011-11-24', national)).toBeUndefined();
  });
});

describe('A6 a photo is checked against the permit rule and the card rule, each by itself', () => {
  it('one that is right for both has nothing to say', () => {
    const report = photo();
    expect(problems(report, 'permit')).toEqual([]);
    expect(problems(report, 'card')).toEqual([]);
    expect([report.permitResult, report.cardResult, report.atIntake]).toEqual(['ok', 'ok', null]);
  });

  it('names the rule of every check', () => {
    const report = photo();
    expect(report.permit.map(({ id, rule }) => `${rule} ${id}`)).toEqual([
      '7.1 file',
      '7.1 bytes',
      '7.1 pixels',
      '5.3 age',
      '7.1 background',
      '7.1 frame',
      '7.1 sharpness',
      '7.1 looks',
    ]);
    expect(report.card.map(({ id, rule }) => `${rule} ${id}`)).toEqual([
      '7.3 file',
      '7.3 colour',
      '7.4 width',
      '7.4 scale',
      '7.3 background',
      '7.3 frame',
      '7.3 sharpness',
      '7.3 looks',
      '7.3 hairTop',
      '7.3 eyeMiddle',
      '7.3 eyeLine',
      '7.3 faceWidth',
      '7.3 cardBytes',
      '7.2 chipBytes',
    ]);
  });

  it('7.1 takes a file of 1 MB and not one byte more; the card does not care', () => {
    expect(problems(photo({ file: { bytes: 1_048_576 } }), 'permit')).toEqual([]);
    const over = photo({ file: { bytes: 1_048_577 } });
    expect(problems(over, 'permit')).toEqual(['bytes fails photoBytesOver']);
    expect(problems(over, 'card')).toEqual([]);
  });

  it.each([
    [354, 472, []],
    [353, 472, ['pixels fails photoTooSmall']],
    [354, 471, ['pixels fails photoTooSmall']],
  ])('7.1 asks for 354×472: %i×%i', (width, height, expected) => {
    const face = { hairTop: 14, eyeX: 177, eyeY: 230, faceLeft: 70, faceRight: 285 };
    expect(problems(photo({ file: { width, height }, lines: face }), 'permit')).toEqual(expected);
  });

  const narrowFace = { hairTop: 14, eyeX: 177, eyeY: 230, faceLeft: 70, faceRight: 285 };
  it('7.4 says at intake that a permit photo of 354 is too narrow for the card, and by how much', () => {
    const report = photo({ file: { width: 354, height: 472 }, lines: narrowFace });
    expect(report.permitResult).toBe('ok');
    expect(problems(report, 'card')).toEqual(['width warn photoTooNarrowForCard']);
    expect(report.atIntake).toMatchObject({
      code: 'photoTooNarrowForCard',
      detail: { width: 354, wanted: 358, percent: 1.1 },
    });
    if (report.atIntake === null) throw new Error('nothing is said at intake');
    expect(describeError(report.atIntake, 'zh').message).toBe(
      '许可可用，但宽 354 像素，制卡需 358 像素：放大 1.1% 才够',
    );
    expect(describeError(report.atIntake, 'en').remedy).toContain('at least 358 pixels wide');
  });

  it('7.4 says nothing at 358, and nothing about the card when the permit refuses the photo anyway', () => {
    expect(photo({ file: { width: 358, height: 472 }, lines: narrowFace }).atIntake).toBeNull();
    const bad = photo({ file: { width: 354, height: 472, bytes: 2_000_000 }, lines: narrowFace });
    expect([bad.permitResult, bad.atIntake]).toEqual(['fails', null]);
  });

  it('7.4 enlarges by 1.1 % and not more', () => {
    const report = photo({ file: { width: 353, height: 480 }, lines: narrowFace });
    expect(problems(report, 'card')).toEqual([
      'width fails photoTooNarrowForCard',
      'scale fails photoCropTooSmall',
    ]);
  });

  it.each(['permit', 'card'] as const)(
    '%s asks for a white ground, no frame and a clear picture',
    (column) => {
      expect(problems(photo({ facts: { whiteShare: 0.95 } }), column)).toEqual([]);
      expect(problems(photo({ facts: { whiteShare: 0.9499 } }), column)).toEqual([
        'background fails photoBackgroundNotWhite',
      ]);
      expect(problems(photo({ facts: { frame: ['top', 'left'] } }), column)).toEqual([
        'frame fails photoFramed',
      ]);
      expect(problems(photo({ facts: { sharpness: 25 } }), column)).toEqual([]);
      expect(problems(photo({ facts: { sharpness: 24.9 } }), column)).toEqual([
        'sharpness fails photoBlurred',
      ]);
    },
  );

  it('never rounds a share up to what is asked', () => {
    expect(one(photo({ facts: { whiteShare: 0.9499 } }), 'permit', 'background')?.values).toMatchObject({
      share: 94.9,
      limit: 95,
    });
    expect(one(photo({ facts: { sharpness: 24.99 } }), 'permit', 'sharpness')?.values['sharpness']).toBe(24);
  });

  it.each([1, 4])(
    '7.3 asks for 24-bit colour: a file of %i components is only right for the permit',
    (components) => {
      const report = photo({ file: { components } });
      expect(problems(report, 'permit')).toEqual([]);
      expect(problems(report, 'card')).toEqual(['colour fails photoNotRgb']);
    },
  );

  it.each([
    [14 * 1024, []],
    [14 * 1024 - 1, ['cardBytes fails photoCardBytes']],
    [40 * 1024, []],
    [40 * 1024 + 1, ['cardBytes fails photoCardBytes']],
  ])('7.3 wants 14 to 40 KB of the card photo: %i bytes', (bytes, expected) => {
    const made = { width: 358, height: 441, quality: 70, psnr: 38, digest: 'd'.repeat(64) };
    const derivatives = [
      { kind: 'card', bytes, ...made },
      { kind: 'chip', bytes: 4096, ...made },
    ] as const;
    expect(problems(photo({ derivatives }), 'card')).toEqual(expected);
  });

  it('7.2 a photo that could not be made small enough for the chip says so', () => {
    expect(problems(photo({ derivatives: [] }), 'card')).toEqual([
      'cardBytes fails photoCardBytes',
      'chipBytes fails photoChipBytes',
    ]);
  });
});

describe('A6 face lines of 7.3', () => {
  const big = { width: 358, height: 441 };
  const onCard = { hairTop: 14, eyeX: 179, eyeY: 212, faceLeft: 79, faceRight: 279 };

  it.each([
    ['face of 179', { faceLeft: 90, faceRight: 269 }, []],
    ['face of 178', { faceLeft: 90, faceRight: 268 }, ['faceWidth fails photoFaceWidth']],
    ['face of 255', { faceLeft: 52, faceRight: 307 }, []],
    ['face of 256', { faceLeft: 52, faceRight: 308 }, ['faceWidth fails photoFaceWidth']],
    ['hair 7 from the top', { hairTop: 7 }, []],
    ['hair 6 from the top', { hairTop: 6 }, ['hairTop fails photoHairTop']],
    ['hair 21 from the top', { hairTop: 21 }, []],
    ['hair 22 from the top', { hairTop: 22 }, ['hairTop fails photoHairTop']],
    ['eyes 162 from the left', { eyeX: 162 }, []],
    ['eyes 161 from the left', { eyeX: 161 }, ['eyeMiddle fails photoEyeMiddle']],
    ['eyes 196 from the left', { eyeX: 196 }, []],
    ['eyes 197 from the left', { eyeX: 197 }, ['eyeMiddle fails photoEyeMiddle']],
    ['eyes 207 from the bottom', { eyeY: 234 }, []],
    ['eyes 206 from the bottom', { eyeY: 235 }, ['eyeLine fails photoEyeLine']],
  ])('%s', (_name, changed, expected) => {
    expect(problems(photo({ file: big, exact: true, lines: { ...onCard, ...changed } }), 'card')).toEqual(
      expected,
    );
  });

  it('a guess of the machine decides nothing, neither for nor against', () => {
    for (const source of ['silhouette', 'standard'] as const) {
      const face = { source, looks: null, by: null, at: null };
      const open = [
        'looks needsEye photoLooksOpen',
        'hairTop needsEye photoFaceNotConfirmed',
        'eyeMiddle needsEye photoFaceNotConfirmed',
        'eyeLine needsEye photoFaceNotConfirmed',
        'faceWidth needsEye photoFaceNotConfirmed',
      ];
      expect(problems(photo({ face }), 'card')).toEqual(open);
      expect(problems(photo({ face, file: big, lines: { ...onCard, hairTop: 60 } }), 'card')).toEqual(open);
      expect(problems(photo({ face }), 'permit')).toEqual(['looks needsEye photoLooksOpen']);
    }
  });

  it('a person who says that it is wrong is believed, for both rules', () => {
    const report = photo({ face: { looks: 'wrong' } });
    expect(problems(report, 'permit')).toEqual(['looks fails photoLooksWrong']);
    expect(problems(report, 'card')).toEqual(['looks fails photoLooksWrong']);
  });
});

describe('A6 B4 the photo is at most six months old', () => {
  const age = (dates: Parameters<typeof photo>[0], capturedOn: string | null = null): string =>
    problems(photo({ ...dates, file: { capturedOn } }), 'permit').join();

  it.each([
    ['2026-05-01', '2026-11-01', '2026-11-01', ''],
    ['2026-04-30', '2026-10-31', '2026-10-31', 'age fails photoTooOld'],
    // Six months after 31 August is the last of February.
    ['2025-08-31', '2026-02-28', '2026-02-28', ''],
    ['2025-08-31', '2026-03-01', '2026-03-01', 'age fails photoTooOld'],
    ['2026-05-01', '2026-11-01', '2026-11-02', 'age warn photoOldToday'],
    ['2026-11-26', '2026-11-01', '2026-11-25', 'age fails photoDateFuture'],
  ])('taken %s, submitted %s, today %s', (declaredOn, submittedOn, today, expected) => {
    expect(age({ dates: { declaredOn, submittedOn, today } })).toBe(expected);
    expect(age({ dates: { declaredOn: null, submittedOn, today } }, declaredOn)).toBe(expected);
  });

  it('nobody knows the date: ask', () => {
    expect(age({ dates: { declaredOn: null } })).toBe('age needsEye photoDateMissing');
  });

  it('of two dates the older one counts, whoever says it', () => {
    expect(age({ dates: { declaredOn: '2026-10-01' } }, '2020-01-01')).toBe('age fails photoTooOld');
    expect(age({ dates: { declaredOn: '2020-01-01' } }, '2026-10-01')).toBe('age fails photoTooOld');
    expect(age({ dates: { declaredOn: '2026-10-01' } }, '2030-01-01')).toBe('age fails photoDateFuture');
  });
});
