import type { NoticeKind } from '../../contract/cases.ts';
import type { StationProfile } from '../../contract/station.ts';
import { shanghaiDate } from '../calendar/shanghai.ts';
import type { Bilingual, NoticeContent } from '../papers/noticeContent.ts';
import type { CaseFacts } from './caseFacts.ts';
import { gaps } from './gaps.ts';

export interface NoticeFacts {
  readonly kind: NoticeKind;
  readonly number: string;
  /** 8 hex, `crypto.paperCode(number)`. */
  readonly code: string;
  readonly caseNumber: string;
  readonly receivedAt: string;
  /** Milliseconds. */
  readonly issuedAt: number;
  readonly officer: string;
  /** No receipt from upstream can be had now (domain-rules 13.3). */
  readonly pending: boolean;
  readonly facts: CaseFacts;
  readonly profile: StationProfile;
  /** Why no permit is needed, or the authority that is right: fills `{reason}` and `{authority}` of the pack's texts. */
  readonly words: Readonly<Record<string, string>>;
}

const fill = (text: Bilingual, words: Readonly<Record<string, string>>): Bilingual => {
  const filled = (part: string): string =>
    part.replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole);
  return { zh: filled(text.zh), en: filled(text.en) };
};

/** `FAMILY, GIVEN`, or the one part there is. */
export function holderName(holder: { readonly familyName: string; readonly givenNames: string }): string {
  return [holder.familyName, holder.givenNames].filter((part) => part !== '').join(', ');
}

const inFours = (text: string): string => text.replace(/.{4}(?=.)/g, '$& ');

function seenOriginals(facts: CaseFacts): NoticeContent['items'] {
  return facts.documents
    .filter((row) => row.required)
    .map((row) => ({
      title: { zh: row.titleZh, en: row.titleEn },
      reason:
        row.verdict === 'notNeeded'
          ? {
              zh: `无需提交${row.note ? `：${row.note}` : ''}`,
              en: `not needed${row.note ? `: ${row.note}` : ''}`,
            }
          : { zh: '已核验原件', en: 'original verified' },
      clause: { zh: row.clauseZh, en: row.clauseEn },
    }));
}

function itemsOf({ kind, facts }: NoticeFacts): NoticeContent['items'] {
  switch (kind) {
    case 'supplement':
      return gaps(facts).map(({ title, reason, clause }) => ({ title, reason, clause }));
    case 'acceptance':
      return seenOriginals(facts);
    case 'notNeeded':
    case 'notOurs':
      return [];
  }
}

/** Everything on the paper, fixed at this moment (domain-rules 6.4, 6.5): a reprint shows the same. */
export function composeNotice(notice: NoticeFacts): NoticeContent {
  const { kind, facts, profile, words } = notice;
  const { record, pack } = facts;
  const texts = pack.notices[kind];
  const type = pack.businessTypes.find((entry) => entry.type === record.businessType);
  const passportNumber = facts.passport?.documentNumber ?? record.holder.passportNumber;
  return {
    kind,
    number: notice.number,
    title: texts.title,
    station: { zh: profile.nameZh, en: profile.nameEn },
    authority: { zh: profile.windowAuthorityZh, en: profile.windowAuthorityEn },
    caseNumber: notice.caseNumber,
    applicant: holderName(record.holder),
    permitNumber: inFours(record.permitNumber),
    passportTail: passportNumber.slice(-4),
    employer: record.employer.name,
    matter: type?.title ?? { zh: record.businessType, en: record.businessType },
    legalBasis: texts.legalBasis,
    receivedAt: notice.receivedAt,
    issuedOn: shanghaiDate(notice.issuedAt),
    issuedAt: new Date(notice.issuedAt).toISOString(),
    officer: notice.officer,
    items: itemsOf(notice),
    paragraphs: texts.paragraphs.map((paragraph) => fill(paragraph, words)),
    pending: notice.pending,
    training: profile.mode === 'training',
    code: notice.code,
  };
}
