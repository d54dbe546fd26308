import { describe, expect, it } from 'vitest';
import type { Surface } from '../../../../main/contract/access.ts';
import type { ScreenScanSource } from '../../../../main/contract/methods/caseMethods.ts';
import { methods } from '../../../../main/contract/methods.ts';
import { mayReadItself } from '../../../../main/domain/kiosk/screenScans.ts';
import { slipQr, trainingPermitQr } from '../../../../main/domain/rules/readQr.ts';
import { inspect, sampleStaff } from '../../helpers/index.ts';
import { goodPermit, openDesk } from './desk.ts';

const permit = goodPermit();
const qr = trainingPermitQr(permit.permitNumber);

function setUp() {
  const desk = openDesk();
  const give = async (source: ScreenScanSource, text: string, surface: Surface = 'window') =>
    desk.handlers.caseScanned({ source, text }, { ...desk.caller, surface });
  const chain = (event: string): string =>
    JSON.stringify(
      inspect(desk.deps.stores, (database) =>
        database.prepare('SELECT subject, detail FROM audit WHERE event = ?').all(event),
      ),
    );
  return { desk, give, chain };
}

describe.each(['image', 'wedge'] as const)('A2 a code that the screen read itself, from %s', (source) => {
  it('opens the case like a scan, and the chain names where it came from', async () => {
    const { desk, give, chain } = setUp();
    expect(await give(source, qr)).toEqual({ ok: true, value: {} });
    await desk.intake.settled();
    expect(desk.view().snapshot.record.permitNumber).toBe(permit.permitNumber);
    expect(desk.rows()).toEqual(['case.opened']);
    expect(chain('qr.taken')).toContain(`\\"source\\":\\"${source}\\"`);
  });

  it('a device of the device host leaves no such entry', async () => {
    const { desk, chain } = setUp();
    await desk.scan(qr);
    expect(chain('qr.taken')).toBe('[]');
  });

  it('is refused by class and never by content', async () => {
    const { desk, give, chain } = setUp();
    await give(source, 'https://example.org/?id=1');
    await give(source, '');
    expect(desk.problems()).toEqual(['qrForeign', 'qrForeign']);
    expect(chain('qr.refused')).toContain(`"subject":"${source}"`);
    expect(chain('qr.refused') + JSON.stringify(desk.deps.log.lines)).not.toContain('example.org');
  });

  it('opens nothing without somebody who may check originals', async () => {
    const { desk, give } = setUp();
    desk.link.staff = null;
    await give(source, qr);
    desk.link.staff = sampleStaff(['auditor']);
    await give(source, qr);
    expect(desk.problems()).toEqual(['notSignedIn', 'forbidden']);
    expect(desk.intake.current.get()).toBe(null);
  });

  it('a slip with a wrong code opens nothing', async () => {
    const { desk, give } = setUp();
    await give(source, slipQr('SZ50-20261125-0001', '00000000'));
    expect(desk.problems()).toEqual(['qrDamaged']);
  });
});

describe('A2 the kiosk', () => {
  it('gives what was typed to its own visitor, never to the window', async () => {
    const { desk, give } = setUp();
    expect(await give('wedge', qr, 'kiosk')).toEqual({ ok: true, value: {} });
    expect(desk.kioskReads).toMatchObject([{ kind: 'scan', read: { deviceId: 'wedge', text: qr } }]);
    expect(desk.intake.current.get()).toBe(null);
  });

  it('takes no pictures', async () => {
    const { desk, give } = setUp();
    expect(await give('image', qr, 'kiosk')).toEqual({ ok: false, error: { code: 'forbidden' } });
    expect(desk.kioskReads).toEqual([]);
  });

  it('has a camera only where the profile says so, and a window never has', async () => {
    const { desk, give } = setUp();
    expect(await give('camera', qr, 'kiosk')).toEqual({ ok: false, error: { code: 'forbidden' } });
    expect(await give('camera', qr, 'window')).toEqual({ ok: false, error: { code: 'forbidden' } });
    expect(desk.kioskReads).toEqual([]);
    expect(desk.intake.current.get()).toBe(null);
    const allowed = (source: ScreenScanSource, surface: Surface): boolean =>
      mayReadItself(surface, source, { kioskCamera: { label: null } });
    expect(allowed('camera', 'kiosk')).toBe(true);
    expect(allowed('image', 'kiosk')).toBe(false);
    expect(allowed('camera', 'window')).toBe(false);
    expect(allowed('image', 'window')).toBe(true);
  });
});

it('A2 no text is longer than a scan may be', () => {
  const schema = methods.caseScanned.in;
  expect(schema.safeParse({ source: 'wedge', text: 'x'.repeat(8192) }).success).toBe(true);
  expect(schema.safeParse({ source: 'wedge', text: 'x'.repeat(8193) }).success).toBe(false);
  expect(schema.safeParse({ source: 'scanner', text: 'x' }).success).toBe(false);
});
