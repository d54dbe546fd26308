import { describe, expect, it } from 'vitest';
import { readFailure, type DeviceKind } from '../../../../main/contract/devices.ts';
import { describeError, type ErrorCode } from '../../../../main/contract/errors.ts';
import { trainingPermitQr } from '../../../../main/domain/rules/readQr.ts';
import { inspect } from '../../helpers/index.ts';
import { goodPermit, openDesk } from './desk.ts';

type ReadingKind = Extract<DeviceKind, 'scanner' | 'passportReader' | 'idCardReader'>;
const audited: Readonly<Record<ReadingKind, string>> = {
  scanner: 'qr.refused',
  passportReader: 'mrz.refused',
  idCardReader: 'idCard.refused',
};
const named = (kind: ReadingKind, reason: string): ErrorCode => {
  if (kind === 'scanner') return 'qrDamaged';
  if (kind === 'passportReader') return reason === 'truncated' ? 'mrzTruncated' : 'mrzUnreadable';
  return reason === 'invalidMedia' ? 'idCardUnusable' : 'idCardUnreadable';
};
const kinds = Object.keys(audited) as ReadingKind[];

describe('A3 a document that a reader could not read is named for what it is', () => {
  it.each(kinds.flatMap((kind) => readFailure.options.map((reason) => [kind, reason] as const)))(
    '%s, %s',
    async (kind, reason) => {
      const desk = openDesk();
      await desk.scan(trainingPermitQr(goodPermit().permitNumber));
      const before = desk.deps.stores.cases.get(desk.current());
      desk.deps.bus.clear();

      await desk.intake.onReadFailed({ deviceId: 'reader', kind, reason });

      expect(desk.problems()).toEqual([named(kind, reason)]);
      expect(desk.deps.stores.cases.get(desk.current())).toEqual(before);
      const chain = inspect(desk.deps.stores, (database) =>
        database.prepare("SELECT event, subject FROM audit WHERE event LIKE '%.refused'").all(),
      );
      expect(chain).toEqual([{ event: audited[kind], subject: 'reader' }]);
    },
  );

  it('a card that cannot be used is never called a damaged QR, in either language', () => {
    const { message: zh, remedy } = describeError({ code: 'idCardUnusable' }, 'zh');
    expect(zh).toContain('证件阅读器');
    expect(remedy).toContain('护照');
    expect(describeError({ code: 'idCardUnusable' }, 'en').message).toContain('identity card reader');
  });
});
