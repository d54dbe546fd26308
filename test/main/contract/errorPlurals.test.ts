import { describe, expect, it } from 'vitest';
import { describeError, errorTexts, type ErrorText } from '../../../main/contract/errors.ts';

describe('A4 B4 English says one as one', () => {
  it.each([
    [0, '0 fields still need to be confirmed by eye'],
    [1, '1 field still needs to be confirmed by eye'],
    [2, '2 fields still need to be confirmed by eye'],
  ])('%s: %s', (count, message) => {
    expect(describeError({ code: 'comparisonOpen', detail: { count } }, 'en').message).toBe(message);
    expect(describeError({ code: 'comparisonOpen', detail: { count } }, 'zh').message).toContain(`${count} `);
  });

  it('a number that is not there stays visible, and nothing is guessed about it', () => {
    expect(describeError({ code: 'comparisonOpen' }, 'en').message).toContain('{count}');
  });

  it('no error counts stiffly', () => {
    const stiff = Object.entries<ErrorText>(errorTexts)
      .filter(([, { en, remedyEn }]) => /\{(count|days|months|years|hours)\} [a-z]/.test(`${en} ${remedyEn}`))
      .map(([code]) => code);
    // Never fewer than two.
    expect(stiff).toEqual(['pictureSeveralCodes']);
  });
});
