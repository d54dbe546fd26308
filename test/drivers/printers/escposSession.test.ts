import { describe, expect, it } from 'vitest';
import { escposSession } from '../../../drivers/printers/escpos/session.ts';
import { manualClock } from '../../../drivers/sim/manualClock.ts';
import { memoryCable } from '../../../drivers/transports/memoryTransport.ts';
import { drive } from '../helpers/drive.ts';

/** Out of paper, and it answers in order, one every ten milliseconds; while it is stalled its answers wait. `lost` ones never come. */
async function printer(options: { readonly lost?: number } = {}) {
  const clock = manualClock();
  const cable = memoryCable();
  const waiting: number[] = [];
  let stalled = false;
  let lost = options.lost ?? 0;
  let busy = false;
  const answer = (): void => {
    const next = stalled || busy ? undefined : waiting.shift();
    if (next === undefined) return;
    busy = true;
    clock.setTimer(10, () => {
      busy = false;
      if (lost > 0) lost -= 1;
      else cable.device.send(Uint8Array.of(next));
      answer();
    });
  };
  cable.device.onReceive((bytes) => {
    waiting.push(bytes[2] === 4 ? 0x7e : 0x1a);
    answer();
  });
  await cable.host.open();
  const session = escposSession(cable.host, clock);
  return {
    clock,
    ask: (query: 1 | 4) => drive(clock, session.status(query, clock.now() + 5000)),
    stall(on: boolean) {
      stalled = on;
      answer();
    },
  };
}
const byte = (value: number) => ({ kind: 'byte', byte: value });

describe('F4 a status that comes late', () => {
  it('is not taken for the answer to the next question', async () => {
    const { clock, ask, stall } = await printer();
    expect(await ask(1)).toEqual(byte(0x1a));
    stall(true);
    expect(await ask(4)).toEqual({ kind: 'silent' });
    expect(await ask(1)).toEqual({ kind: 'silent' });
    clock.setTimer(100, () => stall(false));
    expect(await ask(1)).toEqual(byte(0x1a));
    expect(await ask(4)).toEqual(byte(0x7e));
    expect(await ask(4)).toEqual(byte(0x7e));
  });

  it('is waited for no longer than one question takes when it was lost', async () => {
    const { clock, ask } = await printer({ lost: 1 });
    expect(await ask(4)).toEqual({ kind: 'silent' });
    const startedAt = clock.now();
    expect(await ask(4)).toEqual(byte(0x7e));
    expect(clock.now() - startedAt).toBeLessThanOrEqual(1000);
    const inStepAt = clock.now();
    expect(await ask(1)).toEqual(byte(0x1a));
    expect(clock.now() - inStepAt).toBeLessThanOrEqual(10);
  });

  it('leaves the line silent while the printer says nothing', async () => {
    const { ask, stall } = await printer();
    stall(true);
    for (const query of [1, 4, 1] as const) expect(await ask(query)).toEqual({ kind: 'silent' });
  });
});
