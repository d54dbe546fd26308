import { describe, expect, it } from 'vitest';
import { permitHandlers } from '../../../../main/app/cases/permitHandlers.ts';
import type { PermitRecord } from '../../../../main/contract/permit.ts';
import { samplePermit, sampleStaff, testCaller, testDeps } from '../../helpers/index.ts';

function desk(permits: readonly PermitRecord[]) {
  const deps = testDeps();
  deps.permits.savePage(permits, '1', '2026-11-25T01:00:00.000Z');
  deps.permits.indexNames(1000);
  const caller = testCaller(sampleStaff(['clerk']));
  const handlers = permitHandlers(deps);
  const search = async (text: string) => {
    const result = await handlers.permitSearch({ text }, caller);
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  };
  return { deps, search };
}
const permit = (number: number, familyName: string, changes: Partial<PermitRecord> = {}): PermitRecord =>
  samplePermit({
    permitNumber: `TEST${String(number).padStart(8, '0')}`,
    holder: { ...samplePermit().holder, familyName, givenNames: 'ANNA', passportNumber: `X000${number}7777` },
    ...changes,
  });

describe('A4 the search in the permits of the station', () => {
  it('finds by a part of the name, by permit number and by passport number, valid ones first', async () => {
    const { search } = desk([
      permit(1, 'MÜLLER', { status: 'cancelled' }),
      permit(2, 'MUELLER'),
      permit(3, 'OLSEN'),
    ]);
    const numbers = async (text: string) =>
      (await search(text)).found.map(({ permitNumber }) => permitNumber);
    expect(await numbers('mueller anna')).toEqual(['TEST00000002', 'TEST00000001']);
    expect(await numbers('test 0000 0003')).toEqual(['TEST00000003']);
    expect(await numbers('x00037777')).toEqual(['TEST00000003']);
    expect(await numbers('nobody')).toEqual([]);
  });

  it('shows what tells people apart, and no whole passport number', async () => {
    const { search } = desk([permit(1, 'MEIER')]);
    const { found } = await search('meier');
    expect(found).toEqual([
      expect.objectContaining({
        familyName: 'MEIER',
        passportTail: '7777',
        fetchedAt: '2026-11-25T01:00:00.000Z',
      }),
    ]);
    expect(JSON.stringify(found)).not.toContain('X00017777');
  });

  it('says that there are more, and that names are still being taken in', async () => {
    const { deps, search } = desk(Array.from({ length: 25 }, (_, index) => permit(index, 'MEIER')));
    expect(await search('meier')).toMatchObject({ more: true, waiting: 0 });
    deps.permits.savePage([permit(99, 'MEIER')], '2', '2026-11-25T02:00:00.000Z');
    expect(await search('meier')).toMatchObject({ waiting: 1 });
  });

  it('I1 I6 every search is on the chain by what it found, never by what was typed', async () => {
    const { deps, search } = desk([permit(1, 'MEIER')]);
    const before = deps.stores.audit.verify().rows;
    await search('meier');
    await search('meier');
    expect(deps.stores.audit.verify().rows).toBe(before + 2);
    expect(deps.stores.audit.tells('read.permitSearch', 'permits')).toBe(true);
  });
});
