import type { NoticeKind } from '../../contract/cases.ts';
import type { StationProfile } from '../../contract/station.ts';
import { shanghaiDate } from '../calendar/shanghai.ts';
import type { Bilingual, NoticeContent, NoticeDetail, NoticeItem } from '../papers/noticeContent.ts';
import type { RulePack } from '../rules/rulePack.ts';
import type { CaseFacts } from './caseFacts.ts';
import { gaps } from './gaps.ts';

export type NoticeText = RulePack['notices']['acceptance'];

export interface NoticeFacts {
  readonly kind: NoticeKind;
  readonly number: string;
  readonly caseNumber: string;
  readonly receivedAt: string;
  /** Milliseconds. */
  readonly issuedAt: number;
  readonly officer: string;
  /** No receipt from upstream can be had now (domain-rules 13.3). */
  readonly pending: boolean;
  readonly facts: CaseFacts;
  readonly profile: StationProfile;
  /** Title, basis and paragraphs from the rule pack. */
  readonly texts: NoticeText;
  /** Fills `{reason}`, `{authority}` … of the pack's texts, beside `{window}`, `{bureau}`, `{pack}`, `{packVersion}`, `{packFrom}`. */
  readonly words: Readonly<Record<string, string | Bilingual>>;
  /** What this paper says beside who and where. */
  readonly details: readonly NoticeDetail[];
  /** Its list; null = the one that its kind makes by itself (gaps of a supplement or refusal, originals of an acceptance). */
  readonly items: readonly NoticeItem[] | null;
}

/** What `sealNotice` then gives digest, code and signature. */
export type UnsealedNotice = Omit<NoticeContent, 'code' | 'qr' | 'copy' | 'withdrawn'>;

const fill = (text: Bilingual, words: NoticeFacts['words']): Bilingual => {
  const filled = (language: keyof Bilingual): string =>
    text[language].replace(/\{(\w+)\}/g, (whole, name: string) => {
      const word = words[name];
      return typeof word === 'object' ? word[language] : (word ?? whole);
    });
  return { zh: filled('zh'), en: filled('en') };
};

/** `FAMILY, GIVEN`, or the one part there is. */
export function holderName(holder: { readonly familyName: string; readonly givenNames: string }): string {
  return [holder.familyName, holder.givenNames].filter((part) => part !== '').join(', ');
}

const inFours = (text: string): string => text.replace(/.{4}(?=.)/g, '$& ');

function seenOriginals(facts: CaseFacts): NoticeItem[] {
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

/** A supplement or refusal tells every gap (domain-rules 6.1), an acceptance every original that was seen; no other paper has a list by itself. */
function itemsOf({ kind, facts, items }: NoticeFacts): NoticeItem[] {
  if (items !== null) return [...items];
  if (kind === 'supplement' || kind === 'refusal')
    return gaps(facts).map(({ title, reason, clause }) => ({ title, reason, clause }));
  return kind === 'acceptance' ? seenOriginals(facts) : [];
}

/** Everything on the paper, fixed at this moment (domain-rules 6.4, 6.5): a reprint shows the same. */
export function composeNotice(notice: NoticeFacts): UnsealedNotice {
  const { kind, facts, profile, texts } = notice;
  const { record, pack } = facts;
  const words: NoticeFacts['words'] = {
    window: pack.windowAddress,
    bureau: { zh: profile.windowAuthorityZh, en: profile.windowAuthorityEn },
    pack: pack.name,
    packVersion: pack.version,
    packFrom: pack.effectiveFrom,
    ...notice.words,
  };
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
    matter: facts.business?.title ?? { zh: facts.businessType, en: facts.businessType },
    legalBasis: fill(texts.legalBasis, words),
    receivedAt: notice.receivedAt,
    issuedOn: shanghaiDate(notice.issuedAt),
    issuedAt: new Date(notice.issuedAt).toISOString(),
    officer: notice.officer,
    items: itemsOf(notice),
    ...(notice.details.length === 0 ? {} : { details: [...notice.details] }),
    paragraphs: texts.paragraphs.map((paragraph) => fill(paragraph, words)),
    pending: notice.pending,
    training: profile.mode === 'training',
  };
}
