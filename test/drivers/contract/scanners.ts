import type { CommandContext, DriverHandle, ScannerHandle } from '../../../drivers/api/driver.ts';
import { concatBytes } from '../../../drivers/framing/bytes.ts';
import { encodeScan } from '../../../drivers/framing/hidPosReports.ts';
import { encodeSsi, ssiOpcodes, ssiSource } from '../../../drivers/framing/ssiFrames.ts';
import { hidPosDriver } from '../../../drivers/scanners/hidPos.ts';
import { serialTextDriver } from '../../../drivers/scanners/serialText.ts';
import { zebraSsiDriver } from '../../../drivers/scanners/zebraSsi.ts';
import { hidOver, simulateHidPosScanner } from '../../../drivers/sim/hidPosScanner.ts';
import { simulateScanner } from '../../../drivers/sim/scannerSimulator.ts';
import { simulateSsiScanner } from '../../../drivers/sim/ssiScanner.ts';
import type { DriverUnderContract } from '../../kit/driverContract.ts';
import { hexOfText, scannerConfig } from '../scanners/bench.ts';

const asScanner = (handle: DriverHandle): ScannerHandle => handle as ScannerHandle;
const commands = {
  trigger: async (handle: DriverHandle, context: CommandContext) =>
    asScanner(handle).trigger?.(true, context),
  release: async (handle: DriverHandle, context: CommandContext) =>
    asScanner(handle).trigger?.(false, context),
  attention: async (handle: DriverHandle, context: CommandContext) => handle.signal?.('attention', context),
};

/** A made-up holder in every encoding a code may have. */
const secrets = ['ERIKSSON', '19740812', '艾瑞克森'];
const utf8 = new TextEncoder().encode(']Q1ZK|ERIKSSON|19740812|艾瑞克森');
const gb18030 = concatBytes([utf8.slice(0, 24), hexOfText('B0AC C8F0 BFCB C9AD')]);
const cr = Uint8Array.of(0x0d);

const ssiRead = (text: Uint8Array): Uint8Array =>
  encodeSsi(ssiOpcodes.decodeData, ssiSource.decoder, concatBytes([Uint8Array.of(0x1c), text]));

export const scannersUnderContract: Readonly<Record<string, DriverUnderContract>> = {
  'serial-text': {
    driver: serialTextDriver,
    config: scannerConfig('serial-text'),
    attach: (port, clock) => void simulateScanner(port, clock),
  },
  'serial-text of Newland': {
    driver: serialTextDriver,
    config: scannerConfig('serial-text', { trigger: 'newland' }),
    attach: (port, clock) => void simulateScanner(port, clock, { commands: 'newland' }),
    personal: [
      { bytes: concatBytes([utf8, cr]), secrets },
      { bytes: concatBytes([gb18030, cr]), secrets },
      { bytes: utf8.slice(5), secrets },
      { bytes: concatBytes([hexOfText('02 01 30 30 30 30 23'), utf8, hexOfText('06 3B 03')]), secrets },
      // A code that looks like an answer to a command.
      { bytes: new TextEncoder().encode('\x02\x010000#ERIKSSON19740812\x06;\x03'), secrets },
    ],
    commands,
  },

  'serial-text of Honeywell': {
    driver: serialTextDriver,
    config: scannerConfig('serial-text', { trigger: 'honeywell' }),
    attach: (port, clock) => void simulateScanner(port, clock, { commands: 'honeywell' }),
    commands,
  },

  'zebra-ssi': {
    driver: zebraSsiDriver,
    config: scannerConfig('zebra-ssi'),
    attach: (port, clock) => void simulateSsiScanner(port, clock),
    personal: [
      { bytes: ssiRead(utf8), secrets },
      { bytes: concatBytes([ssiRead(gb18030), ssiRead(utf8)]), secrets },
      { bytes: ssiRead(utf8).slice(3), secrets },
    ],
    commands,
  },

  'hid-pos': {
    driver: hidPosDriver,
    config: scannerConfig('hid-pos'),
    attach: (port, clock) => void simulateHidPosScanner(port, clock),
    transport: (cable) => hidOver(cable),
    personal: [utf8, gb18030, concatBytes([utf8, utf8])].flatMap((data) =>
      encodeScan({ aim: ']Q1', data: data.slice(3) }).map((bytes) => ({ bytes, secrets })),
    ),
    commands,
  },
};
