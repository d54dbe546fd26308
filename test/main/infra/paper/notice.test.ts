import QRCode from 'qrcode';
import { describe, expect, it } from 'vitest';
import { chineseDate } from '../../../../main/infra/paper/beijingTime.ts';
import { createPaper } from '../../../../main/infra/paper/createPaper.ts';
import { millimetres } from '../../../../main/infra/paper/sheet.ts';
import { hasPdfText, joined, pagesOf, pdfPixels, pdfText, pdfTextLane, pdfWords, places } from './helpers.ts';
import { realItems } from './realItems.ts';
import { sampleNotice, sampleSlip } from './samples.ts';

const paper = createPaper({ ...places, workersDir: null });

describe('C2 notices are the same file for the same content', () => {
  it('notice and slip give the same bytes twice, other bytes for other content', async () => {
    const first = await paper.notice(sampleNotice());
    expect(Buffer.compare(first, await paper.notice(sampleNotice()))).toBe(0);
    expect(Buffer.compare(first, await paper.notice(sampleNotice({ code: '00000000' })))).not.toBe(0);
    expect(Buffer.compare(await paper.slip(sampleSlip()), await paper.slip(sampleSlip()))).toBe(0);
  });

  it('gives the same bytes whatever was printed before it', async () => {
    // ⼀ (U+2F00) and 一 (U+4E00) are one glyph of the font: the first paper must not decide what the second one says.
    const slipOf = (zh: string) => sampleSlip({ station: { zh, en: 'Sample' } });
    const alone = await createPaper({ ...places, workersDir: null }).slip(slipOf('一'));
    const later = createPaper({ ...places, workersDir: null });
    await later.slip(slipOf('\u2F00'));
    expect(Buffer.compare(alone, await later.slip(slipOf('一')))).toBe(0);
  });

  it('has no personal data in its properties (I6)', async () => {
    const file = Buffer.from(await paper.notice(sampleNotice())).toString('latin1');
    // Page contents are packed; what can be read here is the properties.
    expect(file).toContain('(SZ50-BZ-2026-000001)');
    expect(file).toContain('(D:20261124014100Z)');
    const { applicant, officer, employer } = sampleNotice();
    for (const name of [applicant, officer, employer]) {
      expect(file).not.toContain(Buffer.from(name).toString('latin1'));
      expect(file).not.toContain(Buffer.from(name, 'utf16le').swap16().toString('latin1'));
    }
  });
});

describe.runIf(hasPdfText)(`C2 notice, ${pdfTextLane}`, () => {
  it('is dated once at its seal, and once more in its foot', async () => {
    const content = sampleNotice();
    const text = joined(pdfText(await paper.notice(content)));
    expect(text.split(chineseDate(content.issuedOn)).length - 1).toBe(2);
    // The only other one is the time of receipt.
    expect(text.split(content.issuedOn).length - 1).toBe(1);
  });

  it('is numbered, dated, sealed and in both languages', async () => {
    const text = joined(pdfText(await paper.notice(sampleNotice())));
    const content = sampleNotice();
    for (const part of [
      content.number,
      content.code,
      content.title.zh,
      content.title.en,
      content.authority.zh,
      content.authority.en,
      content.station.en,
      content.applicant,
      content.permitNumber,
      content.caseNumber,
      content.employer,
      content.legalBasis.zh,
      content.legalBasis.en,
      '2026年11月24日',
      '2026-11-2409:20',
      '专用印章',
      'Specialseal',
      content.officer,
      ...content.paragraphs.flatMap(({ zh, en }) => [zh, en]),
    ]) {
      expect(text).toContain(joined(part));
    }
    expect(text).not.toContain('待上报');
    expect(text).not.toContain('TRAINING');
  });

  it('says on the paper that it is not yet confirmed, or training, on every page', async () => {
    const items = Array.from({ length: 12 }, (_, index) => sampleNotice().items[index % 4]).filter(
      (item) => item !== undefined,
    );
    const pages = pagesOf(await paper.notice(sampleNotice({ pending: true, training: true, items })));
    expect(pages.length).toBeGreaterThan(1);
    expect(joined(pages[0] ?? '')).toContain('待上报');
    expect(joined(pages[0] ?? '')).toContain('Notyetconfirmed');
    const training = joined(pdfText(await paper.notice(sampleNotice({ training: true }))));
    expect(training).not.toContain('待上报');
    const pending = joined(pdfText(await paper.notice(sampleNotice({ pending: true }))));
    expect(pending).toContain('待上报');
    expect(pending).not.toContain('TRAINING');
    for (const [index, page] of pages.entries()) {
      expect(joined(page)).toContain(`第${index + 1}页，共${pages.length}页`);
      expect(joined(page)).toContain('SZ50-BZ-2026-000001');
      expect(joined(page)).toContain('培训TRAINING');
    }
  });
});

