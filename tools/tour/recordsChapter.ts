import { oneTimeCodeAt } from '../../main/infra/crypto/oneTimeCode.ts';
import { trainingCodeSecret, trainingStaff } from '../../main/training/station.ts';
import { maintenance } from '../../renderer/features/kiosk/texts/maintenance.ts';
import { mustBe, until, type Stage } from './stage.ts';

/** What stands behind the day: the morning page, the copy and its proof, the journal, what is kept, who works here, and the kiosk opened. */
export async function recordsChapter(stage: Stage): Promise<void> {
  const { desk, kiosk } = stage;

  await stage.act(
    '晨检：每项前提、原因与办法 The morning page: what stops, why, and the way out',
    async () => {
      await desk.keyboard.press('Alt+7');
      await desk.locator('.gate tbody tr').first().waitFor();
      await stage.bothShots('morning');
      stage.keep('morning.pdf', await stage.bytes('desk', 'startGatePaper', {}));
      const { items } = await stage.ask('startGate', {});
      const day = items.find(({ key }) => key === 'day');
      // The day was closed a moment ago: no card is made before the next one is opened.
      mustBe(day?.state === 'blocked', 'the closed day stops the cards');
      return `${items.length} items, ${items.filter(({ state }) => state === 'blocked').length} blocked`;
    },
  );

  await stage.act('加密备份与恢复演练 A sealed copy, proven by a drill', async () => {
    await stage.ask('backupNow', {});
    const drill = await stage.ask('backupDrill', {});
    mustBe(drill.proven, `the copy is proven, not failed at ${drill.failed ?? 'nothing'}`);
    await desk.locator('.drill .tone.good').waitFor();
    await desk.locator('.drill').scrollIntoViewIfNeeded();
    await stage.bothShots('records-drill');
    return `${drill.rows} rows in ${drill.milliseconds} ms`;
  });

  await stage.act('保存期限：留什么、留多久 What is kept, and until when', async () => {
    await desk.locator('button[data-act="retention"]').click();
    await desk.locator('.retentionPage, main').first().waitFor();
    await stage.bothShots('retention');
    const kept = await stage.ask('retentionView', {});
    return `${kept.rules.length} rules`;
  });

  await stage.act('审计日志：逐条可查，整链可验 The journal, read and verified', async () => {
    await desk.keyboard.press('Alt+8');
    await desk.locator('.auditPage tbody tr').first().waitFor();
    await stage.bothShots('audit');
    const report = await stage.ask('auditVerify', {});
    mustBe(report.intact, `the records are whole: ${JSON.stringify(report).slice(0, 200)}`);
    return `${report.rows} entries, ${report.records} records, ${report.pages} pages`;
  });

  await stage.act('人员与角色 Who works here, and as what', async () => {
    await desk.locator('.topBar .who').click();
    await desk.locator('.account').waitFor();
    await desk.locator('table tbody tr').first().waitFor();
    await stage.bothShots('people');
    return `${(await stage.ask('staffList', {})).people.length} people`;
  });

  await stage.act(
    '自助机柜门被打开：停止服务，主管核实 The cabinet is opened: out of service until settled',
    async () => {
      await kiosk.bringToFront();
      await stage.dock('cabinet', { open: true });
      await kiosk.locator('[data-page="callStaff"]').waitFor();
      await stage.shot(kiosk, 'kiosk-call-staff');
      await stage.dock('cabinet', { open: false });
      await until('the closed door', async () => {
        const { kiosk: standing } = await stage.ask('stationStatus', {});
        return standing?.contact === 'closed' ? standing : null;
      });
      await desk.bringToFront();
      await desk.keyboard.press('Alt+6');
      const settle = desk.getByRole('button', { name: /核实…/ }).first();
      await settle.waitFor();
      await settle.scrollIntoViewIfNeeded();
      await stage.bothShots('cabinet-settle');
      await settle.click();
      await desk.getByRole('dialog').getByRole('textbox').fill('培训演示 training');
      await desk.keyboard.press('Control+Enter');
      await kiosk.locator('[data-page="attract"]').waitFor();
      return 'settled by a supervisor with a note';
    },
  );

  await stage.act('自助机维护：口令加动态码 Maintenance of the kiosk, by two factors', async () => {
    const technician = trainingStaff.find(({ roles }) => roles.includes('technician'));
    const words = maintenance.zh;
    await kiosk.bringToFront();
    await kiosk.keyboard.press('Control+Alt+KeyM');
    const form = kiosk.locator('[data-overlay="service"]');
    await form.waitFor();
    await form.getByLabel(words.entry.userName).fill(technician?.userName ?? '');
    await form.getByLabel(words.entry.password).fill(technician?.password ?? '');
    await form.getByLabel(words.entry.code).fill(oneTimeCodeAt(trainingCodeSecret, Date.now()));
    await form.locator('button[type=submit]').click();
    await kiosk.locator('[data-page="maintenance"]').waitFor();
    await stage.shot(kiosk, 'kiosk-maintenance');
    const status = await until('the kiosk in maintenance', async () => {
      const found = await stage.ask('stationStatus', {});
      return found.kiosk?.state === 'maintenance' ? found.kiosk : null;
    });
    await kiosk.getByRole('button', { name: words.leave }).click();
    await kiosk.locator('[data-page="attract"]').waitFor();
    await desk.bringToFront();
    return `by ${status.by ?? '—'}`;
  });
}
