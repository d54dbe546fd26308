import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../../main/app/cases/issueNotice.ts';
import type { Unprintable } from '../../../../main/contract/cases.ts';
import { inspect } from '../../helpers/raw.ts';
import type { TestStores } from '../../helpers/index.ts';
import { createPaper } from '../../../../main/infra/paper/createPaper.ts';
import { hasPdfText, joined, pdfText, pdfTextLane, places } from '../../infra/paper/helpers.ts';
import { goodPermit, must, openDesk, type Desk } from './desk.ts';

/** The real fonts: what they lack is what a station lacks. */
const openPaper = () => createPaper({ ...places, workersDir: null });

const sample = goodPermit();
const withEmployer = goodPermit({ employer: { ...sample.employer, name: 'TEST 𓀀 WORKS 𓁂' } });
const withName = goodPermit({ holder: { ...sample.holder, givenNames: 'PERSON 𠮷' } });

async function deskWith(permit: ReturnType<typeof goodPermit>): Promise<Desk> {
  // Its own: what an earlier test asked the fonts would be known here.
  const desk = openDesk({ paper: openPaper() }, [permit]);
  await desk.begin(permit);
  return desk;
}
const asked = async (desk: Desk): Promise<Unprintable[]> =>
  must(await desk.handlers.caseUnprintable({ caseId: desk.current() }, desk.caller));
const papers = (desk: Desk) => desk.deps.stores.notices.ofCase(desk.current()).map(({ content }) => content);

describe('A4 C2 the clerk is told before a decision what cannot be printed', () => {
  it('names the field, every character with its code, and whether the card shows it', async () => {
    expect(await asked(await deskWith(withEmployer))).toEqual([
      { field: 'employer', glyphs: ['𓀀 U+13000', '𓁂 U+13042'], card: false },
    ]);
    expect(await asked(await deskWith(withName))).toEqual([
      { field: 'name', glyphs: ['𠮷 U+20BB7'], card: true },
    ]);
    expect(await asked(await deskWith(sample))).toEqual([]);
  });

  it('a note of the clerk and the officer’s own name are looked at, too', async () => {
    const desk = await deskWith(sample);
    desk.verdict('FAMILY', 'notNeeded', 'no family 𓀀');
    must(desk.verdict('DEGREE', 'differs', 'seal 𓁀'));
    const [note] = await asked(desk);
    expect(note).toMatchObject({ field: 'note', card: false });
    expect(note?.glyphs).toContain('𓁀 U+13040');
    const officer = {
      ...desk.caller,
      staff: desk.caller.staff && { ...desk.caller.staff, displayName: '𠮷' },
    };
    const found = must(await desk.handlers.caseUnprintable({ caseId: desk.current() }, officer));
    expect(found.map(({ field }) => field)).toEqual(['note', 'officer']);
  });
});

describe('C2 a decision does not fail on a missing character: the paper shows its code and the case keeps it', () => {
  it('accepts, writes the codes into the paper and onto the chain, and the digest covers them', async () => {
    const desk = await deskWith(withEmployer);
    desk.checkAll();
    must(await desk.handlers.caseAccept({ caseId: desk.current() }, desk.caller));
    const [content] = papers(desk);
    if (content === undefined) throw new Error('no paper');
    expect(content.lacking).toEqual(['U+13000', 'U+13042']);
    const details = inspect(desk.deps.stores as TestStores, (database) =>
      database.prepare("SELECT detail FROM audit WHERE event = 'notice.issued'").pluck().all(),
    );
    expect(details.map((detail) => JSON.parse(String(detail)) as unknown)).toMatchObject([
      { lacking: 'U+13000 U+13042' },
    ]);
    const { lacking: _lacking, ...without } = content;
    expect(digestOf(desk.deps, without)).not.toBe(digestOf(desk.deps, content));
  });

  it('says nothing where everything can be printed', async () => {
    const desk = await deskWith(sample);
    desk.checkAll();
    must(await desk.handlers.caseAccept({ caseId: desk.current() }, desk.caller));
    expect(papers(desk).map((content) => 'lacking' in content)).toEqual([false]);
  });

  it('every other paper records it as well', async () => {
    const desk = await deskWith(withEmployer);
    must(await desk.handlers.noticeSlip({ caseId: desk.current(), kind: 'insurance' }, desk.caller));
    must(await desk.handlers.caseNotNeeded({ caseId: desk.current(), reason: 'not needed' }, desk.caller));
    expect(papers(desk).map(({ kind, lacking }) => [kind, lacking])).toEqual([
      ['insurance', ['U+13000', 'U+13042']],
      ['notNeeded', ['U+13000', 'U+13042']],
    ]);
  });

  it.runIf(hasPdfText)(`the PDF shows the code in its place and explains it, ${pdfTextLane}`, async () => {
    const desk = await deskWith(withEmployer);
    desk.checkAll();
    must(await desk.handlers.caseAccept({ caseId: desk.current() }, desk.caller));
    const [content] = papers(desk);
    if (content === undefined) throw new Error('no paper');
    const text = joined(pdfText(await desk.deps.paper.notice(content)));
    expect(text).toContain(joined('TEST [U+13000] WORKS [U+13042]'));
    expect(text).toContain(joined('字库没有的字符以码位印出：[U+13000] [U+13042]'));
    // A paper of before this record explains it, too: the fonts are asked again.
    const { lacking: _lacking, ...before } = content;
    expect(joined(pdfText(await desk.deps.paper.notice(before)))).toContain('字库没有的字符以码位印出');
  });
});
