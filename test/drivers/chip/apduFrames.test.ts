import { expect, it } from 'vitest';
import { apduFramer, encodeApduFrame } from '../../../drivers/framing/apduFrames.ts';
import { concatBytes, hexBytes } from '../../../drivers/framing/bytes.ts';
import { framed } from '../helpers/framed.ts';

it('F1 APDU frames come out the same however the stream is cut', () => {
  const bytes = concatBytes([encodeApduFrame(hexBytes('00B2010012')), encodeApduFrame(new Uint8Array(0))]);
  expect([...bytes.slice(0, 2)]).toEqual([0x00, 0x05]);
  expect(framed(apduFramer({ silenceMs: 1 }), bytes, 1)).toEqual([
    { kind: 'frame', frame: hexBytes('00B2010012') },
    { kind: 'frame', frame: new Uint8Array(0) },
  ]);
});
