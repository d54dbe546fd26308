import type {
  AgentRelation,
  HandOverDocument,
  HandOverInput,
  SignatureStrokes,
} from '../../../main/contract/handOver.ts';
import type { CardJobView } from '../../../main/contract/cards.ts';

export type ProofKind = HandOverInput['proof']['kind'];

/** What is filled in so far. Lives only as long as the form is open. */
export interface HandOverDraft {
  readonly recipient: 'holder' | 'agent';
  readonly phone: string;
  /** Null = the reader's word, where it read the passport. */
  readonly byEye: boolean;
  readonly document: Exclude<HandOverDocument, 'citizenId'>;
  readonly lastFour: string;
  readonly agentName: string;
  readonly relation: AgentRelation;
  readonly citizenId: string;
  readonly proof: ProofKind;
  readonly strokes: SignatureStrokes;
  readonly pinChanged: boolean;
}

export const emptyDraft: HandOverDraft = {
  recipient: 'holder',
  phone: '',
  byEye: false,
  document: 'passport',
  lastFour: '',
  agentName: '',
  relation: 'employer',
  citizenId: '',
  proof: 'signature',
  strokes: [],
  pinChanged: false,
};

export type Missing =
  'identity' | 'lastFour' | 'agentName' | 'citizenId' | 'phone' | 'signature' | 'code' | 'pin';
type Known = NonNullable<CardJobView['handOver']>;

const phoneShape = /^\+?[0-9 -]{6,20}$/;
const tailShape = /^[0-9A-Z]{4}$/;
const citizenShape = /^\d{17}[0-9X]$/;
const upper = (text: string): string => text.trim().toUpperCase();

/** The kinds of proof there are for this card now: at a kiosk's opening its attendant stands for it, or after an offer that nobody saw the end of. */
export function proofKinds(known: Known, offerUnknown: boolean): readonly ProofKind[] {
  if (known.atBezel) return ['atBezel'];
  return ['signature', 'onPaper', 'secondFactor', ...(offerUnknown ? (['atBezel'] as const) : [])];
}

/** What still has to be filled in, in the order of the form; whether it is true, the host decides. */
export function missingIn(draft: HandOverDraft, known: Known): readonly Missing[] {
  const agent = draft.recipient === 'agent';
  const byReader = !agent && !draft.byEye;
  return [
    ...(byReader && known.passportReadAt === null ? (['identity'] as const) : []),
    ...(!agent && draft.byEye && !tailShape.test(upper(draft.lastFour)) ? (['lastFour'] as const) : []),
    ...(agent && draft.agentName.trim() === '' ? (['agentName'] as const) : []),
    ...(agent && !citizenShape.test(upper(draft.citizenId)) ? (['citizenId'] as const) : []),
    ...(phoneShape.test(draft.phone.trim()) ? [] : (['phone'] as const)),
    ...(draft.proof === 'signature' && draft.strokes.length === 0 ? (['signature'] as const) : []),
    ...(draft.proof === 'secondFactor' && known.codeReadAt === null ? (['code'] as const) : []),
    ...(known.holderPin && !draft.pinChanged ? (['pin'] as const) : []),
  ];
}

/** What goes to the host; only for a draft in which nothing is missing. */
export function inputOf(draft: HandOverDraft, known: Known): HandOverInput {
  const agent = draft.recipient === 'agent';
  const citizenId = upper(draft.citizenId);
  return {
    recipient: draft.recipient,
    phone: draft.phone.trim(),
    identity: agent
      ? { how: 'byEye', document: 'citizenId', lastFour: citizenId.slice(-4) }
      : draft.byEye
        ? { how: 'byEye', document: draft.document, lastFour: upper(draft.lastFour) }
        : { how: 'passportRead' },
    proof:
      draft.proof === 'signature' ? { kind: 'signature', strokes: draft.strokes } : { kind: draft.proof },
    pin: known.holderPin ? 'changed' : 'notAvailable',
    ...(agent && { agent: { name: draft.agentName.trim(), relation: draft.relation, citizenId } }),
  };
}
