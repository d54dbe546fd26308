import type { HandOverAgent, HandOverDocument, HandOverInput, HandOverPin } from '../../contract/handOver.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import { checkCitizenId } from '../identifiers/personNumbers.ts';
import { isSignature } from './signature.ts';

/** How long a passport or code that was read stands for the person in front of the desk, milliseconds. */
export const proofLifeMs = 15 * 60_000;

/** The identity on a receipt. */
export type SeenIdentity =
  | { readonly how: 'passportRead'; readonly at: string }
  | { readonly how: 'byEye'; readonly document: HandOverDocument; readonly lastFour: string };

/** What stands on the receipt for the signature; the drawing itself lies sealed beside it. */
export type ReceiptProof =
  | { readonly kind: 'signature'; readonly digest: string }
  | { readonly kind: 'onPaper' }
  | { readonly kind: 'secondFactor'; readonly at: string }
  | { readonly kind: 'atBezel' };

/** One receipt for one card (domain-rules 9.25); who gave it, when and which card are added when it is written. */
export interface Receipt {
  readonly recipient: 'holder' | 'agent';
  readonly phone: string;
  readonly identity: SeenIdentity;
  readonly proof: ReceiptProof;
  readonly pin: HandOverPin;
  readonly agent: HandOverAgent | null;
}

/** What the host knows by itself. Instants ISO 8601, UTC; `now` milliseconds since 1970. */
export interface HandOverFacts {
  readonly now: number;
  /** Nothing that was read before counts (13.8). */
  readonly enabledAt: string;
  readonly passportReadAt: string | null;
  readonly codeReadAt: string | null;
  /** The passport on which the card stands. */
  readonly documentNumber: string;
  readonly holderPin: boolean;
  readonly atBezel: boolean;
  /** It was offered there, and nobody knows what came of it. */
  readonly offerUnknown: boolean;
}

/** Parts of a proof that can be missing or not fit. */
type Part =
  'identity' | 'documentDiffers' | 'signature' | 'secondFactor' | 'pin' | 'agent' | 'citizenId' | 'bezel';

const missing = (part: Part): Result<never> => failure('handOverNotProven', { proofPart: part });

/** Was this read for the card at hand: after it was enabled, and not long ago? */
export function isFresh(
  readAt: string | null,
  { now, enabledAt }: Pick<HandOverFacts, 'now' | 'enabledAt'>,
): boolean {
  return readAt !== null && readAt >= enabledAt && now - Date.parse(readAt) <= proofLifeMs;
}

/**
 * Is it proven that the right person gets this card (D11, domain-rules 9.25)? Identity seen again, a signature or a second factor, the PIN
 * changed where there is one; an agent by name, relation and a citizen number that closes. `digest`: of the drawn signature, sealed before.
 * Error: handOverNotProven with the first part that is missing; the card stays "not handed over".
 */
export function receiptOf(
  input: HandOverInput,
  facts: HandOverFacts,
  digest: string | null,
): Result<Receipt> {
  const { recipient, phone, pin } = input;
  const agent = recipient === 'agent' ? (input.agent ?? null) : null;
  if (recipient === 'agent') {
    if (agent === null) return missing('agent');
    if (checkCitizenId(agent.citizenId).result !== 'good') return missing('citizenId');
  }
  const identity = identityOf(input, facts);
  if (!identity.ok) return identity;
  const proof = proofOf(input, facts, digest);
  if (!proof.ok) return proof;
  if ((pin === 'changed') !== facts.holderPin) return missing('pin');
  return success({ recipient, phone, identity: identity.value, proof: proof.value, pin, agent });
}

function identityOf(
  { recipient, identity, agent }: HandOverInput,
  facts: HandOverFacts,
): Result<SeenIdentity> {
  if (identity.how === 'passportRead') {
    // The holder's passport in an agent's hand shows nobody.
    return recipient === 'holder' && facts.passportReadAt !== null && isFresh(facts.passportReadAt, facts)
      ? success({ how: 'passportRead', at: facts.passportReadAt })
      : missing('identity');
  }
  const { document, lastFour } = identity;
  if ((document === 'citizenId') !== (recipient === 'agent')) return missing('identity');
  const number =
    document === 'passport' ? facts.documentNumber : document === 'citizenId' ? agent?.citizenId : null;
  // Numbers of the other documents are not known here: the officer's word stands alone.
  if (number !== null && number?.slice(-4) !== lastFour) return missing('documentDiffers');
  return success({ how: 'byEye', document, lastFour });
}

function proofOf(
  { recipient, proof }: HandOverInput,
  facts: HandOverFacts,
  digest: string | null,
): Result<ReceiptProof> {
  // Who takes a card out of the kiosk can sign nothing before: the attendant's release and the machine's word stand for it.
  if (facts.atBezel && proof.kind !== 'atBezel') return missing('bezel');
  switch (proof.kind) {
    case 'signature':
      return digest !== null && isSignature(proof.strokes)
        ? success({ kind: 'signature', digest })
        : missing('signature');
    case 'onPaper':
      return success({ kind: 'onPaper' });
    case 'secondFactor':
      return facts.codeReadAt !== null && isFresh(facts.codeReadAt, facts)
        ? success({ kind: 'secondFactor', at: facts.codeReadAt })
        : missing('secondFactor');
    case 'atBezel':
      return recipient === 'holder' && (facts.atBezel || facts.offerUnknown)
        ? success({ kind: 'atBezel' })
        : missing('bezel');
  }
}
