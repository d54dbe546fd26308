import { describe, expect, it } from 'vitest';
import { concatBytes, hexBytes } from '../../../drivers/framing/bytes.ts';
import { encodeSamVFrame } from '../../../drivers/framing/samVFrames.ts';
import { samVSession, type SamVAnswer } from '../../../drivers/readers/samVSession.ts';
import { manualClock, type ManualClock } from '../../../drivers/sim/manualClock.ts';
import { memoryCable } from '../../../drivers/transports/memoryTransport.ts';
import type { DevicePort } from '../../../drivers/api/devicePort.ts';
import { drive } from '../helpers/drive.ts';

const reply = (hex: string): Uint8Array => encodeSamVFrame(concatBytes([hexBytes('0000'), hexBytes(hex)]));
const ok = reply('90');
const noCard = reply('80');
const found = reply('9F 00 00 00 00');

/** A module that answers as the script says, one entry per question: bytes now, or later. */
async function scripted(script: readonly (readonly [afterMs: number, bytes: Uint8Array])[]) {
  const clock: ManualClock = manualClock();
  const cable = memoryCable();
  const port: DevicePort = cable.device;
  const asked: number[] = [];
  port.onReceive((bytes) => {
    const [afterMs, answer] = script[asked.length] ?? [0, new Uint8Array(0)];
    asked.push(bytes[7] ?? 0);
    if (answer.length > 0) clock.setTimer(afterMs, () => port.send(answer));
  });
  await cable.host.open();
  const session = samVSession(cable.host, clock);
  const ask = async (): Promise<string> => {
    const answer: SamVAnswer = await drive(clock, session.ask('find'));
    return answer.kind === 'reply' ? answer.status.toString(16) : answer.kind;
  };
  return { session, asked, ask, port, cable };
}

describe('F4 a SAM_V session', () => {
  it.each([
    ['80', noCard],
    ['9f', found],
  ])(
    'drops the late answer %s to an earlier question, and asks for a status to be sure',
    async (_, stale) => {
      const other = stale === noCard ? found : noCard;
      const made = await scripted([
        [1500, stale],
        [600, ok],
        [10, other],
      ]);
      expect(await made.ask()).toBe('silent');
      expect(made.session.troubles()).toBe(1);
      expect(await made.ask()).toBe(other === found ? '9f' : '80');
      expect(made.asked).toEqual([0x20, 0x11, 0x20]);
      expect(made.session.troubles()).toBe(0);
      made.session.close();
    },
  );

  it('half an answer does not swallow the next one', async () => {
    const made = await scripted([
      [0, found.slice(0, 8)],
      [0, ok],
      [0, found],
    ]);
    expect(await made.ask()).toBe('garbled');
    expect(await made.ask()).toBe('9f');
    made.session.close();
  });

  it('waits behind noise for the frame, and gives up on a wrong checksum at once', async () => {
    const wrong = found.slice();
    wrong[wrong.length - 1] = 0;
    const made = await scripted([
      [0, concatBytes([hexBytes('FF 80 FF'), found])],
      [0, wrong],
    ]);
    expect([await made.ask(), await made.ask()]).toEqual(['9f', 'garbled']);
    made.session.close();
  });

  it('says lost when the line goes, and from then on', async () => {
    const made = await scripted([]);
    const asking = made.ask();
    await made.port.unplug();
    expect(await asking).toBe('lost');
    expect(await made.ask()).toBe('lost');
    made.session.close();
  });
});
