import { describe, expect, it } from 'vitest';
import { withdrawnPaper } from '../../../../main/contract/outcomes.ts';
import { act, acceptedDesk, boss, lastPaper, revoke } from './afterwards.ts';
import { codeOf, must, type Desk } from './desk.ts';

describe('C5 C7 what is withdrawn is told upstream', () => {
  const rows = (desk: Desk) =>
    desk.deps.stores.outbox.open().filter(({ kind }) => kind === 'notice.withdrawn');

  it('one row for each paper that does not count any more, by which, and without a person in it', async () => {
    const desk = await acceptedDesk();
    expect(rows(desk)).toEqual([]);
    const [paper] = desk.view().notices;
    const wish = { noticeId: paper?.id, reason: '姓名有误', correction: 'EXAMPLE, PERSONA' };
    must(await act(desk, 'caseCorrect', wish as never, boss));
    const correction = lastPaper(desk).number;
    must(await revoke(desk));
    const at = desk.deps.clock.iso();
    expect(rows(desk).map(({ payload }) => withdrawnPaper.strict().parse(payload))).toEqual([
      { number: paper?.number, kind: 'acceptance', how: 'superseded', by: correction, at },
      { number: correction, kind: 'correction', how: 'revoked', by: lastPaper(desk).number, at },
    ]);
    expect(rows(desk)[0]).toMatchObject({ caseId: desk.current(), owner: 'Test other' });
    const { holder, permitNumber } = desk.view().snapshot.record;
    for (const part of [holder.familyName, holder.passportNumber, permitNumber, 'Decided by mistake'])
      expect(JSON.stringify(rows(desk).map(({ payload }) => payload))).not.toContain(part);
  });

  it('a decision that is refused tells nothing', async () => {
    const desk = await acceptedDesk();
    must(await act(desk, 'caseHold', { reason: 'x' }));
    expect(codeOf(await revoke(desk))).toBe('caseHeld');
    expect(rows(desk)).toEqual([]);
  });
});
