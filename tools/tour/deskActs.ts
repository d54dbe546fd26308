import type { CaseView } from '../../main/contract/cases.ts';
import type { CaseId } from '../../main/contract/ids.ts';
import { texts } from '../../renderer/i18n/zh/index.ts';
import { mustBe, until, type Stage } from './stage.ts';

/** What a clerk does at the keyboard. Each waits for the host's word, not for the screen's. */
export interface DeskActs {
  signIn(userName: string): Promise<void>;
  signOut(): Promise<void>;
  scanNotice(personId: string): Promise<CaseView>;
  layPassport(personId: string, caseId: CaseId): Promise<CaseView>;
  /** One key per document that needs a verdict; the named ones are missing. */
  verdicts(caseId: CaseId, missing?: readonly string[]): Promise<CaseView>;
  /** A function key, then the deliberate Ctrl+Enter of the panel that opens. */
  decide(key: 'F8' | 'F9', caseId: CaseId): Promise<CaseView>;
  /** A function key, once the footer offers it. */
  press(key: 'F8' | 'F9' | 'F10'): Promise<void>;
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
      const read = await until('the passport', async () => {
        const view = await now(caseId);
        return view.passport === null ? null : view;
      });
      for (const row of read.comparison.filter((each) => each.machine === 'needsEye')) {
        await desk.locator('.openField').waitFor();
        await desk.keyboard.press('s');
        await until(`the eye's word on ${row.field}`, async () => {
          const view = await now(caseId);
          return view.comparison.some((each) => each.field === row.field && each.eye !== null) ? view : null;
        });
      }
      return now(caseId);
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
      await press(key);
      await desk.getByRole('dialog').waitFor();
      await stage.shot(desk, key === 'F9' ? 'desk-accept' : 'desk-supplement');
      await desk.keyboard.press('Control+Enter');
      return until('the decision', async () => {
        const view = await now(caseId);
        return view.notices.length > 0 ? view : null;
      });
    },
    async problemSays(message) {
      const banner = desk.locator('.problemBanner');
      await banner.getByText(message, { exact: false }).first().waitFor();
      return (await banner.innerText()).replaceAll(/\s+/g, ' ').trim();
    },
  };
}
