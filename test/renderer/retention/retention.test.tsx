import { describe, expect, it } from 'vitest';
import type { CaseRetention, RetentionView } from '../../../main/contract/retention.ts';
import { KeptOfCase } from '../../../renderer/features/retention/CaseRetention.tsx';
import { RetentionPage } from '../../../renderer/features/retention/RetentionPage.tsx';
import type { AttachmentId, CaseId } from '../../../main/contract/ids.ts';
import { retentionView } from '../fixtures/retentionFixtures.ts';
import { renderText } from '../helpers/render.tsx';

const answers = (view: RetentionView) => [[['retentionView', {}], view]] as const;
const caseId = 'case_1' as CaseId;

describe('I3 what is kept, why, for how long, how many, and what was destroyed', () => {
  it('stands on one page in both languages, and names nobody', () => {
    const zh = renderText(<RetentionPage />, { roles: ['supervisor'], answers: answers(retentionView) });
    expect(zh).toContain('体检 扫描件');
    expect(zh).toContain('7 天');
    expect(zh).toContain('2026-12-25');
    expect(zh).toContain('上级尚未确认全部上报');
    expect(zh).toContain('不少于 6 个月');
    const en = renderText(<RetentionPage />, {
      roles: ['auditor'],
      language: 'en',
      answers: answers(retentionView),
    });
    expect(en).toContain('upstream has not confirmed everything');
    expect(en).toContain('rule 12.3, 30 days');
    expect(en).toContain('Keys live on in backup copies until those are pruned');
  });

  it('is for those who answer for the station', () => {
    const text = renderText(<RetentionPage />, { roles: ['clerk'], answers: answers(retentionView) });
    expect(text).not.toContain('体检');
  });

  it('of a case: until when, what it waits for, and what was destroyed by which rule', () => {
    const item = { document: null, title: null, attachmentId: null, clause: '12.3', digest: null } as const;
    const kept: CaseRetention = {
      waitsFor: ['rowsOpen'],
      items: [
        {
          ...item,
          kind: 'photos',
          attachmentId: 'attachment_1' as AttachmentId,
          state: 'waiting',
          until: null,
          destroyedOn: null,
          days: 30,
        },
        {
          ...item,
          kind: 'photos',
          attachmentId: 'attachment_2' as AttachmentId,
          state: 'waiting',
          until: null,
          destroyedOn: null,
          days: 30,
        },
        { ...item, kind: 'cardData', state: 'destroyed', until: null, destroyedOn: '2026-12-25', days: 30 },
      ],
    };
    const text = renderText(<KeptOfCase caseId={caseId} />, {
      answers: [[['retentionOfCase', { caseId }], kept]],
    });
    expect(text).toContain('上级尚未确认全部上报');
    expect(text).toMatch(/相片及裁剪件\s+× 2|相片及裁剪件 × 2/);
    expect(text).toContain('已于 2026-12-25 按规则 12.3（30 天）销毁');
  });
});
