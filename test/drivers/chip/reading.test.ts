import { describe, expect, it } from 'vitest';
import { gb18030Bytes, nameOnChip } from '../../../main/contract/devices.ts';
import { concatBytes, hexBytes, hexOf } from '../../../drivers/framing/bytes.ts';
import { decodeGb18030 } from '../../../drivers/framing/decodeText.ts';
import { fieldDate, fieldName, fieldText, nameGoesOn } from '../../../drivers/readers/cardFields.ts';
import { cardProfiles } from '../../../drivers/readers/cardProfiles.ts';
import { apduSocketDriver } from '../../../drivers/readers/chip.ts';
import { parseTlvs } from '../../../drivers/readers/tlv.ts';
import { simulateChip } from '../../../drivers/sim/simulatedChip.ts';
import { memoryCable } from '../../../drivers/transports/memoryTransport.ts';
import { drive } from '../helpers/drive.ts';
import { atr, blank, chipBench, chipConfig, record } from './chipBench.ts';

const names = [
  '张三',
  // U+20BB7 has four bytes (95 34 B2 35), U+3B4E too; 镕 is in GBK only.
  '\u{20bb7}田\u3b4e镕',
  'ERIKSSON ANNA MARIA',
  "O'NEILL-ŠPECIMEN ÅSA",
  '买买提·吐尔逊',
  // Goes on in 4E, with the border in the middle of a character.
  'SPECIMEN MARIA THERESIA 张三李四王五赵六',
];

describe('F7 names on a chip', () => {
  it.each(names)('%s comes back as it was written', async (holderName) => {
    const { clock, handle, context } = await chipBench(simulateChip({ ...blank, holderName }));
    expect((await drive(clock, handle.readChip(context()))).holderName).toBe(holderName);
  });

  it('has the bytes of the public tables', () => {
    expect(hexOf(gb18030Bytes('\u{20bb7}') ?? new Uint8Array(0))).toBe('9534B235');
    expect(hexOf(gb18030Bytes('社会保障') ?? new Uint8Array(0))).toBe('C9E7BBE1B1A3D5CF');
    expect(gb18030Bytes('\ud800')).toBeNull();
    expect(gb18030Bytes('A\0')).toBeNull();
  });

  it('every character of the first plane and of the rare ones decodes to itself', () => {
    let wrong = 0;
    const every = [...Array(0x2ffff).keys()].filter(
      (point) => point > 0 && (point < 0xd800 || point > 0xf8ff),
    );
    for (const point of every) {
      const text = String.fromCodePoint(point);
      const bytes = gb18030Bytes(text);
      if (bytes !== null && decodeGb18030(bytes) !== text) wrong += 1;
      if (bytes === null) wrong += 1;
    }
    // U+FFFD stands for what cannot be decoded, so it is nobody's name.
    expect(wrong).toBe(1);
  });

  it('cuts at a whole character, in 09 and in 4E', () => {
    const long = nameOnChip('张'.repeat(40));
    expect([long?.text.length, long?.name.length, long?.extension.length]).toEqual([25, 30, 20]);
    const border = nameOnChip(`${'A'.repeat(29)}张B`);
    expect([border?.name.length, border?.extension.length]).toEqual([29, 3]);
  });

  it('decodes in the order of the profile and falls back to the other one', () => {
    const utf8 = new TextEncoder().encode('许可');
    expect(fieldName(utf8, null, 'utf-8')).toBe('许可');
    expect(fieldName(hexBytes('C9E7BBE1 0000'), null, 'utf-8')).toBe('社会');
    // 陆 is C2 BD in GBK, which is also the UTF-8 of ½.
    expect(fieldName(hexBytes('C2BD 0000'), null, 'gb18030')).toBe('陆');
    // E6 9D 8E (李) has an odd number of bytes and is no GB18030.
    expect(fieldName(new TextEncoder().encode('李'), null, 'gb18030')).toBe('李');
    expect(fieldName(hexBytes('FFFF'), null, 'gb18030')).toBeNull();
    expect(fieldName(hexBytes('81'), null, 'gb18030')).toBeNull();
  });

  it('leaves the rest of an older, longer name where it is', () => {
    expect(nameGoesOn(hexBytes('4141 0000'))).toBe(false);
    expect(nameGoesOn(new Uint8Array(30).fill(0x41))).toBe(true);
  });
});

