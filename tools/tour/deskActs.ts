import type { CaseView } from '../../main/contract/cases.ts';
import type { CaseId } from '../../main/contract/ids.ts';
import type { DocumentCode } from '../../main/contract/permit.ts';
import { texts } from '../../renderer/i18n/zh/index.ts';
import { mustBe, until, type Stage } from './stage.ts';

/** What a clerk does at the keyboard. Each waits for the host's word, not for the screen's. */
export interface DeskActs {
  signIn(userName: string): Promise<void>;
  signOut(): Promise<void>;
  scanNotice(personId: string): Promise<CaseView>;
  layPassport(personId: string, caseId: CaseId): Promise<CaseView>;
  /** "Same" to every field of the comparison that asks for an eye. */
  looksSame(caseId: CaseId): Promise<CaseView>;
  /** The row of a document in hand. */
  goToRow(caseId: CaseId, code: DocumentCode): Promise<void>;
  /** One key per document that needs a verdict; the named ones are missing. */
  verdicts(caseId: CaseId, missing?: readonly string[]): Promise<CaseView>;
  /** A function key, then the deliberate Ctrl+Enter of the panel that opens. */
  decide(key: 'F8' | 'F9', caseId: CaseId): Promise<CaseView>;
  /** A function key, once the footer offers it. */
  press(key: 'F7' | 'F8' | 'F9' | 'F10'): Promise<void>;
  now(caseId: CaseId): Promise<CaseView>;
  /** The text of the problem banner, which must name this message. */
  problemSays(message: string): Promise<string>;
}

export function deskActs(stage: Stage): DeskActs {
  const { desk } = stage;
  const now = async (caseId: CaseId): Promise<CaseView> => stage.ask('caseGet', { caseId });

  const press = async (key: string): Promise<void> => {
    await desk.locator(`.deskFooter button[aria-keyshortcuts="${key}"][aria-disabled="false"]`).waitFor();
    await desk.keyboard.press(key);
  };

  const looksSame = async (caseId: CaseId): Promise<CaseView> => {
    for (const row of (await now(caseId)).comparison.filter(
      (each) => each.machine === 'needsEye' && each.eye === null,
    )) {
      // The key answers the field that is open, which on a busy machine may still be the one before.
      await desk
        .locator('.openField')
        .getByText(texts.desk.compare.field[row.field], { exact: true })
        .first()
        .waitFor();
      await desk.keyboard.press('s');
      await until(`the eye's word on ${row.field}`, async () => {
        const view = await now(caseId);
        return view.comparison.some((each) => each.field === row.field && each.eye !== null) ? view : null;
      });
    }
    return now(caseId);
  };

  return {
    now,
    press,
    async signIn(userName) {
      const person = (await stage.dock('staff', {})).find((each) => each.userName === userName);
      mustBe(person !== undefined, `${userName} works here`);
      await desk.getByLabel(texts.common.userName).fill(userName);
      await desk.getByLabel(texts.common.password).fill(person?.password ?? '');
      await desk.keyboard.press('Enter');
      await until('the signed-in person', async () => (await stage.ask('session', {})).staff);
      await desk.getByRole('button', { name: texts.station.signOut }).waitFor();
    },
    async signOut() {
      await desk.getByRole('button', { name: texts.station.signOut }).click();
      await desk.getByLabel(texts.common.userName).waitFor();
    },
    async scanNotice(personId) {
      const person = (await stage.dock('people', {})).find((each) => each.id === personId);
      await stage.dock('scanNotice', { personId, target: 'window' });
      const view = await until('the case', async () => {
        const { caseId } = await stage.ask('caseCurrent', {});
        if (caseId === null) return null;
        const found = await now(caseId);
        return found.snapshot.record.permitNumber === person?.permitNumber ? found : null;
      });
      await desk.getByText(view.number).first().waitFor();
      return view;
    },
    async layPassport(personId, caseId) {
      await stage.dock('handPassport', { personId, target: 'window' });
      await until('the passport', async () => {
        const view = await now(caseId);
        return view.passport === null ? null : view;
      });
      return looksSame(caseId);
    },
    looksSame,
    async goToRow(caseId, code) {
      const at = (await now(caseId)).documents.findIndex((row) => row.code === code);
      mustBe(at >= 0, `the case has a row ${code}`);
      const row = desk.locator('.documentRow').nth(at);
      await row.locator('.rowTitle').click();
      await row.and(desk.locator('.focused')).waitFor();
    },
    async verdicts(caseId, missing = []) {
      // From the top: the focus moves on by itself after each verdict.
      const view = await now(caseId);
      for (const row of view.documents.filter((each) => each.required && each.verdict === null)) {
        const focused = desk.locator('[aria-current="true"], [aria-selected="true"]').first();
        await focused.waitFor();
        await desk.keyboard.press(missing.includes(row.code) ? '3' : '1');
        await until(`the verdict on ${row.code}`, async () => {
          const after = await now(caseId);
          return after.documents.some((each) => each.code === row.code && each.verdict !== null)
            ? after
            : null;
        });
      }
      return now(caseId);
    },
    async decide(key, caseId) {
      const papers = (await now(caseId)).notices.length;
      await press(key);
      await desk.getByRole('dialog').waitFor();
      await stage.shot(desk, key === 'F9' ? 'desk-accept' : 'desk-supplement');
      await desk.keyboard.press('Control+Enter');
      return until('the decision', async () => {
        const view = await now(caseId);
        return view.notices.length > papers ? view : null;
      });
    },
    async problemSays(message) {
      const banner = desk.locator('.problemBanner');
      await banner.getByText(message, { exact: false }).first().waitFor();
      return (await banner.innerText()).replaceAll(/\s+/g, ' ').trim();
    },
  };
}
