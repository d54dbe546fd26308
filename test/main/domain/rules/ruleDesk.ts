import type { PassportRead } from '../../../../main/contract/cases.ts';
import type { DocumentFacts, Situation } from '../../../../main/contract/caseFacts.ts';
import type { BusinessType, DocumentCode, PermitRecord } from '../../../../main/contract/permit.ts';
import { caseFacts, type CaseFacts, type CaseInputs } from '../../../../main/domain/cases/caseFacts.ts';
import type { RulePack } from '../../../../main/domain/rules/rulePack.ts';
import { samplePermit } from '../../helpers/index.ts';
import { shippedPack } from '../../helpers/shippedPacks.ts';

export const shenzhen = shippedPack('440300');
export const at = '2026-11-25T01:20:00.000Z';

/** Applied 2026-09-15, approved 2026-10-01; every paper passes on 2026-11-25. */
export const soundPermit = (changes: Partial<PermitRecord> = {}): PermitRecord =>
  samplePermit({
    documents: [
      { code: 'APPFORM' },
      { code: 'WORKEXP' },
      { code: 'DEGREE', authType: 'apostille' },
      { code: 'NCR', issueDate: '2026-08-01', authType: 'consular' },
      { code: 'MEDICAL', issueDate: '2026-08-02' },
      { code: 'CONTRACT', effectiveDate: '2026-11-01' },
      { code: 'PHOTO', issueDate: '2026-08-03' },
    ],
    ...changes,
  });

/** The passport of a permit, as a reader gives it. */
export const passportOf = ({ holder }: PermitRecord): PassportRead => ({
  readAt: at,
  documentNumber: holder.passportNumber,
  issuingState: holder.nationality,
  nationality: holder.nationality,
  nationalityCode: holder.nationality,
  familyName: holder.familyName,
  givenNames: holder.givenNames,
  nameMayBeCut: false,
  birthDate: holder.birthDate,
  sex: holder.sex,
  expiryDate: holder.passportExpiry,
});

const nothing: DocumentFacts = {
  form: null,
  issueDate: null,
  effectiveDate: null,
  authType: null,
  authCountry: null,
  authority: null,
  authNumber: null,
  authDate: null,
  translation: null,
  seal: null,
  signature: null,
};

export interface Wish {
  readonly businessType?: BusinessType;
  readonly record?: PermitRecord;
  readonly pack?: RulePack;
  /** Calendar date; the hour is ten in the morning in Shenzhen. */
  readonly today?: string;
  readonly situations?: readonly Situation[];
  readonly seen?: Partial<Record<DocumentCode, Partial<DocumentFacts>>>;
  readonly inputs?: Partial<CaseInputs>;
}

/** A case at the window: passport read, name confirmed, nothing judged yet. */
export function factsOf(wish: Wish = {}): CaseFacts {
  const record = wish.record ?? soundPermit();
  const seen = Object.entries(wish.seen ?? {}).map(([document, facts]) => ({
    document: document as DocumentCode,
    ...nothing,
    ...facts,
    by: 'Test clerk',
    at,
  }));
  return caseFacts({
    state: 'open',
    finding: null,
    countsAsAcceptedOn: null,
    pack: wish.pack ?? shenzhen,
    record,
    businessType: wish.businessType ?? record.businessType,
    situations: wish.situations ?? null,
    seen,
    custody: [],
    fetchedAt: at,
    passport: passportOf(record),
    eye: [{ field: 'name', outcome: 'same', by: 'Test clerk', at }],
    verdicts: [],
    nowMillis: Date.parse(`${wish.today ?? '2026-11-25'}T02:00:00.000Z`),
    ...wish.inputs,
  });
}

/** The same case with every required row judged to match, but those given. */
export function judged(wish: Wish = {}, except: readonly DocumentCode[] = []): CaseFacts {
  const verdicts = factsOf(wish)
    .documents.filter((row) => row.required && !except.includes(row.code))
    .map((row) => ({
      document: row.code,
      verdict: 'matches' as const,
      note: null,
      by: 'Test clerk',
      at,
    }));
  return factsOf({ ...wish, inputs: { ...wish.inputs, verdicts } });
}

export const row = (facts: CaseFacts, code: DocumentCode) => {
  const found = facts.documents.find((each) => each.code === code);
  if (!found) throw new Error(`no row ${code}`);
  return found;
};
export const codes = (facts: CaseFacts): DocumentCode[] => facts.documents.map((each) => each.code);
