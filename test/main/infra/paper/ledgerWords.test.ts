import { describe, expect, it } from 'vitest';
import { unitState, wasteReason } from '../../../../main/contract/stock.ts';
import { actorWords, ledgerWords, outcomeWords } from '../../../../main/infra/paper/ledgerWords.ts';

describe('H4 words of the ledger', () => {
  it('says movements of blanks in both languages', () => {
    expect(outcomeWords('hopper→used')).toEqual(['料斗→已用 hopper → used']);
    expect(outcomeWords('new→vault')).toEqual(['新入→库房 new → vault']);
    expect(outcomeWords('hopper→wasted printFault')).toEqual([
      '料斗→废卡（打印瑕疵）',
      'hopper → wasted: print fault',
    ]);
  });

  it('knows every state and every reason there is', () => {
    for (const from of ['new', ...unitState.options])
      for (const to of unitState.options)
        expect(outcomeWords(`${from}→${to}`)[0]).toMatch(/^\p{Script=Han}+→\p{Script=Han}+ /u);
    for (const reason of wasteReason.options)
      expect(outcomeWords(`desk→wasted ${reason}`)[0]).toMatch(/（\p{Script=Han}+）$/u);
  });

  it('prints as it is stored what it does not know', () => {
    expect(outcomeWords('moon→used')).toEqual(['moon→used']);
    expect(outcomeWords('')).toEqual(['']);
    expect(outcomeWords('accepted')).toEqual(['受理 accepted']);
    expect(ledgerWords('something.else')).toBe('something.else');
  });

  it('names the kiosk and the system, people as they are', () => {
    expect(['kiosk', 'system', '李敏'].map(actorWords)).toEqual(['自助机 kiosk', '系统 system', '李敏']);
  });
});