describe.runIf(hasPdfText)(`B3 tell once, ${pdfTextLane}`, () => {
  it('a supplement notice has every item with reason and clause, also over pages', async () => {
    const items = Array.from({ length: 17 }, (_, index) => ({
      title: { zh: `材料甲${index}号`, en: `Document number ${index}` },
      reason: { zh: `理由丙${index}号，须提供原件`, en: `Because of reason ${index} the original is needed` },
      clause: { zh: `条款丁${index}号`, en: `Clause ${index} of the guide` },
    }));
    const pdf = await paper.notice(sampleNotice({ items }));
    const text = joined(pdfText(pdf));
    for (const { title, reason, clause } of items) {
      for (const part of [title.zh, title.en, clause.zh, clause.en]) expect(text).toContain(joined(part));
      expect(text).toContain(joined(reason.zh));
      expect(text).toContain(joined(reason.en).slice(0, 20));
    }
    expect(text).toContain('共17项');
    // The head of the table stands on every page that carries rows.
    for (const page of pagesOf(pdf).filter((each) => each.includes('材料甲')))
      expect(joined(page)).toContain('需补正的内容、理由与依据');
  });

  it('a reason longer than a page is printed to its last word', async () => {
    const zh = `${'须提供经认证的原件。'.repeat(260)}末尾`;
    const first = sampleNotice().items[0];
    if (!first) throw new Error('sample without items');
    const text = joined(
      pdfText(await paper.notice(sampleNotice({ items: [{ ...first, reason: { zh, en: 'End.' } }] }))),
    );
    expect(text.match(/须提供经认证的原件/g)?.length).toBeGreaterThan(200);
    expect(text).toContain('末尾');
  });

  it('an acceptance lists every original that was seen', async () => {
    const { items } = sampleNotice();
    const text = joined(pdfText(await paper.notice(sampleNotice({ kind: 'acceptance' }))));
    expect(text).toContain('核验材料（共4项）');
    for (const { title } of items)
      for (const part of [title.zh, title.en]) expect(text).toContain(joined(part));
  });

  it('nobody signs a page without words', async () => {
    const first = sampleNotice().items[0];
    for (let count = 1; count <= 14; count += 1) {
      const items = Array.from({ length: count }, () => first).filter((item) => item !== undefined);
      const pages = pagesOf(await paper.notice(sampleNotice({ items })));
      expect(joined(pages.at(-1) ?? '')).toMatch(/即为受理.*专用印章/);
    }
  });

  it('says once what several clauses begin with, and leaves out nothing', async () => {
    const items = realItems('supplement', 3);
    const text = joined(pdfText(await paper.notice(sampleNotice({ items }))));
    expect(text.match(/依据①：/g)).toHaveLength(1);
    expect(text.match(/；依据①，/g)).toHaveLength(3);
    for (const { clause } of items)
      expect(text).toContain(joined(clause.zh.slice(clause.zh.indexOf('。') + 1)).slice(0, 8));
  });

  it('three gaps with the clauses of the rules are one page, also pending, as a copy', async () => {
    const items = realItems('supplement', 3);
    const marked = sampleNotice({ items, pending: true, training: true, copy: 2 });
    for (const content of [sampleNotice({ items }), marked])
      expect(pagesOf(await paper.notice(content))).toHaveLength(1);
  });

  it('an acceptance of nine originals is one page with signatures and seal, also pending, as a copy', async () => {
    const items = realItems('acceptance', 9);
    const marked = sampleNotice({ kind: 'acceptance', items, pending: true, training: true, copy: 2 });
    const pages = pagesOf(await paper.notice(marked));
    expect(pages).toHaveLength(1);
    const text = joined(pages.join(''));
    for (const part of ['专用印章', '当事人签收', '已核验原件originalverified（9）'])
      expect(text).toContain(part);
    for (const { title } of items) expect(text).toContain(joined(title.zh));
  });

  it('a result of its own stands over its original', async () => {
    const [first, second, third] = realItems('acceptance', 3);
    if (!first || !second || !third) throw new Error('a pack without documents');
    const reason = { zh: '无需提交：示例', en: 'not needed: sample' };
    const items = [first, { ...second, reason }, third];
    const text = joined(pdfText(await paper.notice(sampleNotice({ kind: 'acceptance', items }))));
    expect(text).toContain('已核验原件originalverified（2）');
    expect(text).toMatch(
      new RegExp(`无需提交：示例notneeded:sample（1）2${joined(second.title.zh).slice(0, 4)}`),
    );
  });

  it('a letter no font has is shown by its code, not dropped', async () => {
    const text = joined(pdfText(await paper.notice(sampleNotice({ applicant: 'SPECIMEN 𓀀' }))));
    expect(text).toContain('SPECIMEN[U+13000]');
  });
});

