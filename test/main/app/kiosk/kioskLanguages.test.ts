import { describe, expect, it } from 'vitest';
import { kioskView } from '../../../../main/contract/kiosk.ts';
import { methods } from '../../../../main/contract/methods.ts';
import { pageTimes } from '../../../../main/domain/kiosk/kioskTimes.ts';
import { stubPaper, testCaller } from '../../helpers/index.ts';
import { setUp } from './kioskBench.ts';

const visitor = testCaller(null, 'kiosk');

describe('K1 a visitor’s language', () => {
  it('switches in the middle of a visit and keeps page, person and time; the end goes back to Chinese', async () => {
    const { deps, kiosk, handlers, toConfirm } = setUp();
    await toConfirm();
    const before = kiosk.view();
    expect(before).toMatchObject({ page: 'confirm', language: 'en' });
    for (const language of ['de', 'zh', 'ru']) {
      const answer = await handlers.kioskLanguage({ language }, visitor);
      expect(answer).toEqual({ ok: true, value: { ...before, language } });
    }
    deps.clock.advance(pageTimes.confirm.endAfterMs);
    expect(kiosk.view()).toMatchObject({ page: 'attract', language: 'zh' });
    kiosk.touch({ type: 'begin', language: 'zh' });
    expect(kiosk.view()).toMatchObject({ page: 'language', language: 'zh' });
  });

  it('that no file has brought is refused by name, and nothing changes', async () => {
    const { kiosk, handlers, toNotice } = setUp();
    const refused = { ok: false, error: { code: 'invalidInput', detail: { field: 'language' } } };
    expect(await handlers.kioskBegin({ language: 'fr' }, visitor)).toEqual(refused);
    expect(kiosk.view().page).toBe('attract');
    toNotice();
    const before = kiosk.view();
    expect(await handlers.kioskLanguage({ language: 'fr' }, visitor)).toEqual(refused);
    expect(kiosk.view()).toEqual(before);
    for (const language of ['', '../de', 'DE', 'de_DE', 'x'.repeat(40)])
      expect(methods.kioskLanguage.in.safeParse({ language }).success).toBe(false);
  });

  it('the papers stay in Chinese and English; whoever reads another language has English first', async () => {
    const printed: string[] = [];
    const paper = stubPaper();
    const { deps, kiosk, handlers, toConfirm } = setUp(
      {},
      {
        paper: {
          ...paper,
          slip: (content) => {
            printed.push(content.language);
            return paper.slip(content);
          },
        },
      },
    );
    await toConfirm();
    await handlers.kioskLanguage({ language: 'de' }, visitor);
    const answer = await kiosk.confirm('slip');
    expect(answer.ok && kioskView.parse(answer.value)).toMatchObject({
      page: 'slip',
      language: 'de',
      slip: { window: deps.profile.nameEn },
    });
    await kiosk.slipPdf();
    expect(printed).toEqual(['en']);
  });
});