describe('F7 fields', () => {
  it('reads dates in BCD and no others', () => {
    expect(fieldDate(hexBytes('20261124'))).toBe('2026-11-24');
    for (const wrong of ['00000000', '20260230', '2026112F', 'FFFFFFFF', '202611'])
      expect(fieldDate(hexBytes(wrong))).toBeNull();
  });
  it('a TLV object that is cut off is none', () => {
    expect(parseTlvs(hexBytes('0903 4141'))).toBeNull();
    expect(parseTlvs(hexBytes('0902 4141 FF00'))).toEqual([{ tag: '09', value: hexBytes('4141') }]);
  });
  it('takes zeros, FF and blanks for padding', () => {
    expect(fieldText(hexBytes('3132 2000 FFFF'))).toBe('12');
    expect(fieldText(hexBytes('0000'))).toBeNull();
    expect(fieldText(hexBytes('C9E7'))).toBeNull();
  });
});

describe('F7 province profiles', () => {
  const content = { ...blank, ...record, holderName: names.at(-1) };
  it.each(cardProfiles.map((profile) => profile.name))('%s reads the whole card', async (profile) => {
    const modes: readonly number[] = cardProfiles.find((each) => each.name === profile)?.selectModes ?? [];
    const chip = simulateChip(content, { selectMode: modes.includes(0x02) ? 0x02 : 0x00 });
    const { clock, handle, context } = await chipBench(chip, { profile });
    const { holderName, ...rest } = await drive(clock, handle.readChip(context()));
    const { holderName: wanted, ...others } = content;
    expect(rest).toEqual({
      completion: { code: 'success' },
      atr,
      specificationVersion: '3.00',
      ...others,
    });
    // A card with GBK names is not one for the UTF-8 profile.
    if (profile !== 'utf8Names') expect(holderName).toBe(wanted);
  });

  it('finds a file by the plain SELECT where the card does not know the other one', async () => {
    const { clock, handle, context } = await chipBench(simulateChip(content, { selectMode: 0x00 }));
    expect((await drive(clock, handle.readChip(context()))).cardNumber).toBe(record.cardNumber);
  });

  it('a profile that is not there is named as a wrong option', async () => {
    const { clock } = await chipBench(simulateChip(blank));
    const cable = memoryCable();
    const opened = await apduSocketDriver.open(
      cable.host,
      clock,
      {
        scan: () => undefined,
        mrz: () => undefined,
        idCard: () => undefined,
        readFailed: () => undefined,
        facts: () => undefined,
      },
      chipConfig({ profile: 'atlantis' }),
    );
    expect(opened).toMatchObject({ ok: false, problem: 'badOptions' });
  });

  it('names a region that wants the PIN, reads what is free and never tries one', async () => {
    const chip = simulateChip(content, { isPinRequired: () => true });
    const sent: number[] = [];
    const { clock, handle, context } = await chipBench({
      ...chip,
      respond(apdu) {
        sent.push(apdu[1] ?? 0);
        return chip.respond(apdu);
      },
    });
    expect(await drive(clock, handle.readChip(context()))).toMatchObject({
      completion: { code: 'success', detail: 'pinRequired' },
      cardNumber: record.cardNumber,
      bankCardNumber: blank.bankCardNumber,
      socialSecurityNumber: null,
      holderName: null,
    });
    expect(sent).not.toContain(0x20);
  });

  it('decides by SELECT: an old bank card with the same ATR is another card', async () => {
    const { clock, handle, context } = await chipBench(simulateChip(content, { isOtherCard: () => true }));
    expect(await drive(clock, handle.readChip(context()))).toMatchObject({
      completion: { errorCode: 'invalidMedia' },
      atr,
      cardIdentifier: null,
      bankCardNumber: null,
    });
  });
});

describe('F4 what may be seen of a chip', () => {
  it('shows headers, file names and status words, and nobody', () => {
    const mask = (direction: 'toDevice' | 'fromDevice', hex: string): string | null => {
      const masked = apduSocketDriver.mask?.(direction, hexBytes(hex)) ?? null;
      return masked === null ? null : hexOf(masked);
    };
    expect(mask('toDevice', '0007 00A4020002EF05')).toBe('000700A4020002EF05');
    expect(mask('toDevice', '0007 E0D20705023131')).toBe('0007E0D20705020000');
    expect(mask('fromDevice', '0007 0903414E4E9000')).toBe('000700000000009000');
    expect(mask('fromDevice', '0005 3B6D119022')).toBe('00053B00000000');
    expect(mask('fromDevice', '0005 3B6D')).toBeNull();
    expect(mask('fromDevice', 'FFFF 3B6D')).toBeNull();
    const answer = gb18030Bytes(record.holderName) ?? new Uint8Array(0);
    const frame = concatBytes([Uint8Array.of(0, answer.length + 2), answer, hexBytes('9000')]);
    expect(hexOf(apduSocketDriver.mask?.('fromDevice', frame) ?? answer)).not.toContain(
      hexOf(answer).slice(0, 6),
    );
  });
});
