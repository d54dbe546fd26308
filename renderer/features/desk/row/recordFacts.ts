import type { CaseView } from '../../../../main/contract/cases.ts';
import type { DocumentCode } from '../../../../main/contract/permit.ts';

/** A value that upstream has, and the key of its name; `word` = the value itself is a text key. */
export interface RecordFact {
  readonly key: string;
  readonly value: string;
  readonly word?: boolean;
}

/** What the permit record has about a paper, to be laid beside it (B2). Empty values are left out. */
export function recordFacts(view: Pick<CaseView, 'snapshot'>, code: DocumentCode): readonly RecordFact[] {
  const { record } = view.snapshot;
  const { holder, employer } = record;
  const entry = record.documents.find((each) => each.code === code);
  const fact = (key: string, value: string | undefined | null, word = false): RecordFact[] =>
    value === undefined || value === null || value === '' ? [] : [{ key, value, word }];
  const name = fact('name', [holder.familyName, holder.givenNames].filter((part) => part !== '').join(', '));
  const work = [...fact('employer', employer.name), ...fact('position', record.position)];
  const validity = fact('validity', `${record.validFrom} – ${record.validTo}`);
  const own: Partial<Record<DocumentCode, readonly RecordFact[]>> = {
    PASSPORT: [
      ...fact('passportNumber', holder.passportNumber),
      ...name,
      ...fact('nationality', holder.nationality),
      ...fact('birthDate', holder.birthDate),
      ...fact('passportExpiry', holder.passportExpiry),
    ],
    OLDPASS: fact('passportNumber', holder.passportNumber),
    APPFORM: [...name, ...work, ...fact('submitted', record.submissionDate)],
    EXTFORM: [...name, ...work],
    CHGFORM: [...name, ...work],
    CANFORM: [...name, ...work],
    WORKEXP: fact('position', record.position),
    CONTRACT: work,
    PROOF: work,
    POA: work,
    EMPREQ: work,
    VISAPAGE: [...name, ...fact('passportNumber', holder.passportNumber)],
    RESPERMIT: name,
    OLDPERMIT: [...name, ...validity],
    PHOTO: fact('photoReceipt', record.photoReceipt),
    SSCPHOTO: fact('photoReceipt', record.photoReceipt),
    FAMILY: fact('family', String(record.familyMembers)),
  };
  return [
    ...(own[code] ?? name),
    ...fact('issueDate', entry?.issueDate),
    ...fact('effectiveDate', entry?.effectiveDate),
    ...fact(
      'authType',
      entry?.authType === undefined ? null : `checking.answer.authType.${entry.authType}`,
      true,
    ),
  ];
}
