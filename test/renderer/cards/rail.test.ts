import { describe, expect, it } from 'vitest';
import { isOver, mayStart, mayStartAgain, railOf, seconds } from '../../../renderer/features/cards/rail.ts';
import { jobs, plan } from '../fixtures/workFixtures.ts';

const phases = (job: Parameters<typeof railOf>[0]): string =>
  railOf(job)
    .map(({ step, phase }) => `${step}:${phase}`)
    .join(' ');

describe('D1 saved steps', () => {
  it('show what is done, what is not here by name, and what is ahead', () => {
    expect(phases(jobs.visual)).toBe(
      'lock:confirmed face:confirmed feed:confirmed readBlank:confirmed writeChip:notAvailable print:confirmed visual:ahead report:ahead enable:ahead handOver:ahead',
    );
  });

  it('D10 the face that clerk and holder have to look at asks for them', () => {
    const steps = jobs.visual.steps.slice(0, 1);
    const asks = { ...jobs.visual, state: 'locked' as const, steps, next: 'confirmFace' as const };
    expect(phases(asks)).toContain('lock:confirmed face:asks feed:ahead');
    expect(phases({ ...asks, next: 'begin' })).toContain('face:ahead');
  });

  it('an unknown step is shown as unknown, whatever its newest record says', () => {
    expect(phases({ ...jobs.visual, unknownStep: 'print' })).toContain('print:unknown');
  });

  it('the newest record of a step counts', () => {
    const step = jobs.visual.steps[5];
    if (step === undefined) throw new Error('the fixture lost a step');
    const steps = [...jobs.visual.steps, { ...step, phase: 'failed' as const }];
    expect(phases({ ...jobs.visual, steps })).toContain('print:failed');
  });

  it('the reject box appears only where a card went there', () => {
    expect(phases(jobs.visual)).not.toContain('reject');
    const step = jobs.visual.steps[0];
    if (step === undefined) throw new Error('the fixture lost a step');
    const steps = [...jobs.visual.steps, { ...step, step: 'reject' as const }];
    expect(phases({ ...jobs.visual, steps })).toContain('reject:confirmed');
    // Nothing is ahead of a card in the reject box.
    expect(phases({ ...jobs.visual, steps })).not.toContain('ahead');
  });
});

describe('D7 made, not reported', () => {
  it('says for what it waits', () => {
    expect(phases(jobs.pendingReport)).toContain('report:waits');
    expect(phases({ ...jobs.handOver, state: 'pendingEnable', steps: jobs.pendingReport.steps })).toContain(
      'enable:waits',
    );
  });

  it('is not over and is not made again', () => {
    expect(isOver(jobs.pendingReport)).toBe(false);
    expect(mayStartAgain(jobs.pendingReport)).toBe(false);
    expect(mayStartAgain({ state: 'wasted', place: 'rejectBox' })).toBe(true);
    expect(mayStartAgain({ state: 'handedOver', place: 'holder' })).toBe(false);
    // 11.2: first the fate of the blank.
    expect(mayStartAgain({ state: 'retained', place: 'unknown' })).toBe(false);
    expect(mayStartAgain({ state: 'wasted', place: 'printer' })).toBe(false);
  });
});

describe('D2 plan', () => {
  it('cannot start while something blocks', () => {
    expect(mayStart(plan)).toBe(true);
    expect(mayStart({ ...plan, blockers: [{ code: 'noBlank' }] })).toBe(false);
  });
});

describe('rail times', () => {
  it('shows seconds with one decimal', () => {
    expect(seconds(21_440)).toBe('21.4');
  });
});
