import { describe, expect, it } from 'vitest';
import { trainingPermitQr } from '../../../../main/domain/rules/readQr.ts';
import { inspect, openTestPermitCache } from '../../helpers/index.ts';
import { goodPermit, openDesk, zoneOf } from './desk.ts';

const permit = goodPermit();
const qr = trainingPermitQr(permit.permitNumber);
const online = (record = permit) => ({
  kind: 'answer' as const,
  value: { permit: record, at: '2026-11-25T01:20:00.000Z' },
});

describe('A1 bad input has a name, changes nothing and is on the chain', () => {
  const good = zoneOf(permit);
  const altered = (line: string, at: number, to: string): string =>
    line.slice(0, at) + to + line.slice(at + 1);
  const [line1 = '', line2 = ''] = good;

  it.each([
    ['a QR of another system', { scan: 'https://example.org/?id=1' }, 'qrForeign'],
    ['a damaged QR', { scan: qr.slice(0, -1) }, 'qrDamaged'],
    ['an unknown permit, offline', { scan: trainingPermitQr('NOSUCH0001') }, 'permitUnknown'],
    ['a truncated zone', { lay: [line1, line2.slice(0, 30)] }, 'mrzTruncated'],
    [
      'a wrong check digit',
      { lay: [line1, altered(line2, 9, line2[9] === '1' ? '2' : '1')] },
      'mrzCheckDigit',
    ],
    ['the passport of somebody else', { lay: zoneOf(permit, { documentNumber: 'X99' }) }, 'passportDiffers'],
  ])('%s', async (_what, input: { scan?: string; lay?: string[] }, code) => {
    const desk = openDesk();
    await desk.begin();
    const before = desk.deps.stores.cases.get(desk.current());
    desk.deps.bus.clear();
    if (input.scan !== undefined) await desk.scan(input.scan);
    if (input.lay !== undefined) await desk.lay(input.lay);
    expect(desk.problems()).toEqual([code]);
    expect(desk.deps.stores.cases.get(desk.current())).toEqual(before);
    const chain = inspect(desk.deps.stores, (database) =>
      database.prepare("SELECT event, detail FROM audit WHERE event LIKE '%.refused'").all(),
    );
    expect(chain).toHaveLength(1);
    expect(JSON.stringify(chain)).toContain(code);
    // Class only: not what was read.
    expect(JSON.stringify(chain) + JSON.stringify(desk.deps.log.lines)).not.toMatch(
      /EXAMPLE|C01X00T47|NOSUCH/,
    );
  });

  it('a visa before the passport', async () => {
    const desk = openDesk();
    await desk.scan(qr);
    const before = desk.deps.stores.cases.get(desk.current());
    await desk.lay([`V${line1.slice(1)}`, line2]);
    expect(desk.problems()).toEqual(['mrzVisa']);
    expect(desk.deps.stores.cases.get(desk.current())).toEqual(before);
  });

  it('a passport without a case', async () => {
    const desk = openDesk();
    await desk.lay(good);
    expect(desk.problems()).toEqual(['noOpenCase']);
  });

  it('an expired passport is kept for the supplement notice and told', async () => {
    const desk = openDesk();
    await desk.scan(qr);
    await desk.lay(zoneOf(permit, { expiryDate: '2026-11-24' }));
    expect(desk.problems()).toEqual(['passportDiffers', 'passportExpired']);
    const view = desk.view();
    expect(view.passportExpired).toBe(true);
    expect(view.accept.reasons.map((reason) => reason.code)).toContain('passportExpired');
    expect(view.documents.find((row) => row.code === 'PASSPORT')?.dateChecks[0]?.result).toBe('fails');
  });

  it.each([
    ['garbage', { kind: 'linkFault' as const, detail: 'no schema' }, 'upstreamAnswerBad'],
    ['nothing', { kind: 'offline' as const, detail: '500' }, 'permitUnknown'],
    ['another permit', online({ ...permit, permitNumber: 'OTHER00001' }), 'upstreamAnswerBad'],
  ])('an upstream that answers %s opens no case', async (_what, answer, code) => {
    const desk = openDesk({ permits: openTestPermitCache() }, []);
    desk.link.online = true;
    desk.deps.upstream.answer('permitVerify', () => answer);
    await desk.scan(qr);
    expect(desk.problems()).toEqual([code]);
    expect(desk.rows()).toEqual([]);
  });
});
