import { describe, expect, it } from 'vitest';
import { conflictView, type ConflictView } from '../../../main/contract/cardConflict.ts';
import { hallView } from '../../../main/contract/hall.ts';
import { HallNote } from '../../../renderer/features/cards/HallNote.tsx';
import { JobView } from '../../../renderer/features/cards/JobView.tsx';
import { conflicts, jobs } from '../fixtures/workFixtures.ts';
import { renderText, type Scene } from '../helpers/render.tsx';

const shown = (view: ConflictView | undefined, scene: Scene = {}): string =>
  renderText(<JobView job={jobs.conflict} />, {
    roles: ['supervisor'],
    answers: view === undefined ? [] : [[['cardConflict', { jobId: jobs.conflict.id }], view]],
    ...scene,
  });

describe('D7 G1 9.13 both records of a conflict', () => {
  it('stand side by side with words for what differs, and only what upstream allows is offered', () => {
    const zh = shown(conflicts.other);
    expect(zh).toContain('此人在上级系统另有有效卡或在制任务');
    for (const word of ['SZ50', 'SZ51', '0031', '0977', '不同', '本卡作废（另有有效卡）'])
      expect(zh).toContain(word);
    expect(zh).not.toContain('按原批次号和卡号继续');
    const en = shown(conflicts.other, { language: 'en' });
    expect(en).toContain('Waste this card (another one counts)');
    expect(en).toContain('differs');
    expect(en).not.toContain('Go on with the same batch');
  });

  it('ours after all: going on is all there is to do', () => {
    const text = shown(conflicts.ours, { language: 'en' });
    expect(text).toContain('The record upstream is this card.');
    expect(text).toContain('Go on with the same batch and card number');
    expect(text).not.toContain('Waste this card');
    expect(text).not.toContain('differs');
  });

  it('no record: says that nothing can be decided, and can be asked again', () => {
    const text = shown(conflicts.none, { language: 'en' });
    expect(text).toContain('Upstream has no card of this person');
    expect(text).toContain('decides nothing');
    expect(text).toContain('Ask upstream');
  });

  it('shows no more than the last four of any number', () => {
    const { here, upstream } = conflictView.parse(conflicts.other);
    for (const record of [here, ...upstream])
      for (const tail of [record.cardTail, record.chipTail])
        expect((tail ?? '').length).toBeLessThanOrEqual(4);
  });
});

describe('A10 the note of the hall', () => {
  const hall = hallView.parse({
    asked: 3,
    answered: 2,
    silent: [{ stationId: 'SZ52', since: '2026-11-24T02:02:00.000Z', why: 'noAnswer' }],
    openCases: [{ stationId: 'SZ51', since: '2026-11-24T02:30:00.000Z' }],
  });

  it('says how many answered, who is silent since when, and where a case is open', () => {
    const zh = renderText(<HallNote hall={hall} />);
    expect(zh).toContain('同厅 3 个终端中 2 个已答复');
    expect(zh).toContain('SZ52 自 10:02 无应答');
    expect(zh).toContain('SZ51 有此人的未结办件（自 10:30）');
    const en = renderText(<HallNote hall={hall} />, { language: 'en' });
    expect(en).toContain('2 of 3 other stations of the hall answered');
    expect(en).toContain('SZ52 silent since 10:02');
  });
});
