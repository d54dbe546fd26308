import { describe, expect, it } from 'vitest';
import { chipKeyFacts, longestCertificate } from '../../../main/contract/devices.ts';
import { sealForChip, trainingChipKeys } from '../../../main/training/chipKeys.ts';
import { hexOf } from '../../../drivers/framing/bytes.ts';
import { maskApdu } from '../../../drivers/framing/apduMask.ts';
import { encodeApduFrame } from '../../../drivers/framing/apduFrames.ts';
import { changeAdminCommand } from '../../../drivers/framing/trainingChipCommands.ts';
import { simulateChip, type ChipWritten, type SimulatedChip } from '../../../drivers/sim/simulatedChip.ts';
import { drive } from '../helpers/drive.ts';
import { blank, chipBench } from './chipBench.ts';

const options = { personaliser: 'training', certificates: 'training' };
const certificate = hexOf(Uint8Array.from({ length: 517 }, (_, index) => index % 251));
const secret = Uint8Array.from({ length: 24 }, (_, index) => 200 - index);

/** A chip that knows SM2, with what was kept on it last and every APDU it was sent. */
function chipWithKeys(lose: (apdu: Uint8Array) => boolean = () => false) {
  let written: ChipWritten = {};
  const sent: Uint8Array[] = [];
  const inner = simulateChip(blank, {
    keys: trainingChipKeys,
    onWritten: (next) => (written = next),
  });
  const chip: SimulatedChip = {
    ...inner,
    respond(apdu) {
      sent.push(apdu);
      const answer = inner.respond(apdu);
      return lose(apdu) ? new Uint8Array(1) : answer;
    },
  };
  return { chip, sent, kept: () => written };
}

describe('D6 9 steps 11–12: key, certificate and administrator keys of a chip', () => {
  it('the chip makes its pair once and gives the same public key for ever', async () => {
    const { chip } = chipWithKeys();
    const { clock, handle, context } = await chipBench(chip, options);
    const first = await drive(clock, handle.chipKey(context()));
    expect(chipKeyFacts.parse(first)).toMatchObject({
      completion: { code: 'success' },
      provider: 'training',
      certificate: null,
      adminChanged: false,
    });
    expect((await drive(clock, handle.chipKey(context()))).publicKey).toBe(first.publicKey);
  });

  it('holds what was written and says so; only the chip can open the sealed secrets', async () => {
    const { chip, kept } = chipWithKeys();
    const { clock, handle, context } = await chipBench(chip, options);
    const { publicKey } = await drive(clock, handle.chipKey(context()));
    const adminBox = sealForChip(publicKey ?? '', secret);
    expect(await drive(clock, handle.writeCertificate({ certificate, adminBox }, context()))).toEqual({
      completion: { code: 'success' },
      provider: 'training',
    });
    expect(await drive(clock, handle.chipKey(context()))).toMatchObject({ certificate, adminChanged: true });
    expect(kept()['admin']).toBe(hexOf(secret));
    expect(adminBox).not.toContain(hexOf(secret));
  });

  it('a box sealed for another chip, or changed on its way, changes nothing', async () => {
    const { chip } = chipWithKeys();
    const { clock, handle, context } = await chipBench(chip, options);
    const { publicKey } = await drive(clock, handle.chipKey(context()));
    const other = sealForChip(trainingChipKeys.newPair().publicKey, secret);
    const mine = sealForChip(publicKey ?? '', secret);
    const bent = `${mine.slice(0, -2)}${mine.endsWith('00') ? '01' : '00'}`;
    for (const adminBox of [other, bent]) {
      const facts = await drive(clock, handle.writeCertificate({ certificate: null, adminBox }, context()));
      expect(facts.completion).toMatchObject({ code: 'commandErrorCode', errorCode: 'invalidMedia' });
    }
    expect(await drive(clock, handle.chipKey(context()))).toMatchObject({ adminChanged: false });
  });

  it('never sends a writing command twice: after a lost answer the chip says what is there', async () => {
    let parts = 0;
    const { chip, sent } = chipWithKeys((apdu) => apdu[1] === 0xd6 && ++parts === 2);
    const { clock, handle, context } = await chipBench(chip, options);
    await drive(clock, handle.chipKey(context()));
    const facts = await drive(clock, handle.writeCertificate({ certificate, adminBox: null }, context()));
    expect(facts.completion.code).not.toBe('success');
    const writes = sent.filter((apdu) => apdu[1] === 0xd6).map(hexOf);
    expect(new Set(writes).size).toBe(writes.length);
    expect(writes).toHaveLength(2);
    // Never sealed, so there is no certificate; the next attempt begins anew.
    expect((await drive(clock, handle.chipKey(context()))).certificate).toBeNull();
    await drive(clock, handle.writeCertificate({ certificate, adminBox: null }, context()));
    expect((await drive(clock, handle.chipKey(context()))).certificate).toBe(certificate);
  });

  it('a certificate that is there is never written over', async () => {
    const { chip } = chipWithKeys();
    const { clock, handle, context } = await chipBench(chip, options);
    await drive(clock, handle.writeCertificate({ certificate, adminBox: null }, context()));
    const again = await drive(
      clock,
      handle.writeCertificate({ certificate: 'FF00', adminBox: null }, context()),
    );
    expect(again.completion).toMatchObject({ errorCode: 'invalidMedia' });
    expect((await drive(clock, handle.chipKey(context()))).certificate).toBe(certificate);
  });

  it('the longest certificate fits, byte for byte', async () => {
    const longest = hexOf(Uint8Array.from({ length: longestCertificate }, (_, index) => index % 256));
    const { chip } = chipWithKeys();
    const { clock, handle, context } = await chipBench(chip, options);
    await drive(clock, handle.writeCertificate({ certificate: longest, adminBox: null }, context()));
    expect((await drive(clock, handle.chipKey(context()))).certificate).toBe(longest);
  });

  it('a chip that takes seconds to make its pair is waited for', async () => {
    const { chip } = chipWithKeys();
    const { clock, handle, context } = await chipBench(chip, options, (apdu) =>
      apdu[1] === 0x46 ? 5000 : 0,
    );
    expect(await drive(clock, handle.chipKey(context(20_000)))).toMatchObject({
      completion: { code: 'success' },
    });
  });

  it('without the option nothing is sent and nothing is claimed; a real card refuses', async () => {
    const { chip, sent } = chipWithKeys();
    const { clock, handle, context } = await chipBench(chip, { personaliser: 'training' });
    expect(await drive(clock, handle.chipKey(context()))).toMatchObject({
      completion: { code: 'unsupportedCommand' },
      provider: null,
    });
    expect(
      (await drive(clock, handle.writeCertificate({ certificate, adminBox: null }, context()))).provider,
    ).toBeNull();
    expect(sent).toEqual([]);
    const real = await chipBench(simulateChip(blank, { isOtherCard: () => true }), options);
    expect((await drive(real.clock, real.handle.chipKey(real.context()))).completion).toMatchObject({
      code: 'commandErrorCode',
      errorCode: 'invalidMedia',
    });
  });

  it('a trace shows no byte of a sealed secret', () => {
    const masked = maskApdu('toDevice', encodeApduFrame(changeAdminCommand(secret)));
    expect(masked).not.toBeNull();
    expect(hexOf(masked ?? secret)).not.toContain(hexOf(secret.subarray(0, 4)));
  });
});
