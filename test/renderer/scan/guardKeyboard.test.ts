import { describe, expect, it } from 'vitest';
import { strokeOf } from '../../../renderer/scan/guardKeyboard.ts';

type Press = Parameters<typeof strokeOf>[0];
const plain: Press = {
  key: 'a',
  timeStamp: 5,
  isComposing: false,
  repeat: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
};

describe('A2 what a key press is to the burst guard', () => {
  it.each<[string, Partial<Press>, string | undefined]>([
    ['a letter', {}, 'character'],
    ['Enter', { key: 'Enter' }, 'end'],
    ['Tab', { key: 'Tab' }, 'end'],
    ['Shift, which a scanner presses for capitals', { key: 'Shift' }, undefined],
    ['a key that an IME composes with', { isComposing: true }, 'other'],
    ['the first key of an IME', { key: 'Process' }, 'other'],
    ['a dead key', { key: 'Dead' }, 'other'],
    ['a key that is held', { repeat: true }, 'other'],
    ['a shortcut', { ctrlKey: true }, 'other'],
    ['an Alt code', { altKey: true, key: '1' }, 'other'],
    ['Enter with Ctrl', { key: 'Enter', ctrlKey: true }, 'other'],
    ['an arrow', { key: 'ArrowDown' }, 'other'],
  ])('%s', (_what, press, kind) => {
    const stroke = strokeOf({ ...plain, ...press });
    expect(stroke?.kind).toBe(kind);
    if (stroke !== null) expect(stroke.at).toBe(5);
  });
});
