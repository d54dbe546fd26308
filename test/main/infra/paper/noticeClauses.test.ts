import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareClauses } from '../../../../main/infra/paper/noticeClauses.ts';
import { joined } from './helpers.ts';

const item = (zh: string, en: string) => ({
  title: { zh: '材料', en: 'Document' },
  reason: { zh: '未提交', en: 'missing' },
  clause: { zh, en },
});
const zh = '样例市样例局2026年1月1日通知，第一条：请携带全部材料原件。';
const en = 'Sample Bureau, notice of 2026-01-01, article 1: bring all originals.';

describe('B3 clauses of a supplement notice', () => {
  it('an opening sentence of two items is said once, others stay whole', () => {
    const { shared, own } = shareClauses([
      item(`${zh}须经认证。`, `${en} It must be authenticated.`),
      item('另一条款。', 'Another clause.'),
      item(zh, en),
    ]);
    expect(shared).toEqual([{ mark: '①', text: { zh, en } }]);
    expect(own).toEqual([
      { mark: '①', text: { zh: '须经认证。', en: 'It must be authenticated.' } },
      { mark: null, text: { zh: '另一条款。', en: 'Another clause.' } },
      { mark: '①', text: { zh: '', en: '' } },
    ]);
  });

  it('a sentence that is the same in one language only is not shared', () => {
    const { shared } = shareClauses([item(zh, 'One wording.'), item(zh, 'Another wording.')]);
    expect(shared).toEqual([]);
  });

  it('leaves nothing out: mark and rest are the clause', () => {
    const sentence = fc.constantFrom(zh, '须经认证。', '短。', '没有句号');
    const english = fc.constantFrom(en, 'It must be sealed.', 'no stop', 'See No. 4 of it.');
    const clause = fc.tuple(fc.array(sentence, { maxLength: 3 }), fc.array(english, { maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(clause, { maxLength: 14 }), (clauses) => {
        const items = clauses.map(([chinese, words]) => item(chinese.join(''), words.join(' ')));
        const { shared, own } = shareClauses(items);
        own.forEach(({ mark, text }, index) => {
          const common = shared.find((each) => each.mark === mark)?.text ?? { zh: '', en: '' };
          expect(common.zh + text.zh).toBe(items[index]?.clause.zh);
          expect(joined(common.en + text.en)).toBe(joined(items[index]?.clause.en ?? ''));
        });
      }),
    );
  });
});
