import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CardPosition } from '../../../../main/contract/devices.ts';
import type { UnitKey } from '../../../../main/contract/ids.ts';
import { settleByPerson, settleFromFacts } from '../../../../main/domain/cards/settle.ts';

const now = (position: CardPosition, printedCards: number | null = 100, answered = true) => ({
  answered,
  position,
  printedCards,
});
const intent = { position: 'chip', printedCards: 100 };

describe('D1 9.22 an unknown step is settled by facts, never by repeating', () => {
  it.each([
    ['counted and gone', now('none', 101), 'done'],
    ['not counted, not moved', now('chip', 100), 'notDone'],
    ['not counted but moved: half printed', now('print', 100), 'askPerson'],
    ['counted but still inside', now('print', 101), 'askPerson'],
    ['gone but not counted: taken out by hand', now('none', 100), 'askPerson'],
    ['counted twice', now('none', 102), 'askPerson'],
    ['counter unknown', now('none', null), 'askPerson'],
    ['place unknown', now('unknown', 100), 'askPerson'],
    ['printer silent', now('none', 101, false), 'askPerson'],
  ] as const)('print: %s', (_, facts, decision) => {
    expect(settleFromFacts('print', intent, facts)).toBe(decision);
  });

  it('print: an intent without a counter proves nothing', () => {
    expect(settleFromFacts('print', {}, now('none', 101))).toBe('askPerson');
    expect(settleFromFacts('print', { ...intent, position: 'print' }, now('print', 100))).toBe('askPerson');
  });

  it('print is called safe only where nothing counted and nothing moved', () => {
    const position = fc.constantFrom<CardPosition>('none', 'print', 'chip', 'contactless', 'unknown');
    fc.assert(
      fc.property(position, fc.nat({ max: 3 }), fc.boolean(), (place, more, answered) => {
        const safe = settleFromFacts('print', intent, now(place, 100 + more, answered)) === 'notDone';
        expect(safe).toBe(answered && more === 0 && place === 'chip');
      }),
    );
  });

  it.each([
    ['feed', 'chip', 'done'],
    ['feed', 'none', 'notDone'],
    ['feed', 'unknown', 'askPerson'],
    ['feed', 'print', 'askPerson'],
    ['reject', 'none', 'done'],
    ['reject', 'chip', 'notDone'],
    ['reject', 'unknown', 'askPerson'],
    ['readBlank', 'chip', 'notDone'],
    ['readBlank', 'none', 'askPerson'],
  ] as const)('%s with the card at %s: %s', (step, position, decision) => {
    expect(settleFromFacts(step, {}, now(position))).toBe(decision);
    expect(settleFromFacts(step, {}, now(position, 100, false))).toBe('askPerson');
  });

  it('an upstream step is safe to repeat with its own key', () => {
    expect(settleFromFacts('lock', {}, now('unknown', null, false))).toBe('notDone');
  });
});

describe('D1 9.22 the two questions', () => {
  const bound = { unitKey: '1'.repeat(64) as UnitKey, state: 'fed' } as const;
  const free = { unitKey: null, state: 'fed' } as const;

  it.each([
    ['output', 'complete', 'printed'],
    ['printer', 'complete', 'printed'],
    ['output', 'incomplete', 'wasted'],
    ['printer', 'incomplete', 'wasted'],
    ['output', 'blank', 'wasted'],
    ['printer', 'blank', 'goOn'],
    ['nowhere', 'complete', 'retained'],
    ['nowhere', 'blank', 'retained'],
  ] as const)('print, card %s, face %s: %s', (cardIs, face, decision) => {
    expect(settleByPerson(bound, 'print', { cardIs, face })).toBe(decision);
  });

  it('a blank that is not bound yet has used nothing', () => {
    expect(settleByPerson(free, 'feed', { cardIs: 'nowhere', face: 'blank' })).toBe('notFed');
    expect(settleByPerson(free, 'readBlank', { cardIs: 'output', face: 'blank' })).toBe('notFed');
    expect(settleByPerson(free, 'feed', { cardIs: 'printer', face: 'blank' })).toBe('goOn');
  });

  it('a rejected card is out, or still inside', () => {
    expect(settleByPerson(free, 'reject', { cardIs: 'nowhere', face: 'blank' })).toBe('rejected');
    expect(settleByPerson(free, 'reject', { cardIs: 'printer', face: 'blank' })).toBe('goOn');
  });
});
