import type { DocumentRow, CaseView } from '../../contract/cases.ts';
import type { Acknowledgement } from '../../contract/outcomes.ts';
import type { DocumentCode, PermitSnapshot } from '../../contract/permit.ts';
import { shanghaiTime } from '../calendar/shanghai.ts';
import type { Bilingual, NoticeDetail, NoticeItem } from '../papers/noticeContent.ts';

const detail = (zh: string, en: string, value: string): NoticeDetail => ({ label: { zh, en }, value });

/** Every reason of a refusal on its own line, numbered when there are several (art. 38). */
export function reasonDetails(reasons: readonly string[]): NoticeDetail[] {
  return reasons.map((reason, index) =>
    reasons.length === 1
      ? detail('理由', 'Reason', reason)
      : detail(`理由 ${index + 1}`, `Reason ${index + 1}`, reason),
  );
}

/** The paper that a revocation or correction is about. */
export interface EarlierPaper {
  readonly number: string;
  readonly title: Bilingual;
  readonly issuedAt: string;
}

export function revocationDetails(papers: readonly EarlierPaper[], reason: string): NoticeDetail[] {
  return [...papers.map(earlierPaper('撤销的文书', 'Revoked paper')), detail('理由', 'Reason', reason)];
}

export function correctionDetails(paper: EarlierPaper, reason: string, correction: string): NoticeDetail[] {
  return [
    earlierPaper('更正的文书', 'Corrected paper')(paper),
    detail('理由', 'Reason', reason),
    detail('更正为', 'It now says', correction),
  ];
}

const earlierPaper =
  (zh: string, en: string) =>
  ({ number, title, issuedAt }: EarlierPaper): NoticeDetail =>
    detail(zh, en, `${number}  ${title.zh} ${title.en}  ${shanghaiTime(issuedAt)}`);

const categoryWords: Readonly<Record<PermitSnapshot['record']['category'], string>> = {
  A: 'A 外国高端人才 high-end',
  B: 'B 外国专业人才 professional',
  C: 'C 其他外国人员 other',
};
const sexWords: Readonly<Record<PermitSnapshot['record']['holder']['sex'], string>> = {
  M: '男 male',
  F: '女 female',
  X: 'X',
};
const verificationWords: Readonly<Record<CaseView['verification'], string>> = {
  verifiedOnline: '已联网核验 verified online',
  pendingOnline: '待联网核验，本页内容尚未经上级系统确认 pending online verification',
};

/** The permit as the snapshot has it, how old that is, and whether upstream was asked (C8, domain-rules 3.6, 13.2, 13.4). */
export function permitDetails(
  snapshot: PermitSnapshot,
  ageDays: number,
  verification: CaseView['verification'],
): NoticeDetail[] {
  const { record } = snapshot;
  const { holder } = record;
  return [
    detail('性别', 'Sex', sexWords[holder.sex]),
    detail('出生日期', 'Date of birth', holder.birthDate),
    detail('国籍', 'Nationality', holder.nationality),
    detail('护照号码', 'Passport No.', holder.passportNumber),
    detail('护照有效期至', 'Passport expires', holder.passportExpiry),
    detail('类别', 'Category', categoryWords[record.category]),
    detail('工作岗位', 'Position', record.position),
    detail('工作地点', 'Place of work', record.place),
    detail('统一社会信用代码', 'Employer’s USCC', record.employer.uscc),
    detail('批准日期', 'Approved on', record.approvalDate),
    detail('许可有效期', 'Permit valid', `${record.validFrom} – ${record.validTo}`),
    detail(
      '信息取得时间',
      'Data as of (UTC+8)',
      `${shanghaiTime(snapshot.fetchedAt)}（${ageDays === 0 ? '不足 1 天 less than a day ago' : `${ageDays} 天前 ${ageDays} days ago`}）`,
    ),
    detail('核验状态', 'Verification', verificationWords[verification]),
  ];
}

/** The originals that go back (B6), in the order of the checklist; one that the pack no longer lists keeps its code. */
export function handBackItems(
  documents: readonly DocumentCode[],
  rows: readonly DocumentRow[],
): NoticeItem[] {
  const order = new Map(rows.map((row, index) => [row.code, index]));
  const place = (code: DocumentCode): number => order.get(code) ?? rows.length;
  return [...new Set(documents)]
    .toSorted((a, b) => place(a) - place(b))
    .map((code) => {
      const row = rows.find((each) => each.code === code);
      return {
        title: row === undefined ? { zh: code, en: code } : { zh: row.titleZh, en: row.titleEn },
        reason: { zh: '原件已退还', en: 'original handed back' },
        clause: { zh: row?.clauseZh ?? '', en: row?.clauseEn ?? '' },
      };
    });
}

export function acknowledgementDetails(given: Acknowledgement, at: string): NoticeDetail[] {
  return [
    given.kind === 'signature'
      ? detail('签收人', 'Acknowledged by', given.name)
      : detail(
          '签收人',
          'Acknowledged by',
          '持有人以护照尾号和出生日期确认 holder, by passport number and birth date',
        ),
    detail('退还时间', 'Handed back (UTC+8)', shanghaiTime(at)),
  ];
}

/** Does what was shown belong to this holder? Only a second factor can be wrong; a signature is what it is. */
export function acknowledges(
  given: Acknowledgement,
  holder: { readonly passportNumber: string; readonly birthDate: string },
): boolean {
  return (
    given.kind === 'signature' ||
    (holder.passportNumber.slice(-4).toUpperCase() === given.passportTail &&
      holder.birthDate === given.birthDate)
  );
}
