import { describe, expect, it } from 'vitest';
import { DevicesPage } from '../../../renderer/features/devices/DevicesPage.tsx';
import { FramesDrawer } from '../../../renderer/features/devices/FramesDrawer.tsx';
import { SwapDialog } from '../../../renderer/features/devices/SwapDialog.tsx';
import { deviceViews, shownFrames } from '../fixtures/deviceFixtures.ts';
import { renderText, type Scene } from '../helpers/render.tsx';

const page = (views: unknown, scene: Scene = {}): string =>
  renderText(<DevicesPage />, { roles: ['technician'], answers: [[['devices', {}], views]], ...scene });
const [scanner] = deviceViews.trouble;
if (scanner === undefined) throw new Error('no scanner');

describe('F5 D9 device page', () => {
  it('says what is connected, how it is since when, what to do, and for how many cards there is enough', () => {
    const text = page(deviceViews.trouble);
    for (const words of [
      '8 台设备，5 台需要处理',
      '不是登记的设备 自 10:31',
      '确认更换…',
      '系统服务未运行',
      '够用 0 张 受限于色带',
      '缺纸',
      '正在录制',
      '尚未登记',
    ])
      expect(text).toContain(words);
    const en = page(deviceViews.well, { language: 'en' });
    expect(en).toContain('Enough for 14 cards the ribbon ends first');
    expect(en).toContain('8 devices, 1 to see to');
    expect(en).not.toContain('Confirm the new one');
  });

  it('says that a recording was cut off, and how to begin it again', () => {
    const views = deviceViews.well.map((view) => ({ ...view, recording: 'lost' as const }));
    expect(page(views)).toContain('录制中断且未保存');
    expect(page(views, { language: 'en' })).toContain('Start again under “Last frames”');
    expect(page(deviceViews.well)).not.toContain('录制');
  });

  it('a card printer is asked and never prints a card as a test', () => {
    const text = page(deviceViews.well);
    expect(text).toContain('制卡机不打印测试卡');
    expect(text).toContain('查询状态');
  });

  it('tells somebody who may only look which role the acts need', () => {
    expect(page(deviceViews.well, { roles: ['clerk'] })).toContain('需要角色：技术员 / 主管');
    expect(page(deviceViews.well)).not.toContain('需要角色');
  });

  it('has words for no device at all', () => {
    expect(page([])).toContain('终端配置中没有设备');
  });
});

describe('F5 swap', () => {
  it('shows both identities and what differs, and asks for a second person', () => {
    const text = renderText(<SwapDialog view={scanner} onClose={() => undefined} />);
    expect(text).toContain('序列号 10000042 10000077 ≠ 不同');
    expect(text).toContain('型号 HR-100 HR-100');
    expect(text).toContain('请填写：第二人签名');
    expect(text).toContain('离线可办');
  });
});

describe('I2 frames', () => {
  it('shows direction in words, and the masked text, newest first', () => {
    const text = renderText(<FramesDrawer view={scanner} onClose={() => undefined} />, {
      answers: [[['deviceFrames', { deviceId: 'scanner' }], shownFrames]],
    });
    expect(text).toContain('→ 发往设备');
    expect(text).toContain('← 来自设备');
    expect(text.indexOf('10:44:28')).toBeLessThan(text.indexOf('10:44:00'));
    expect(text).toContain('个人数据已遮盖');
  });
});
