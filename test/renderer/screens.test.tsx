import { describe, expect, it } from 'vitest';
import { JobView } from '../../renderer/features/cards/JobView.tsx';
import { BlindCount } from '../../renderer/features/day/BlindCount.tsx';
import { MatchDay } from '../../renderer/features/day/MatchDay.tsx';
import { CaseHeader } from '../../renderer/features/desk/CaseHeader.tsx';
import { ComparisonPanel } from '../../renderer/features/desk/ComparisonPanel.tsx';
import { NoticeList } from '../../renderer/features/desk/NoticeList.tsx';
import { book } from './fixtures/stockFixtures.ts';
import { StockPage } from '../../renderer/features/stock/StockPage.tsx';
import { cases } from './fixtures/caseFixtures.ts';
import { figures, jobs, units } from './fixtures/workFixtures.ts';
import { renderText } from './helpers/render.tsx';

const classes = figures.stock.map(({ bank, vendor, cardClass }) => ({ bank, vendor, cardClass }));

describe('H1 blind count', () => {
  it('shows classes and not one number of the books, even when they are known', () => {
    const text = renderText(<BlindCount />, {
      roles: ['supervisor'],
      answers: [
        [['dayClasses', {}], classes],
        [['dayFigures', {}], figures],
        [['stockList', {}], units],
      ],
    });
    expect(text).toContain('培训银行');
    expect(text).not.toMatch(/\d/);
  });

  it('then shows the identity as an equation', () => {
    const text = renderText(<MatchDay date="2026-11-24" />, {
      roles: ['supervisor'],
      answers: [[['dayFigures', {}], figures]],
    });
    expect(text).toContain('期初 60 + 入库 0 − 使用 16 − 作废 1 − 退回 0 = 期末账面 43 ≠ 盲点实数 42');
    expect(text).toContain('还有 3 项例外未写原因');
    expect(text).toContain('待联网核对');
  });
});

describe('D10 the face is agreed to before a blank is touched', () => {
  const face = {
    fileName: 'card.png',
    mediaType: 'image/png',
    bytes: new Uint8Array(),
    face: {
      name: 'MUSTEROVÁ-BEISPIEL, ŁUCJA MARÍA',
      cutName: 'MUSTEROVÁ-BEISPIEL',
      nameFit: { step: 9, steps: 9, lines: 4, size: 4.2, narrow: 0.84 },
      template: 'ssc-front@00000000',
    },
  };

  it('speaks to the holder in both languages, with the full name, how it was fitted, and what was cut (8.4)', () => {
    const answers = [[['cardPreview', { caseId: jobs.face.caseId }], face]] as const;
    for (const language of ['zh', 'en'] as const) {
      const text = renderText(<JobView job={jobs.face} />, { language, answers });
      expect(text).toContain('请核对姓名、号码和照片是否正确');
      expect(text).toContain('Please check that your name, numbers and photo are right');
      expect(text).toContain(face.face.name);
      expect(text).toContain('4.2 pt');
      expect(text).toContain('84');
      expect(text).toContain('MUSTEROVÁ-BEISPIEL');
    }
  });

  it('says nothing of a cut name where none was cut', () => {
    const whole = { ...face, face: { ...face.face, cutName: null } };
    const text = renderText(<JobView job={jobs.face} />, {
      answers: [[['cardPreview', { caseId: jobs.face.caseId }], whole]],
    });
    expect(text).not.toContain('50 字节');
  });

  it('D2 a card whose data were fetched ahead offers to begin it', () => {
    const text = renderText(<JobView job={jobs.begin} />);
    expect(text).toContain('卡面资料已提前取得');
    expect(text).toContain('开始制卡');
  });
});

describe('D1 unknown step', () => {
  it('is named and asks its two questions, in both languages', () => {
    const zh = renderText(<JobView job={jobs.unknown} />);
    expect(zh).toContain('“打印卡面”的结果未知');
    expect(zh).toContain('1. 卡现在在哪里？');
    expect(zh).toContain('2. 卡面是什么样？');
    const en = renderText(<JobView job={jobs.unknown} />, { language: 'en' });
    expect(en).toContain('outcome unknown');
    expect(en).toContain('not on this station');
  });

  it('cannot be settled by somebody who may not', () => {
    const text = renderText(<JobView job={jobs.unknown} />, { roles: ['auditor'] });
    expect(text).not.toContain('卡现在在哪里');
    expect(text).toContain('需要角色');
  });
});

describe('D7 made, not reported', () => {
  it('names the state, the owner, the place, and what not to do', () => {
    const text = renderText(<JobView job={jobs.pendingReport} />);
    for (const words of ['已制成，未上报', '李样例', '在窗口保管', '不要重制', '联网后取卡']) {
      expect(text).toContain(words);
    }
  });
});

describe('A1 offline snapshot', () => {
  it('shows the age of the data and that it is not verified yet', () => {
    const text = renderText(<CaseHeader view={cases.problems} short={false} />);
    expect(text).toContain('待联网核验');
    expect(text).toContain('3 天前的快照');
  });
});

describe('A3 comparison', () => {
  it('asks the eye for the name and for nothing a check digit settles', () => {
    const text = renderText(<ComparisonPanel view={cases.open} editable onConfirm={() => undefined} />);
    expect(text.match(/请人工核对/g)).toHaveLength(1);
    const problems = renderText(
      <ComparisonPanel view={{ ...cases.problems }} editable onConfirm={() => undefined} />,
    );
    expect(problems).toContain('护照号 X00000071 X00000017 不同');
  });
});

describe('C2 not yet confirmed', () => {
  it('is written at the paper', () => {
    expect(renderText(<NoticeList view={cases.supplement} />)).toContain('待上报');
    expect(renderText(<NoticeList view={cases.accepted} />)).toContain('上级已确认');
  });
});

describe('D3 stock', () => {
  it('shows no more than the last four digits', () => {
    const text = renderText(<StockPage />, { roles: ['stockKeeper'], answers: [[['stockList', {}], units]] });
    expect(text).toContain('•••• 4400');
    expect(text).not.toMatch(/\d{16}/);
  });

  it('H9 D5 D13 E8 says in words what the bars show, what waits for its end, and what differs', () => {
    const text = renderText(<StockPage />, {
      roles: ['stockKeeper'],
      answers: [
        [['stockList', {}], units],
        [['stockBook', {}], book],
      ],
    });
    for (const words of [
      '王样例',
      '1 / 10 张',
      '需补卡',
      '打印计数 制卡机 · 账 1202，实 1204',
      '责任人 钱主管',
      '•••• 4408 保险柜',
      'R-1001 用过',
      '计数 290 张，账面 288 张',
      '账上尾号 4403 4404',
    ])
      expect(text).toContain(words);
    expect(text).not.toMatch(/\d{16}/);
  });
});
