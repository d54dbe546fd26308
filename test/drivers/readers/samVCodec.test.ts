import { describe, expect, it } from 'vitest';
import { concatBytes, hexBytes, hexOf } from '../../../drivers/framing/bytes.ts';
import {
  encodeSamVFrame,
  samVCommands,
  samVFramer,
  type SamVCommand,
} from '../../../drivers/framing/samVFrames.ts';
import { maskSamV } from '../../../drivers/framing/samVMask.ts';
import {
  answers,
  completionOfStatus,
  parseSamVReply,
  samIdText,
  splitCard,
} from '../../../drivers/framing/samVReplies.ts';
import { encodeIdCardText, encodeNewestAddress } from '../../../drivers/sim/idCardText.ts';
import { cardOf } from './cards.ts';

const reply = (status: number, data: Uint8Array = new Uint8Array(0)): Uint8Array =>
  encodeSamVFrame(concatBytes([Uint8Array.of(0, 0, status), data]));
const bodies = (bytes: Uint8Array, cut = 10_000) => {
  const framer = samVFramer();
  const outcomes = [];
  for (let at = 0; at < bytes.length; at += cut) outcomes.push(...framer.push(bytes.slice(at, at + cut)));
  outcomes.push(...framer.silence());
  return outcomes.map((outcome) => (outcome.kind === 'frame' ? hexOf(outcome.frame) : outcome.reason));
};
const photo = new Uint8Array(1024).fill(0x77);
const cardData = (text: Uint8Array): Uint8Array => concatBytes([hexBytes('01000400'), text, photo]);

describe('F7 SAM_V frames', () => {
  it.each<[SamVCommand, string]>([
    ['reset', 'AA AA AA 96 69 00 03 10 FF EC'],
    ['status', 'AA AA AA 96 69 00 03 11 FF ED'],
    ['samId', 'AA AA AA 96 69 00 03 12 FF EE'],
    ['find', 'AA AA AA 96 69 00 03 20 01 22'],
    ['select', 'AA AA AA 96 69 00 03 20 02 21'],
    ['read', 'AA AA AA 96 69 00 03 30 01 32'],
    ['readWithFingerprint', 'AA AA AA 96 69 00 03 30 10 23'],
    ['newestAddress', 'AA AA AA 96 69 00 03 30 03 30'],
  ])('sends %s as the reference prints it', (command, bytes) => {
    expect(hexOf(encodeSamVFrame(samVCommands[command]))).toBe(hexOf(hexBytes(bytes)));
  });

  it.each<[SamVCommand, string]>([
    ['reset', 'AA AA AA 96 69 00 04 00 00 90 94'],
    ['find', 'AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97'],
    ['find', 'AA AA AA 96 69 00 04 00 00 80 84'],
    ['select', 'AA AA AA 96 69 00 0C 00 00 90 00 00 00 00 00 00 00 00 9C'],
    ['select', 'AA AA AA 96 69 00 04 00 00 81 85'],
    ['read', 'AA AA AA 96 69 00 04 00 00 41 45'],
    ['newestAddress', 'AA AA AA 96 69 00 04 00 00 91 95'],
  ])('takes a reply to %s', (command, hex) => {
    const bytes = hexBytes(hex);
    expect(bodies(bytes)).toEqual([hexOf(bytes.slice(7, -1))]);
    const parsed = parseSamVReply(bytes.slice(7, -1));
    expect(parsed !== null && answers(command, parsed)).toBe(true);
  });

  it('reads the SAM id of the reference', () => {
    const bytes = hexBytes(
      'AA AA AA 96 69 00 14 00 00 90 05 00 01 00 D5 AF 34 01 01 00 00 00 02 00 00 00 CC',
    );
    expect(bodies(bytes)).toEqual([hexOf(bytes.slice(7, -1))]);
    expect(samIdText(bytes.slice(10, -1))).toBe('05.01-20230101-0000000001-0000000002');
  });

  it('has the sizes of the reference: 1295 and 2321 bytes, 1297 without prints', () => {
    const block = encodeIdCardText(cardOf('resident'));
    expect(reply(0x90, cardData(block))).toHaveLength(1295);
    const withPrints = (prints: Uint8Array): Uint8Array =>
      concatBytes([hexBytes('01000400'), Uint8Array.of(prints.length >> 8, 0), block, photo, prints]);
    expect(reply(0x90, withPrints(photo))).toHaveLength(2321);
    expect(hexOf(reply(0x90, withPrints(photo)).slice(5, 7))).toBe('090A');
    expect(reply(0x90, withPrints(new Uint8Array(0)))).toHaveLength(1297);
    expect(splitCard('readWithFingerprint', withPrints(photo))?.fingerprint).toHaveLength(1024);
    expect(splitCard('readWithFingerprint', withPrints(new Uint8Array(0)))?.fingerprint).toHaveLength(0);
    expect(splitCard('read', cardData(block))?.photo).toEqual(photo);
    expect(splitCard('read', cardData(block).slice(1))).toBeNull();
  });

  it.each([1, 3, 700])('finds frames behind noise and half preambles, in chunks of %i', (cut) => {
    const good = reply(0x90, cardData(encodeIdCardText(cardOf('resident'))));
    const noisy = concatBytes([
      hexBytes('FF 80 AA AA AA AA AA 96 00'),
      hexBytes('AA'),
      good,
      hexBytes('96 69'),
      good,
    ]);
    const body = hexOf(good.slice(7, -1));
    expect(bodies(noisy, cut)).toEqual(['garbage', body, 'garbage', body]);
  });

  it('tells a wrong checksum from noise, and finds the frame behind it', () => {
    const wrong = reply(0x9f, new Uint8Array(4));
    wrong[wrong.length - 1] = (wrong.at(-1) ?? 0) ^ 0x80;
    expect(bodies(concatBytes([wrong, reply(0x80)]))).toEqual(['undecodable', '000080']);
    expect(bodies(reply(0x80).slice(0, 8))).toEqual(['truncated']);
    // The length is what is wrong: the frame it would swallow is found.
    const swallowing = reply(0x80);
    swallowing[6] = 0x08;
    expect(bodies(concatBytes([swallowing, reply(0x91)]))).toEqual(['undecodable', '000091']);
    // A length that no frame has is no frame.
    expect(bodies(hexBytes('AA AA AA 96 69 FF FF 00 00'))).toEqual(['garbage']);
    expect(bodies(hexBytes('AA AA AA 96 69 00 02 00 02'))).toEqual(['garbage']);
  });

  it('never takes the late answer to one command for the answer to the next', () => {
    const samples: readonly (readonly [SamVCommand, number, Uint8Array])[] = [
      ['status', 0x90, new Uint8Array(0)],
      ['samId', 0x90, new Uint8Array(16)],
      ['find', 0x9f, new Uint8Array(4)],
      ['select', 0x90, new Uint8Array(8)],
      ['read', 0x90, cardData(new Uint8Array(256))],
      ['newestAddress', 0x90, new Uint8Array(70)],
    ];
    for (const [asked, status, data] of samples) {
      for (const [command] of samples) {
        expect([asked, command, answers(command, { status, data })]).toEqual([
          asked,
          command,
          asked === command,
        ]);
      }
    }
    for (const status of [0x31, 0x41, 0x80, 0x81, 0x91]) {
      const failed = { status, data: new Uint8Array(0) };
      expect([answers('status', failed), answers('samId', failed), answers('find', failed)]).toEqual([
        false,
        false,
        true,
      ]);
    }
  });

  it.each([
    [0x60, { code: 'hardwareError', detail: 'SAM self-test failed' }],
    [0x66, { code: 'hardwareError', detail: 'SAM not authorised' }],
    [0x80, { code: 'timeOut', detail: 'no card' }],
    ...[0x31, 0x32, 0x33, 0x40, 0x41, 0x47, 0x81].map(
      (status) => [status, { code: 'commandErrorCode', errorCode: 'invalidMedia' }] as const,
    ),
    [0x90, { code: 'success' }],
    [0x9f, { code: 'success' }],
    [0x91, { code: 'success' }],
    [0x24, { code: 'hardwareError', detail: 'SW3 24' }],
  ] as const)('F1 says SW3 %i in the words of XFS4IoT', (status, completion) => {
    expect(completionOfStatus(status)).toEqual(completion);
  });
});

