import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { NoticeContent } from '../../../../main/domain/papers/noticeContent.ts';
import { places } from './helpers.ts';

const bilingual = z.object({ zh: z.string(), en: z.string() });
const pack = z.object({
  businessTypes: z.array(z.object({ documents: z.array(z.object({ title: bilingual, clause: bilingual })) })),
});

/** The first documents of the shipped rules, with clauses as long as they really are. */
export function realItems(kind: 'acceptance' | 'supplement', count: number): NoticeContent['items'] {
  const dir = join(places.resourcesDir, 'rules');
  const [file] = readdirSync(dir).filter((name) => name.endsWith('.json'));
  if (file === undefined) throw new Error('no rules');
  const { businessTypes } = pack.parse(JSON.parse(readFileSync(join(dir, file), 'utf8')));
  const reason =
    kind === 'acceptance'
      ? { zh: '已核验原件', en: 'original verified' }
      : { zh: '未提交原件', en: 'the original was not shown' };
  const documents = businessTypes[0]?.documents.slice(0, count) ?? [];
  return documents.map(({ title, clause }) => ({ title, clause, reason }));
}
