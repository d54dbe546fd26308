import { describe, expect, it } from 'vitest';
import type { WithdrawnPaper } from '../../../../main/contract/outcomes.ts';
import { inspect, openTestStores, tamper } from '../../helpers/index.ts';
import { noon } from './records.ts';

const paper = (serial: number, changes: Partial<WithdrawnPaper> = {}): WithdrawnPaper => ({
  number: `SZ51-SL-2026-${String(serial).padStart(6, '0')}`,
  kind: 'acceptance',
  how: 'revoked',
  by: 'SZ51-CX-2026-000001',
  at: noon,
  ...changes,
});

describe('C5 the list of withdrawn papers', () => {
  it('is empty and of no age at first; then every entry is found by its number, over a restart too', () => {
    const stores = openTestStores();
    const { withdrawnPapers } = stores;
    expect([withdrawnPapers.cursor(), withdrawnPapers.asOf()]).toEqual(['', null]);
    const bare = paper(2, { kind: 'kindOfLater', how: 'superseded', by: null });
    stores.run(() => withdrawnPapers.savePage({ papers: [paper(1), bare], cursor: 's2', asOf: noon }));
    stores.close();
    const again = openTestStores(stores).withdrawnPapers;
    expect([again.byNumber(paper(1).number), again.byNumber(bare.number)]).toEqual([paper(1), bare]);
    expect(again.byNumber(paper(3).number)).toBeNull();
    expect([again.cursor(), again.asOf()]).toEqual(['s2', noon]);
  });

  it('a page that is not the last moves the cursor and not the age', () => {
    const { run, withdrawnPapers } = openTestStores();
    run(() => withdrawnPapers.savePage({ papers: [], cursor: 's1', asOf: noon }));
    run(() => withdrawnPapers.savePage({ papers: [paper(1)], cursor: 's2', asOf: null }));
    expect([withdrawnPapers.cursor(), withdrawnPapers.asOf()]).toEqual(['s2', noon]);
  });

  it('a page and its cursor come together or not at all', () => {
    const { run, withdrawnPapers } = openTestStores();
    const page = { papers: [paper(1)], cursor: 's1', asOf: noon };
    expect(() => withdrawnPapers.savePage(page)).toThrow('outside a transaction');
    const broken = [paper(1), paper(2, { how: 'lost' as WithdrawnPaper['how'] })];
    expect(() => run(() => withdrawnPapers.savePage({ ...page, papers: broken }))).toThrow(/CHECK/);
    expect([withdrawnPapers.byNumber(paper(1).number), withdrawnPapers.cursor()]).toEqual([null, '']);
  });

  it('an entry that comes again is as it came last, and none is ever taken off', () => {
    const stores = openTestStores();
    const { run, withdrawnPapers } = stores;
    const later = paper(1, { how: 'superseded', by: 'SZ51-GZ-2026-000001' });
    for (const each of [paper(1), later])
      run(() => withdrawnPapers.savePage({ papers: [each], cursor: 's', asOf: null }));
    expect(withdrawnPapers.byNumber(later.number)).toEqual(later);
    expect(() => inspect(stores, (database) => database.exec('DELETE FROM withdrawnPapers'))).toThrow(
      'a withdrawn paper stays withdrawn',
    );
    tamper(stores, (database) => database.exec('DELETE FROM withdrawnPapers'));
    expect(withdrawnPapers.byNumber(later.number)).toBeNull();
  });
});