const blank = (): Uint8Array => Uint8Array.from({ length: 256 }, (_, index) => (index % 2 === 0 ? 0x20 : 0));

describe('I6 a masked SAM_V frame', () => {
  const secret = encodeIdCardText(cardOf('foreigner2023'));
  it('keeps the shape and loses the person', () => {
    const frame = reply(0x90, cardData(secret));
    const masked = maskSamV('fromDevice', concatBytes([reply(0x91), frame]));
    expect(masked).toEqual(
      concatBytes([
        reply(0x91),
        reply(0x90, concatBytes([hexBytes('01000400'), blank(), new Uint8Array(1024)])),
      ]),
    );
    expect(maskSamV('fromDevice', reply(0x90, encodeNewestAddress('样本路2号')))).toEqual(
      reply(0x90, blank().slice(0, 70)),
    );
    const prints = concatBytes([hexBytes('010004000400'), secret, photo, photo]);
    expect(maskSamV('fromDevice', reply(0x90, prints))).toEqual(
      reply(0x90, concatBytes([hexBytes('010004000400'), blank(), new Uint8Array(2048)])),
    );
  });
  it('keeps commands and the SAM id, zeroes numbers of the card', () => {
    const samId = reply(0x90, hexBytes('05 00 01 00 D5 AF 34 01 01 00 00 00 02 00 00 00'));
    expect(maskSamV('fromDevice', samId)).toEqual(samId);
    const command = encodeSamVFrame(samVCommands.read);
    expect(maskSamV('toDevice', command)).toEqual(command);
    expect(maskSamV('fromDevice', reply(0x90, hexBytes('0102030405060708')))).toEqual(
      reply(0x90, new Uint8Array(8)),
    );
    expect(maskSamV('fromDevice', reply(0x9f, hexBytes('01020304')))).toEqual(reply(0x9f, new Uint8Array(4)));
  });
  it('shows nothing of half a frame, of a wrong one, or of noise', () => {
    const frame = reply(0x90, cardData(secret));
    expect(maskSamV('fromDevice', frame.slice(0, 700))).toBeNull();
    expect(maskSamV('fromDevice', frame.slice(700))).toBeNull();
    expect(maskSamV('fromDevice', concatBytes([Uint8Array.of(0xff), frame]))).toBeNull();
    frame[400] = (frame[400] ?? 0) ^ 1;
    expect(maskSamV('fromDevice', frame)).toBeNull();
  });
});
