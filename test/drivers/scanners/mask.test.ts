import { describe, expect, it } from 'vitest';
import { encodeScan } from '../../../drivers/framing/hidPosReports.ts';
import { encodeNewlandAnswer } from '../../../drivers/framing/newlandCommands.ts';
import { encodeSsi, ssiFramer, ssiOpcodes, ssiSource } from '../../../drivers/framing/ssiFrames.ts';
import { hidPosDriver } from '../../../drivers/scanners/hidPos.ts';
import { serialTextDriver } from '../../../drivers/scanners/serialText.ts';
import { zebraSsiDriver } from '../../../drivers/scanners/zebraSsi.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (shown: Uint8Array | null | undefined): string =>
  new TextDecoder('latin1').decode(shown ?? undefined);

describe('I6 masked frames of a scanner', () => {
  it('of serial text keep the AIM id, the shape and answers to commands', () => {
    const answer = text(encodeNewlandAnswer('SCNTRG1', '#', 'ok'));
    const line = `]Q1ZK|ANNA MARIA|0812\r${answer}]C1Q1\r`;
    expect(text(serialTextDriver.mask?.('fromDevice', bytes(line)))).toBe(
      `]Q1AA|AAAA AAAAA|0000\r${answer}]C1A0\r`,
    );
    expect(text(serialTextDriver.mask?.('fromDevice', bytes('许x')))).toBe('AAAA');
  });
  it('of SSI are still whole frames', () => {
    const frame = encodeSsi(ssiOpcodes.decodeData, ssiSource.decoder, bytes('\x1cANNA 0812'), 1);
    const masked = zebraSsiDriver.mask?.('fromDevice', frame) ?? new Uint8Array(0);
    expect(ssiFramer(ssiSource.decoder, 1).push(masked)).toEqual([
      { kind: 'frame', frame: { kind: 'frame', opcode: 0xf3, status: 1, data: bytes('\x1cAAAA 0000') } },
    ]);
    expect(zebraSsiDriver.mask?.('fromDevice', frame.slice(1))).toBeNull();
  });
  it('of HID keep head and tail', () => {
    const [report] = encodeScan({ aim: ']Q1', data: bytes('ANNA 0812') });
    const [masked] = encodeScan({ aim: ']Q1', data: bytes('AAAA 0000') });
    const shown = hidPosDriver.mask?.('fromDevice', report ?? new Uint8Array(0)) ?? new Uint8Array(64);
    expect(shown.slice(0, 61)).toEqual(masked?.slice(0, 61));
    expect(hidPosDriver.mask?.('fromDevice', bytes('ANNA'))).toBeNull();
  });
  it('to the device hold nobody and stay as they are', () => {
    for (const driver of [serialTextDriver, zebraSsiDriver, hidPosDriver])
      expect(driver.mask?.('toDevice', bytes('\x16T\r'))).toEqual(bytes('\x16T\r'));
  });
});
