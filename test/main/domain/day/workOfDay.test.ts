import { describe, expect, it } from 'vitest';
import type { JournalRecord } from '../../../../main/domain/cards/cardJob.ts';
import { computeDay } from '../../../../main/domain/day/computeDay.ts';
import { machineOfJob, stepsOfJob } from '../../../../main/domain/day/dayJournal.ts';
import { at, books, fed, goodDay, job, row, rows, unit, used } from './helpers/daySamples.ts';

const line = (
  minute: number,
  step: JournalRecord['step'],
  phase: JournalRecord['phase'],
  facts: JournalRecord['facts'] = {},
): JournalRecord => ({ step, phase, at: at(minute), detail: null, facts });

describe('H7 scan to card against twenty minutes', () => {
  it('measures from the scan of the case to the card in hand, of cards handed over in the day', () => {
    const slow = job(2, { caseOpenedAt: at(1), handedOverAt: at(21), endedAt: at(21) });
    const late = job(3, { caseOpenedAt: at(1), handedOverAt: at(22), endedAt: at(22) });
    const before = job(4, { handedOverAt: '2026-11-24T08:00:00.000Z' });
    const inputs = goodDay({ jobs: [job(1), slow, late, before] });
    expect(computeDay(inputs).cardTimes).toMatchObject({
      timed: 3,
      // Twenty minutes are within twenty minutes.
      within20Minutes: 2,
      totalSeconds: (8 + 20 + 21) * 60,
      medianSeconds: 20 * 60,
      longestSeconds: 21 * 60,
    });
  });

  it('times each step from its intent, or from the line before where a person does it', () => {
    const journal = [
      line(1, 'lock', 'intent'),
      line(2, 'lock', 'confirmed'),
      line(5, 'face', 'confirmed'),
      line(6, 'print', 'intent'),
      line(6, 'print', 'unknown'),
      line(9, 'print', 'settled', { outcome: 'done' }),
    ];
    expect(stepsOfJob(journal).map(({ step, seconds }) => [step, seconds])).toEqual([
      ['lock', 60],
      ['face', 180],
      ['print', 180],
    ]);
    const steps = [...stepsOfJob(journal), { step: 'print', endedAt: at(20), seconds: 10 } as const];
    const { cardTimes } = computeDay(goodDay({ jobs: [job(1, { steps })] }));
    expect(cardTimes?.steps).toContainEqual({
      step: 'print',
      times: 2,
      medianSeconds: 10,
      longestSeconds: 180,
    });
  });

  it('H2 the machine proves the newest attempt only', () => {
    const first = [
      line(1, 'feed', 'intent'),
      line(2, 'readBlank', 'confirmed', { tail: '0001' }),
      line(3, 'print', 'confirmed'),
    ];
    expect(machineOfJob(first)).toEqual({ tail: '0001', printedAt: at(3), open: false });
    const again = [...first, line(4, 'visual', 'failed', { outcome: 'wasted' }), line(5, 'feed', 'intent')];
    expect(machineOfJob(again)).toMatchObject({ tail: null, printedAt: null });
    expect(machineOfJob([...first, line(6, 'print', 'intent')])).toMatchObject({ open: true });
  });
});

describe('H7 work by person, waste by reason, age of the queue', () => {
  it('adds up deeds and cards of each person by name', () => {
    const deeds = [
      { clerk: '李敏', kind: 'caseOpened', reason: null },
      { clerk: '王芳', kind: 'accepted', reason: null },
      { clerk: '王芳', kind: 'handedOver', reason: null },
      { clerk: '王芳', kind: 'remade', reason: 'lost' },
      { clerk: '王芳', kind: 'remade', reason: 'lost' },
    ] as const;
    expect(computeDay(goodDay({ deeds })).clerks).toMatchObject([
      { clerk: '李敏', casesOpened: 1, cardsMade: 1, timed: 1, within20Minutes: 1, totalSeconds: 480 },
      {
        clerk: '王芳',
        accepted: 1,
        handedOver: 1,
        cardsMade: 0,
        remadeByReason: { lost: 2 },
        longestSeconds: null,
      },
    ]);
  });

  it('counts waste by its reason; what the stock room spoilt is no wasted card', () => {
    const inputs = goodDay({
      units: [
        unit(1, { state: 'used', jobId: job(1).id }),
        unit(2, { state: 'wasted', jobId: job(1).id, custody: 'destroyed' }),
        unit(3, { state: 'wasted', custody: 'destroyed' }),
      ],
      movements: [
        used(1),
        { ...used(2), to: 'wasted', jobId: job(1).id, reason: 'printFault' },
        { ...used(3), to: 'wasted', jobId: null, reason: 'stockDamage' },
      ],
      feeds: [fed(1), fed(1, { unitTail: '0002' })],
    });
    expect(computeDay(inputs).wasteByReason).toEqual({ printFault: 1 });
    expect(computeDay(inputs).clerks).toMatchObject([{ clerk: '李敏', wasted: 1 }]);
  });

  it('sorts what waits into hours', () => {
    const open = [
      at(30),
      '2026-11-25T00:30:00.000Z',
      '2026-11-24T22:00:00.000Z',
      '2026-11-23T00:00:00.000Z',
    ].map((createdAt, index) => row(`row_${index}`, { state: 'waiting', createdAt }));
    expect(computeDay(goodDay({ rows: rows({ open }) })).queueAge).toEqual({
      upTo1h: 1,
      upTo4h: 2,
      upTo24h: 0,
      over24h: 1,
    });
  });

  it('H4 parts with nothing in them are left out of a day, so that its file stays as it is', () => {
    const bare = computeDay(
      goodDay({ jobs: [], deeds: [], units: [], movements: [], upstream: books([]), rows: rows() }),
    );
    for (const part of ['cardTimes', 'wasteByReason', 'queueAge', 'clerks', 'corrections', 'earlierUnsigned'])
      expect(bare).not.toHaveProperty(part);
  });
});