describe.runIf(hasPdfText)(`C2 seal, ${pdfTextLane}`, () => {
  it.each(['样例局', '深圳市外国专家局（培训）', '样例自治区样例市外国人来华工作管理与服务中心（综合窗口）'])(
    '%s stays inside the ring',
    async (name) => {
      const words = pdfWords(await paper.notice(sampleNotice({ authority: { zh: name, en: 'Sample' } })));
      const top = words.find(({ text }) => text === '专用印章');
      if (!top) throw new Error('no seal');
      const radius = millimetres(19);
      const seal = words.filter(
        ({ left, top: y }) => left > 298 && y >= top.top && y < top.top + 2 * radius - 20,
      );
      const centre = { x: (top.left + top.right) / 2, y: top.top + 42 };
      expect(joined(seal.map(({ text }) => text).join(''))).toContain(joined(name));
      for (const { left, right, top: upper, bottom } of seal)
        for (const x of [left, right])
          for (const y of [upper + 2, bottom - 2])
            expect(Math.hypot(x - centre.x, y - centre.y)).toBeLessThan(radius - 1);
    },
  );
});

describe.runIf(hasPdfText)(`C4 copies, ${pdfTextLane}`, () => {
  it('a reprint says which copy it is, the first print says nothing', async () => {
    const copy = joined(pdfText(await paper.notice(sampleNotice({ copy: 3 }))));
    expect(copy).toContain('副本第3份Copy3');
    expect(joined(pdfText(await paper.notice(sampleNotice())))).not.toMatch(/副本|Copy/);
  });
});

describe.runIf(hasPdfText)(`E6 slip, ${pdfTextLane}`, () => {
  it("puts the visitor's language first and the case number large", async () => {
    const english = joined(pdfText(await paper.slip(sampleSlip({ language: 'en' }))));
    const chinese = joined(pdfText(await paper.slip(sampleSlip({ language: 'zh', training: true }))));
    for (const text of [english, chinese]) expect(text).toContain('SZ50-2026-000123');
    expect(english.indexOf('Pleasecontinue')).toBeLessThan(english.indexOf('请到窗口继续办理'));
    expect(chinese.indexOf('Pleasecontinue')).toBeGreaterThan(chinese.indexOf('请到窗口继续办理'));
    expect(chinese).toContain('培训TRAINING');
    expect(pagesOf(await paper.slip(sampleSlip()))).toHaveLength(1);
  });

  it('A9 has the number in the queue, in both languages, when there is one', async () => {
    const text = joined(pdfText(await paper.slip(sampleSlip({ ticket: 'A012' }))));
    expect(text).toContain('排队号Queuenumber');
    expect(text).toContain('A012');
    expect(joined(pdfText(await paper.slip(sampleSlip())))).not.toContain('Queuenumber');
  });

  it('carries the code, module by module, at the resolution of a slip printer', async () => {
    const { qr } = sampleSlip();
    const { modules } = QRCode.create(qr ?? '', { errorCorrectionLevel: 'M' });
    const page = pdfPixels(await paper.slip(sampleSlip()), 203);
    const module = (46 / 25.4) * (203 / (modules.size + 8));
    const left = (page.width - modules.size * module) / 2;
    const matches = (top: number): boolean =>
      Array.from({ length: modules.size ** 2 }, (_, at) => at).every((at) => {
        const [row, column] = [Math.floor(at / modules.size), at % modules.size];
        const dark = page.dark(left + (column + 0.5) * module, top + (row + 0.5) * module);
        return dark === (modules.get(row, column) === 1);
      });
    expect(Array.from({ length: page.height }, (_, top) => top).some(matches)).toBe(true);
  });
});
