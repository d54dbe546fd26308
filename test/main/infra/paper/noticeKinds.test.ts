import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noticeKind, type NoticeKind } from '../../../../main/contract/outcomes.ts';
import type { NoticeContent } from '../../../../main/domain/papers/noticeContent.ts';
import { paperQr, paperText } from '../../../../main/domain/papers/paperCode.ts';
import { createZxingWasm } from '../../../../renderer/scan/decoders/zxingWasm.ts';
import { createPaper } from '../../../../main/infra/paper/createPaper.ts';
import { shippedPack } from '../../helpers/shippedPacks.ts';
import { hasPdfText, joined, pagesOf, pdfPixels, pdfText, pdfTextLane, places } from './helpers.ts';
import { realItems } from './realItems.ts';
import { sampleNotice } from './samples.ts';

const paper = createPaper({ ...places, workersDir: null });
const slips: readonly NoticeKind[] = ['registration', 'insurance'];
const details: NonNullable<NoticeContent['details']> = [
  { label: { zh: '标签甲', en: 'Label one' }, value: '内容甲 value one' },
  { label: { zh: '标签乙', en: 'Label two' }, value: '内容乙 value two' },
];

/** A paper of this kind with the words that are shipped for it, and a signed code. */
function ofKind(kind: NoticeKind, changes: Partial<NoticeContent> = {}): NoticeContent {
  const texts = shippedPack('440300').notices[kind];
  if (!texts) throw new Error(`no words for ${kind}`);
  const items = kind === 'supplement' ? realItems('supplement', 2) : realItems('acceptance', 2);
  const content = sampleNotice({
    kind,
    number: `SZ50-${texts.series}-2026-000001`,
    title: texts.title,
    legalBasis: texts.legalBasis,
    paragraphs: texts.paragraphs,
    items: slips.includes(kind) ? [] : items,
    details,
    ...changes,
  });
  return { ...content, qr: paperQr(paperText(content, '5a'.repeat(32)), 'c3'.repeat(64)) };
}

const wasmFile = join(places.fontsDir, 'zxing-wasm/dist/reader/zxing_reader.wasm');
const decoder = createZxingWasm(new Uint8Array(readFileSync(wasmFile)).buffer);

/** What our own decoder reads off a picture of the first page; null = there is no code. */
async function scanned(pdf: Uint8Array, resolution: number): Promise<string | null> {
  const { width, height, dark } = pdfPixels(pdf, resolution);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if (dark(x, y)) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  const [code] = await decoder.decode({ data, width, height });
  return code?.text ?? null;
}

describe.runIf(hasPdfText)(`C2 every kind of paper, ${pdfTextLane}`, () => {
  it.each(noticeKind.options)(
    '%s has number, title, date, basis, words, facts and code in both languages',
    async (kind) => {
      const content = ofKind(kind);
      const pdf = await paper.notice(content);
      const text = joined(pdfText(pdf));
      for (const part of [
        content.number,
        content.code,
        content.title.zh,
        content.title.en,
        content.authority.zh,
        content.authority.en,
        content.applicant,
        content.legalBasis.zh,
        content.legalBasis.en,
        '2026年11月24日',
        ...content.paragraphs.flatMap(({ zh, en }) => [zh, en]),
        ...content.items.flatMap(({ title }) => [title.zh, title.en]),
        ...details.flatMap(({ label, value }) => [label.zh, label.en, value]),
      ])
        expect(text).toContain(joined(part));
      // Signed, sealed and with the receiver's time and contact (6.4, 6.5), but for slips, in which nothing is decided.
      for (const part of ['专用印章', '当事人签收', '联系方式', '送达时间', '经办人'])
        expect([part, text.includes(part)]).toEqual([part, !slips.includes(kind)]);
      expect(
        pagesOf(pdf).every((page, index, all) =>
          joined(page).includes(`第${index + 1}页，共${all.length}页`),
        ),
      ).toBe(true);
    },
  );

  it.each(noticeKind.options)('%s says when it is not yet confirmed, a copy, or training', async (kind) => {
    const text = joined(
      pdfText(await paper.notice(ofKind(kind, { pending: true, copy: 2, training: true }))),
    );
    expect(text.includes('待上报')).toBe(!slips.includes(kind));
    expect(text).toContain('副本第2份Copy2');
    expect(text).toContain('培训TRAINING');
  });
});

