import type { DocumentCode } from '../../contract/permit.ts';
import {
  retentionPolicy,
  type KeptForGood,
  type KeptKind,
  type RetentionPolicy,
  type ScanRule,
} from '../../contract/retention.ts';
import type { StationProfile } from '../../contract/station.ts';

/** Where the end of each kind comes from (domain-rules). */
export const clauseOf: Readonly<Record<KeptKind | KeptForGood, string>> = {
  photos: '12.3',
  scans: '12.3',
  signatures: '12.3',
  cardData: '12.3',
  cachedPermits: '12.8',
  payloads: '10.2',
  wastePhotos: '12.7',
  drafts: '12.3',
  answers: '12.3',
  audit: '12.4',
  dayCloses: '12.8',
  caseRecords: '12.8',
};

const usual: RetentionPolicy = retentionPolicy.parse({});

/** The rules of this station: those of its profile, else the careful ones. */
export const policyOf = (profile: Pick<StationProfile, 'retention'>): RetentionPolicy =>
  profile.retention ?? usual;

export const scanRuleOf = (policy: RetentionPolicy, document: DocumentCode): ScanRule =>
  policy.scans[document] ?? policy.otherScans;

/** Days of a kind. Of scans see `scanRuleOf`. */
export function daysOf(policy: RetentionPolicy, kind: Exclude<KeptKind, 'scans'>): number {
  switch (kind) {
    case 'photos':
      return policy.photoDays;
    case 'signatures':
      return policy.signatureDays;
    case 'cardData':
      return policy.cardDataDays;
    case 'cachedPermits':
      return policy.cachedPermitDays;
    case 'payloads':
      return policy.payloadDays;
    case 'wastePhotos':
      return policy.wastePhotoDays;
    case 'drafts':
      return policy.draftDays;
    case 'answers':
      return policy.answerDays;
  }
}

const scanPrefix = 'original:';

/** Which rule an attachment of a case falls under. A rule that keeps no picture has 0 days: what is there all the same goes first. */
export function ruleOfAttachment(
  policy: RetentionPolicy,
  kind: string,
): {
  readonly kind: 'photos' | 'scans' | 'signatures';
  readonly document: DocumentCode | null;
  readonly days: number;
} {
  if (kind.startsWith(scanPrefix)) {
    const document = kind.slice(scanPrefix.length) as DocumentCode;
    const rule = scanRuleOf(policy, document);
    return { kind: 'scans', document, days: rule.keep === 'image' ? rule.days : 0 };
  }
  const other = kind === 'signature' ? 'signatures' : 'photos';
  return { kind: other, document: null, days: daysOf(policy, other) };
}
