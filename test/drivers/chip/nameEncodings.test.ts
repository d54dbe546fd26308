import { describe, expect, it } from 'vitest';
import { gb18030Bytes } from '../../../main/contract/devices.ts';
import { hexOf } from '../../../drivers/framing/bytes.ts';
import { cardProfiles } from '../../../drivers/readers/cardProfiles.ts';
import { simulateChip } from '../../../drivers/sim/simulatedChip.ts';
import { drive } from '../helpers/drive.ts';
import { blank, chipBench } from './chipBench.ts';

/** Names that fit 30 bytes in either encoding: Chinese, outside the first plane, Latin with and without marks, Uygur with its point. */
const names = [
  '张三',
  '\u{20bb7}田\u3b4e镕',
  "O'NEILL-ŠPECIMEN ÅSA",
  'ÖRNEKOĞLU GÖKÇE',
  '买买提·吐尔',
  'ERIKSSON ANNA',
];
const bytesOf = {
  'utf-8': (name: string) => new TextEncoder().encode(name),
  gb18030: (name: string) => gb18030Bytes(name) ?? new Uint8Array(),
} as const;

/** What a station reads from a card whose name was written in `encoding`, when its configuration names `profile`. */
async function readName(profile: string, encoding: keyof typeof bytesOf, name: string): Promise<unknown> {
  const value = new Uint8Array(30);
  value.set(bytesOf[encoding](name));
  const modes: readonly number[] = cardProfiles.find((each) => each.name === profile)?.selectModes ?? [];
  const chip = simulateChip(
    { ...blank, written: { '06/09': hexOf(value) } },
    { selectMode: modes.includes(0x02) ? 0x02 : 0x00 },
  );
  const { clock, handle, context } = await chipBench(chip, { profile });
  return (await drive(clock, handle.readChip(context()))).holderName;
}

describe('F7 the encoding of names is a matter of configuration', () => {
  it.each(cardProfiles.map(({ name, nameEncoding }) => [name, nameEncoding] as const))(
    '%s reads names in %s whole, rare characters and Latin letters alike',
    async (profile, encoding) => {
      const read: unknown[] = [];
      for (const name of names) read.push(await readName(profile, encoding, name));
      expect(read).toEqual(names);
    },
  );

  it('Latin letters without marks are the same in both, so that a wrong profile shows first at another name', async () => {
    expect(await readName('national', 'utf-8', 'ERIKSSON ANNA')).toBe('ERIKSSON ANNA');
    expect(await readName('utf8Names', 'gb18030', 'ERIKSSON ANNA')).toBe('ERIKSSON ANNA');
    // 陆 in GBK is the UTF-8 of ½: nothing on the card says which it is, the profile does.
    expect(await readName('national', 'gb18030', '陆')).toBe('陆');
    expect(await readName('utf8Names', 'gb18030', '陆')).not.toBe('陆');
  });
});
