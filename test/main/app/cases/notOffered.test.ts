import { describe, expect, it } from 'vitest';
import { must, openDesk } from './desk.ts';

describe('I7 what needs a number is not offered while the station may give none', () => {
  const revoke = ({ deps }: ReturnType<typeof openDesk>): void => {
    const at = deps.clock.iso();
    deps.stores.run(() => deps.stores.standings.set('revoked', { at, by: ['queue'] }, at));
  };

  it('the acceptance of a whole case names the reason, and is offered again afterwards', async () => {
    const desk = openDesk();
    await desk.begin();
    desk.checkAll();
    expect(desk.view().accept).toEqual({ allowed: true, reasons: [] });
    revoke(desk);
    expect(desk.view().accept).toMatchObject({ allowed: false, reasons: [{ code: 'stationRevoked' }] });
    desk.deps.stores.run(() => desk.deps.stores.standings.clear('revoked'));
    expect(desk.view().accept.allowed).toBe(true);
  });

  it('so does the supplement notice; what the case itself lacks is said first', async () => {
    const desk = openDesk();
    await desk.begin();
    desk.checkAll(['DEGREE']);
    const before = desk.view().accept;
    must(desk.verdict('DEGREE', 'missing'));
    expect(desk.view().supplement.allowed).toBe(true);
    revoke(desk);
    expect(desk.view().supplement).toMatchObject({ allowed: false, reasons: [{ code: 'stationRevoked' }] });
    expect(before.allowed).toBe(false);
    expect(desk.view().accept.reasons.map(({ code }) => code)).not.toContain('stationRevoked');
  });
});
