import { describe, expect, it } from 'vitest';
import { clockToleranceMs, identityProblem } from '../../../drivers/manager/identityCheck.ts';

const registered = { make: 'Make', model: 'One', serial: 'S-1', firmware: '1.0' };
const now = Date.UTC(2026, 10, 24, 1, 0, 0);

describe('F5 a device in the place of a registered one', () => {
  it.each([
    ['the same', registered, null],
    ['another serial number', { ...registered, serial: 'S-2' }, 'otherDevice'],
    ['another model', { ...registered, model: 'Two' }, 'otherDevice'],
    ['another make', { ...registered, make: 'Other' }, 'otherDevice'],
    ['a new firmware', { ...registered, firmware: '2.0' }, null],
    ['one that says nothing of itself', { make: '', model: '', serial: '', firmware: '' }, null],
    ['one that says only its model, and rightly', { ...registered, make: '', serial: '' }, null],
  ] as const)('%s', (_title, identity, problem) => {
    expect(identityProblem({ identity }, registered, now)).toBe(problem);
  });

  it('is any device while none is registered', () => {
    expect(identityProblem({ identity: { ...registered, serial: 'S-9' } }, null, now)).toBeNull();
  });

  it.each([
    [0, null],
    [clockToleranceMs, null],
    [-clockToleranceMs, null],
    [clockToleranceMs + 1, 'clockWrong'],
    [-clockToleranceMs - 1, 'clockWrong'],
  ])('whose clock is %i ms off -> %s', (offMs, problem) => {
    expect(identityProblem({ identity: registered, deviceTimeMs: now + offMs }, registered, now)).toBe(
      problem,
    );
  });
});
