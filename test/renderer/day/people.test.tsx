import { describe, expect, it } from 'vitest';
import { FiguresView } from '../../../renderer/features/day/FiguresView.tsx';
import { figures } from '../fixtures/workFixtures.ts';
import { renderText } from '../helpers/render.tsx';

describe('A9 the queue of people in the figures of the day', () => {
  it('is shown with its times and hours in both languages', () => {
    const zh = renderText(<FiguresView figures={figures} />);
    for (const each of ['取号 29', '未结束 2', '等候中位 11 分钟', '最长办理 —', '09:00 12', '12:00 7'])
      expect(zh).toContain(each);
    const en = renderText(<FiguresView figures={figures} />, { language: 'en' });
    for (const each of ['Queue and service times', 'Longest wait 43 min', 'Numbers per hour'])
      expect(en).toContain(each);
  });

  it('is not there for a day that was closed before people were counted', () => {
    const { people: _none, ...before } = figures;
    expect(renderText(<FiguresView figures={before} />)).not.toContain('排队');
  });
});
