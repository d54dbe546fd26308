import type { CaseView, PassportRead } from '../../main/contract/cases.ts';
import { mrzCheckDigit } from '../../main/domain/identifiers/checksums.ts';
import { samplePeople } from '../../main/training/people.ts';
import { texts } from '../../renderer/i18n/zh/index.ts';
import type { DeskActs } from './deskActs.ts';
import { inLanguage, mustBe, until, type Stage } from './stage.ts';

const personId = 'aygul';

/** The check of one person's originals in depth: what decides the rows, what is read off a paper, photo, electronic card, visa, a suspicion. */
export async function originalsChapter(stage: Stage, acts: DeskActs): Promise<void> {
  const { desk } = stage;
  const opened = await acts.scanNotice(personId);
  const { id: caseId } = opened;
  const chooser = desk.locator('.chooser');

  await stage.act('业务类型与情形：材料随之改变 Type and situations decide the rows', async () => {
    await desk.keyboard.press('t');
    await chooser.waitFor();
    const agent = opened.situationsOffered.find(({ situation }) => situation === 'agent');
    const chip = chooser.getByRole('button', { name: agent?.zh ?? '', exact: true });
    await chip.focus();
    await desk.keyboard.press('Space');
    const view = await until('the situation', async () => {
      const found = await acts.now(caseId);
      return found.situations.includes('agent') ? found : null;
    });
    const rows = (of: CaseView): number => of.documents.filter(({ required }) => required).length;
    mustBe(rows(view) > rows(opened), 'an agent has to show one original more');
    await stage.bothShots('originals-situations');
    await desk.keyboard.press('t');
    await chooser.waitFor({ state: 'hidden' });
    return `${rows(opened)} → ${rows(view)} originals`;
  });

  await stage.act(
    '证件上的日期：保存前已算出结果 A date off the paper, judged before it is saved',
    async () => {
      await acts.goToRow(caseId, 'VISAPAGE');
      await desk.keyboard.press('f');
      const field = desk.locator('.documentRow.focused [data-fact="effectiveDate"]');
      await field.waitFor();
      await until('the cursor in the field', async () =>
        field.evaluate((input) => (input === document.activeElement ? true : null)),
      );
      // Quicker than a hand is a scanner's (A2).
      await desk.keyboard.type('20260230', { delay: 80 });
      await desk.getByText(texts.checking.factHint.badDate).waitFor();
      await stage.shot(desk, 'originals-date-bad');
      const entered = opened.openedAt.slice(0, 10);
      await field.fill(entered.replaceAll('-', ''));
      await desk.locator('.factSays .tone').first().waitFor();
      await stage.shot(desk, 'originals-date');
      const seen = async () =>
        (await acts.now(caseId)).documents.find(({ code }) => code === 'VISAPAGE')?.seen ?? null;
      mustBe(((await seen())?.effectiveDate ?? null) === null, 'nothing is saved before Enter');
      await desk.keyboard.press('Enter');
      await until('the date', async () => ((await seen())?.effectiveDate === entered ? true : null));
      await stage.bothShots('originals-date-saved');
      return entered;
    },
  );

  await stage.act('相片：许可与社保卡两套规则 One photo, two rules', async () => {
    const panel = desk.locator('dialog.photoPanel');
    await desk.keyboard.press('i');
    await panel.waitFor();
    const photo = samplePeople(opened.openedAt.slice(0, 10))
      .find(({ id }) => id === personId)
      ?.photo();
    mustBe(photo !== undefined, 'there is a portrait');
    await panel.locator('input[type=file]').setInputFiles({
      name: 'portrait.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from(photo ?? new Uint8Array()),
    });
    await panel.locator('.photoStage img').waitFor();
    await desk.keyboard.press('y');
    // The file says no date: the applicant does (5.3, 5.11).
    await panel.getByLabel('申请人所述拍摄日期').fill(opened.openedAt.slice(0, 10));
    await desk.keyboard.press('Enter');
    await panel.locator('.photoChecks[data-result="ok"]').first().waitFor();
    await until('the pictures made from it', async () =>
      panel
        .locator('.photoDerivatives img')
        .evaluateAll((all) =>
          all.length === 3 && all.every((each) => (each as HTMLImageElement).naturalWidth > 0) ? true : null,
        ),
    );
    await stage.shot(desk, 'originals-photo');
    const results = await panel
      .locator('.photoChecks')
      .evaluateAll((all) => all.map((each) => each.getAttribute('data-result')));
    await desk.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await inLanguage(desk, 'EN');
    await desk.keyboard.press('i');
    await panel.locator('.photoDerivatives img').first().waitFor();
    await stage.shot(desk, 'originals-photo-en');
    await desk.keyboard.press('Escape');
    await inLanguage(desk, '中');
    return `permit: ${results[0] ?? ''}, card: ${results[1] ?? ''}`;
  });

  await stage.act('电子社保卡动态码：联网核验留证 Electronic card checked as evidence', async () => {
    await stage.dock('scanEcard', { personId, target: 'window' });
    const view = await until('the evidence', async () => {
      const found = await acts.now(caseId);
      return found.evidence.length === 1 ? found : null;
    });
    mustBe(view.evidence[0]?.result === 'valid', 'the card is valid');
    await desk.locator('.evidence').waitFor();
    await stage.bothShots('originals-ecard');
    mustBe(!(await desk.content()).includes('ZKE1'), 'the code is nowhere on the screen');
    return view.evidence[0]?.by ?? '';
  });

  await stage.act('签证放在护照旁比对 The visa read beside the passport', async () => {
    const { passport } = await acts.layPassport(personId, caseId);
    mustBe(passport !== null, 'the passport was read');
    if (passport !== null) await stage.dock('showLines', { lines: visaOf(passport), target: 'window' });
    await until('the visa', async () => (await acts.now(caseId)).visa);
    await desk.locator('.openField').waitFor();
    await stage.bothShots('originals-visa');
    const view = await acts.looksSame(caseId);
    mustBe(
      view.comparison.every((row) => row.machine === 'same' || row.eye?.outcome === 'same'),
      'every field is settled',
    );
    return `${view.visa?.format ?? ''}, ${view.comparison.length} fields`;
  });

  await stage.act('涉嫌伪造：冻结，主管签名解除 Held by suspicion, released by two', async () => {
    await acts.goToRow(caseId, 'DEGREE');
    await acts.press('F7');
    const dialog = desk.getByRole('dialog');
    await dialog.waitFor();
    await stage.shot(desk, 'originals-outcomes');
    await chooseOutcome(stage, texts.outcome.name.hold);
    await dialog.getByLabel(texts.outcome.hold.reason).fill('认证章与样本不符');
    await stage.shot(desk, 'originals-hold');
    await desk.keyboard.press('Control+Enter');
    await until('the hold', async () => (await acts.now(caseId)).held);
    await desk.locator('.heldNote').waitFor();
    await stage.bothShots('originals-held');
    await acts.press('F7');
    await dialog.waitFor();
    await chooseOutcome(stage, texts.outcome.name.release);
    await dialog.getByText(texts.outcome.release.cleared, { exact: true }).click();
    await dialog.getByLabel(texts.outcome.release.note).fill('已与发证机关核对一致');
    await dialog.getByLabel(texts.common.userName).fill('zhaoqiang');
    await dialog.locator('input[type="password"]').fill('zhengka-3');
    await stage.shot(desk, 'originals-release');
    await desk.keyboard.press('Control+Enter');
    const view = await until('the release', async () => {
      const found = await acts.now(caseId);
      return found.held === null ? found : null;
    });
    await dialog.waitFor({ state: 'hidden' });
    mustBe(view.state === 'open' && view.finding === 'cleared', 'the case goes on');
    return `${view.decisions.length} decisions in the books`;
  });
}

/** The number under which the menu of outcomes offers this one. */
export async function chooseOutcome({ desk }: Stage, name: string): Promise<void> {
  const choices = await desk.getByRole('dialog').locator('ol button').allInnerTexts();
  const at = choices.findIndex((words) => words.includes(name));
  mustBe(at >= 0, `the menu offers ${name}`);
  await desk.keyboard.press(String(at + 1));
}

/** A large visa (MRV-A) of the passport's holder, with a number of its own: the sticker's. */
function visaOf(passport: PassportRead): string[] {
  const closed = (field: string): string => field + String(mrzCheckDigit(field));
  const short = (date: string): string => date.slice(2).replaceAll('-', '');
  const name = [passport.familyName, passport.givenNames]
    .filter((part) => part !== '')
    .map((part) => part.replaceAll(/[^A-Z]/g, '<'))
    .join('<<');
  const second = [
    closed('S1234567<'),
    passport.nationalityCode.padEnd(3, '<'),
    closed(short(passport.birthDate)),
    passport.sex === 'X' ? '<' : passport.sex,
    closed(short(passport.expiryDate)),
  ].join('');
  return [`V<CHN${name}`.slice(0, 44).padEnd(44, '<'), second.padEnd(44, '<')];
}