describe.runIf(hasPdfText)(`C5 the code on paper, ${pdfTextLane}`, () => {
  it.each([150, 203, 300])('is read off the printed page at %i dots an inch', async (resolution) => {
    const content = ofKind('acceptance', { pending: true, copy: 3, training: true });
    expect(await scanned(await paper.notice(content), resolution)).toBe(content.qr);
  });

  it('long names of authority and title leave it alone', async () => {
    const long = '样例自治区样例市外国人来华工作管理与服务中心（综合窗口）样例分中心';
    const content = ofKind('acceptanceByLaw', {
      authority: {
        zh: long,
        en: `Sample Autonomous Region ${'Foreign Work Administration and Service Centre '.repeat(3)}`,
      },
      title: { zh: long, en: long },
    });
    const pdf = await paper.notice(content);
    expect(await scanned(pdf, 203)).toBe(content.qr);
    expect(joined(pdfText(pdf))).toContain(joined(content.authority.en));
  });

  it('a paper of before the codes has none, and is a paper all the same', async () => {
    const { qr: _qr, ...old } = ofKind('acceptance');
    const pdf = await paper.notice(old);
    expect(joined(pdfText(pdf))).toContain(old.number);
    expect(await scanned(pdf, 203)).toBeNull();
  });
});

describe.runIf(hasPdfText)(`C2 nothing is clipped, ${pdfTextLane}`, () => {
  /** Numbered sentences, 500 characters: a lost line leaves a gap in the numbers. */
  const long = Array.from({ length: 100 }, (_, index) => `第${String(index).padStart(2, '0')}句。`)
    .join('')
    .slice(0, 500);
  const sentences = [...long.matchAll(/第\d\d句/g)].map(([sentence]) => sentence);

  it('twenty reasons of 500 characters each are printed to the last word', async () => {
    const reasons = Array.from({ length: 20 }, (_, index) => ({
      label: { zh: `理由 ${index + 1}`, en: `Reason ${index + 1}` },
      value: long,
    }));
    const pages = pagesOf(await paper.notice(ofKind('refusal', { details: reasons })));
    const text = joined(pages.join(''));
    for (const sentence of sentences) expect(text.split(sentence)).toHaveLength(21);
    expect(text).toContain('Reason20');
  });

  it('a note of 500 characters in a supplement, and names of 240, in both columns', async () => {
    const [first] = realItems('supplement', 1);
    if (!first) throw new Error('a pack without documents');
    const items = [{ ...first, reason: { zh: long, en: long } }];
    const applicant = `${'WOLFESCHLEGELSTEINHAUSEN '.repeat(5)}, ${'MARÍA DEL CARMEN ŁUCJA '.repeat(5)}`
      .slice(0, 240)
      .trim();
    const text = joined(pdfText(await paper.notice(ofKind('supplement', { items, applicant }))));
    for (const sentence of sentences) expect(text.split(sentence).length).toBeGreaterThanOrEqual(2);
    // The words of the row's label stand between its lines.
    expect(text.match(/WOLFESCHLEGELSTEINHAUSEN/g)).toHaveLength(5);
    expect(text.match(/MARÍADELCARMEN/g)).toHaveLength(5);
  });

  it('a tall row begins under its title: no page is left empty for it', async () => {
    const [first] = realItems('supplement', 1);
    if (!first) throw new Error('a pack without documents');
    const items = [{ ...first, reason: { zh: long.repeat(2), en: long } }];
    const [page = ''] = pagesOf(await paper.notice(ofKind('supplement', { items, details: [] })));
    expect(joined(page)).toContain('需补正材料（共1项）');
    expect(joined(page)).toContain('第00句');
  });

  it('C8 the permit page is one page, also offline', async () => {
    const facts = Array.from({ length: 13 }, (_, index) => ({
      label: { zh: `标签${index}`, en: `Label ${index}` },
      value:
        index < 11 ? `value ${index}` : '待联网核验，本页内容尚未经上级系统确认 pending online verification',
    }));
    const pdf = await paper.notice(ofKind('permitPage', { details: facts, items: [], pending: true }));
    expect(pagesOf(pdf)).toHaveLength(1);
    expect(joined(pdfText(pdf))).toContain('专用印章');
  });

  it.each([
    ['revoked', '已撤销：本文书已被SZ50-CX-2026-000009撤销'],
    ['superseded', '已更正：须与SZ50-CX-2026-000009一并使用'],
  ] as const)('C7 a paper that was %s says so on its face', async (how, words) => {
    const withdrawn = { how, by: 'SZ50-CX-2026-000009' };
    expect(joined(pdfText(await paper.notice(ofKind('acceptance', { withdrawn }))))).toContain(words);
    expect(joined(pdfText(await paper.notice(ofKind('acceptance'))))).not.toMatch(/已撤销|已更正/);
  });

  it('a refusal with gaps names them as such', async () => {
    const text = joined(
      pdfText(await paper.notice(ofKind('refusal', { items: realItems('supplement', 2) }))),
    );
    expect(text).toContain('不满足的材料（共2项）');
    expect(text).not.toContain('需补正');
  });
});
