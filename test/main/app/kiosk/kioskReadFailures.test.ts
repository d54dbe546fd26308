import { describe, expect, it } from 'vitest';
import { deviceConfig, type DeviceKind, type ReadFailure } from '../../../../main/contract/devices.ts';
import type { ErrorCode } from '../../../../main/contract/errors.ts';
import { devices, permit, setUp, trainingPermitQr } from './kioskBench.ts';

const idReader = deviceConfig.parse({
  id: 'kioskIdReader',
  kind: 'idCardReader',
  driver: 'sam-v',
  path: '/e',
  surface: 'kiosk',
});
const kiosk = () => {
  const bench = setUp({ devices: [...devices, idReader] });
  const fail = async (deviceId: string, kind: DeviceKind, reason: ReadFailure): Promise<void> => {
    await bench.intake.onReadFailed({ deviceId, kind, reason });
    await bench.kiosk.idle();
  };
  return { ...bench, fail };
};

describe('E6 a document that a reader of the kiosk could not read', () => {
  it.each<[ReadFailure, ErrorCode]>([
    ['truncated', 'mrzTruncated'],
    ['garbage', 'mrzUnreadable'],
  ])('a passport, %s, is named and costs a try', async (reason, code) => {
    const { kiosk: shown, fail, scan, toNotice } = kiosk();
    toNotice();
    await scan(trainingPermitQr(permit.permitNumber));
    await fail('kioskReader', 'passportReader', reason);
    expect(shown.view()).toMatchObject({ page: 'passport', problem: { code } });
    await fail('kioskReader', 'passportReader', reason);
    await fail('kioskReader', 'passportReader', reason);
    expect(shown.view()).toMatchObject({ page: 'slip', slip: null });
  });

  it.each<[ReadFailure, ErrorCode]>([
    ['invalidMedia', 'idCardUnusable'],
    ['truncated', 'idCardUnreadable'],
  ])('an identity card that nobody asked for, %s, is named and costs none', async (reason, code) => {
    const { kiosk: shown, fail, toNotice } = kiosk();
    toNotice();
    for (let times = 0; times < 5; times += 1) await fail('kioskIdReader', 'idCardReader', reason);
    expect(shown.view()).toMatchObject({ page: 'notice', problem: { code } });
  });
});
