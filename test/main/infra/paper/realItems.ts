import type { NoticeContent } from '../../../../main/domain/papers/noticeContent.ts';
import { shippedPack } from '../../helpers/shippedPacks.ts';

/** The first documents of the shipped rules, with clauses as long as they really are. */
export function realItems(kind: 'acceptance' | 'supplement', count: number): NoticeContent['items'] {
  const reason =
    kind === 'acceptance'
      ? { zh: '已核验原件', en: 'original verified' }
      : { zh: '未提交原件', en: 'the original was not shown' };
  const documents = shippedPack('440300').businessTypes[0]?.documents.slice(0, count) ?? [];
  return documents.map(({ title, clause }) => ({ title, clause, reason }));
}
