import { describe, expect, it, onTestFinished } from 'vitest';
import { createDeviceApi } from '../../../drivers/manager/deviceApi.ts';
import { encodePanel } from '../../../drivers/framing/evolisCommands.ts';
import { manualClock } from '../../../drivers/sim/manualClock.ts';
import { createSimulatedCounter } from '../../../drivers/sim/simulatedCounter.ts';
import { blanks, sampleFace, temporaryFolder } from '../helpers/counter.ts';
import { drive, settle, until } from '../helpers/drive.ts';

const half = encodePanel('k', 2, new Uint8Array(40_000)).slice(0, 20_000);

/** A printer to which a host that is dead by now has sent half of a panel. */
async function withCutPanel() {
  const clock = manualClock();
  const counter = await createSimulatedCounter({
    directory: temporaryFolder(),
    blanks: blanks(2),
    pty: false,
    clock,
  });
  onTestFinished(() => counter.close());
  const config = counter.deviceConfigs.find(({ id }) => id === 'cardPrinter');
  if (config === undefined) throw new Error('no printer');
  const dead = counter.transports.create(config);
  await dead.open();
  await dead.write(half);
  await dead.close();
  const api = createDeviceApi({ configs: [config], clock, transports: counter.transports });
  onTestFinished(() => api.close());
  let online = false;
  api.on('deviceChanged', ({ status }) => {
    online = status === 'online';
  });
  return { clock, counter, api, isOnline: () => online };
}

describe('F1 F2 the host died in the middle of a panel', () => {
  it('the next one leaves the printer the silence it needs, and uses it within 3 s', async () => {
    const { clock, isOnline } = await withCutPanel();
    const since = clock.now();
    await until(clock, isOnline);
    // Asked every half second the printer would take every question for a piece of the panel, for as long as it is asked.
    expect(clock.now() - since).toBeLessThanOrEqual(3000);
  });

  it('and then prints a whole card', async () => {
    const { clock, counter, api, isOnline } = await withCutPanel();
    await until(clock, isOnline);
    const target = { deviceId: 'cardPrinter', timeoutMs: 30_000 };
    expect((await drive(clock, api.feedToChip(target))).completion.code).toBe('success');
    const printed = await drive(clock, api.printFront({ ...target, face: sampleFace() }));
    await settle();
    expect(printed).toMatchObject({ completion: { code: 'success' }, printedCards: 1 });
    expect(counter.printer.printedFaces()).toHaveLength(1);
  });
});
