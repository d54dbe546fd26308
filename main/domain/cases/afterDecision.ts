import type { LegalClock, Permission } from '../../contract/cases.ts';
import type { NoticeKind } from '../../contract/outcomes.ts';
import type { DocumentCode } from '../../contract/permit.ts';
import type { Failure } from '../../contract/result.ts';
import { differingFields } from '../documents/comparePassport.ts';
import { differsDetail } from '../documents/fieldNames.ts';
import type { CaseFacts } from './caseFacts.ts';
import { refusals, type CaseAct, type Standing } from './standing.ts';

export const permissionOf = (reasons: readonly Failure[]): Permission => ({
  allowed: reasons.length === 0,
  reasons: reasons.map(({ code, detail }) => (detail === undefined ? { code } : { code, detail })),
});

/** Acts that only the state decides. */
export const canAct = (act: CaseAct, standing: Standing): Permission => permissionOf(refusals(act, standing));

/** Nothing was told within the working days of the pack, and nobody has recorded it yet (domain-rules 6.2). */
export function canCountAsAccepted(
  standing: Standing,
  clock: Pick<LegalClock, 'breached' | 'deadline'>,
): Permission {
  const reasons = refusals('countAsAccepted', standing);
  return permissionOf(
    clock.breached ? reasons : [...reasons, { code: 'clockNotBreached', detail: { date: clock.deadline } }],
  );
}

/** The page shows everything about one person: it is given for the passport that lies here and fits, and for a permit that is valid (C8). */
export function canPermitPage(facts: CaseFacts & Standing): Permission {
  const differing = differingFields(facts.comparison).filter((field) => field === 'passportNumber');
  return permissionOf([
    ...refusals('permitPage', facts),
    ...(facts.record.status === 'valid'
      ? []
      : [{ code: 'permitNotValid' as const, detail: { status: facts.record.status } }]),
    ...(facts.passport === null ? [{ code: 'passportNotRead' as const }] : []),
    ...(differing.length > 0 ? [{ code: 'passportDiffers' as const, detail: differsDetail(differing) }] : []),
  ]);
}

/** Originals may go back at any time, but a suspected one stays until the supervisor has looked (B6). */
export function canHandBack(
  withUs: readonly DocumentCode[],
  suspected: DocumentCode | null,
  documents: readonly DocumentCode[] = withUs.filter((code) => code !== suspected),
): Permission {
  const missing = documents.filter((code) => !withUs.includes(code));
  if (missing.length > 0 || documents.length === 0)
    return permissionOf([{ code: 'notWithUs', detail: { items: missing.join(', ') || '—' } }]);
  return permissionOf(suspected !== null && documents.includes(suspected) ? [{ code: 'caseHeld' }] : []);
}

/** Papers that carry a decision: they are withdrawn with it, and corrected by a new one. The others say how things were on their day. */
export const decisionPapers: readonly NoticeKind[] = [
  'acceptance',
  'acceptanceByLaw',
  'supplement',
  'notNeeded',
  'notOurs',
  'refusal',
  'correction',
];
export const isDecisionPaper = (kind: NoticeKind): boolean => decisionPapers.includes(kind);

/** A verdict that a supervisor's finding leaves on the suspected original: it must be answered anew. */
export const confirmedNote = (note: string): string => `主管认定不实 found not genuine: ${note}`;
