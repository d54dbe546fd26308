import { describe, expect, it } from 'vitest';
import { handOverInput } from '../../../main/contract/handOver.ts';
import {
  emptyDraft,
  inputOf,
  missingIn,
  proofKinds,
  type HandOverDraft,
} from '../../../renderer/features/cards/handOverDraft.ts';

const known = { passportReadAt: null, codeReadAt: null, holderPin: false, atBezel: false };
const readAt = '2026-11-25T01:00:00.000Z';
const draft = (changes: Partial<HandOverDraft> = {}): HandOverDraft => ({ ...emptyDraft, ...changes });
const whole = draft({ byEye: true, lastFour: '0t47', phone: ' 0755 00000000 ', proof: 'onPaper' });

describe('D11 the form of a hand-over', () => {
  it('names everything that is missing at once, in the order of the form', () => {
    expect(missingIn(draft(), { ...known, holderPin: true })).toEqual([
      'identity',
      'phone',
      'signature',
      'pin',
    ]);
    expect(missingIn(draft({ recipient: 'agent', proof: 'secondFactor' }), known)).toEqual([
      'agentName',
      'citizenId',
      'phone',
      'code',
    ]);
    expect(missingIn(draft({ byEye: true, lastFour: '04' }), known)).toContain('lastFour');
  });

  it('the reader’s word and a scanned code need nothing typed', () => {
    const seen = { ...known, passportReadAt: readAt, codeReadAt: readAt };
    const filled = draft({ phone: '123456', proof: 'secondFactor' });
    expect(missingIn(filled, seen)).toEqual([]);
    expect(inputOf(filled, seen)).toMatchObject({
      identity: { how: 'passportRead' },
      proof: { kind: 'secondFactor' },
    });
  });

  it('what it sends is what the host takes: typed letters become upper case, spaces go', () => {
    expect(missingIn(whole, known)).toEqual([]);
    expect(handOverInput.parse(inputOf(whole, known))).toEqual({
      recipient: 'holder',
      phone: '0755 00000000',
      identity: { how: 'byEye', document: 'passport', lastFour: '0T47' },
      proof: { kind: 'onPaper' },
      pin: 'notAvailable',
    });
    const agent = draft({
      ...whole,
      recipient: 'agent',
      agentName: 'Test Agent',
      citizenId: '11010519491231002x',
    });
    expect(handOverInput.parse(inputOf(agent, known))).toMatchObject({
      identity: { document: 'citizenId', lastFour: '002X' },
      agent: { citizenId: '11010519491231002X', relation: 'employer' },
    });
  });

  it('an agent’s particulars do not go along with the holder', () => {
    expect(inputOf(draft({ ...whole, agentName: 'Test Agent' }), known)).not.toHaveProperty('agent');
  });

  it('at a kiosk the attendant stands for the signature; elsewhere nobody may say so, but after an offer in the dark', () => {
    expect(proofKinds({ ...known, atBezel: true }, false)).toEqual(['atBezel']);
    expect(proofKinds(known, false)).not.toContain('atBezel');
    expect(proofKinds(known, true)).toContain('atBezel');
  });

  it('a keyboard alone is enough: there is always a proof without a pen', () => {
    expect(proofKinds(known, false)).toContain('onPaper');
    expect(missingIn({ ...whole, strokes: [] }, known)).toEqual([]);
  });
});
