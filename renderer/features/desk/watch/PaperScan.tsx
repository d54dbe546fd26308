import { CheckCircleFilled, CloseCircleFilled, CloseOutlined, WarningFilled } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseId } from '../../../../main/contract/ids.ts';
import type { PaperCheck, PaperVerdict } from '../../../../main/contract/outcomes.ts';
import type { Failure } from '../../../../main/contract/result.ts';
import { useCall } from '../../../client/client.ts';
import { useHint } from '../../../client/useHints.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { explain } from '../../../ui/explain.ts';
import { formatDateTime } from '../../../ui/format.ts';
import { useWorkstation } from '../../window/Workstation.ts';

/** A verdict, and what is left of `valid` when the list of withdrawn papers is too old or not here (C5). */
type Standing = PaperVerdict | 'validOldList' | 'validNoList';
const standingOf = ({ verdict, list }: PaperCheck): Standing => {
  if (verdict !== 'valid' || list === null || !list.tooOld) return verdict;
  return list.asOf === null ? 'validNoList' : 'validOldList';
};

const tones = {
  valid: 'good',
  validOldList: 'warn',
  validNoList: 'warn',
  altered: 'bad',
  revoked: 'bad',
  superseded: 'warn',
  unknownStation: 'warn',
} as const satisfies Record<Standing, string>;
const marks = { good: CheckCircleFilled, bad: CloseCircleFilled, warn: WarningFilled } as const;

/** What the host tells of a paper that is not good. The line says it, so nobody else has to say it again. */
const problems = {
  valid: null,
  validOldList: 'paperListOld',
  validNoList: 'paperListMissing',
  altered: 'paperAltered',
  revoked: 'paperWithdrawn',
  superseded: 'paperWithdrawn',
  unknownStation: 'paperUnknownStation',
} as const satisfies Record<Standing, Failure['code'] | null>;
export const isPaperProblem = ({ code }: Failure): boolean =>
  Object.values(problems).some((each) => each === code);

/** True when the case on the desk is neither the one that was there when the paper was read, nor the paper's own. */
export const isOfAnother = (cases: {
  readonly caseThen: CaseId | null;
  readonly caseNow: CaseId | null;
  readonly paperCase: CaseId | null;
}): boolean =>
  cases.caseNow !== null && cases.caseNow !== cases.caseThen && cases.caseNow !== cases.paperCase;

/**
 * What a scanned paper of ours is worth (C5): shown on every page when the scanner reads one, until it is put away, or until the case of
 * somebody else is opened: the next person must not see it, and nobody must take it for his.
 */
export function PaperScan() {
  const [heard, setHeard] = useState(false);
  const [caseThen, setCaseThen] = useState<CaseId | null>(null);
  const current = useCall('caseCurrent', {});
  const caseNow = current.value?.caseId ?? null;
  useHint('paperScanned', () => {
    setHeard(true);
    setCaseThen(caseNow);
  });
  const last = useCall('noticeLastScan', {}, { enabled: heard });
  const check = last.value?.check ?? null;
  if (heard && check !== null && isOfAnother({ caseThen, caseNow, paperCase: check.caseId })) setHeard(false);
  return heard && check !== null ? <PaperLine check={check} onClose={() => setHeard(false)} /> : null;
}

/** One check of a paper in words: the verdict, what to do, and as of when it was known. */
export function PaperLine({ check, onClose }: { readonly check: PaperCheck; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { openCase } = useWorkstation();
  const { caseId, paper, list } = check;
  const standing = standingOf(check);
  const tone = tones[standing];
  const Mark = marks[tone];
  const code = problems[standing];
  const detail = { number: paper.number, station: paper.stationId, hours: list?.limitHours ?? 0 };
  const problem = code === null ? null : explain({ code, detail }, language);
  return (
    <div className={`paperScan ${tone}`} role={code === null ? 'status' : 'alert'}>
      <Mark aria-hidden />
      <div>
        <b>
          {t(`desk.notice.kind.${paper.kind}`)} <span className="mono">{paper.number}</span>
          {t('common.colon')}
          {t(`checking.paperScan.${standing}`)}
          {check.withdrawnBy === null
            ? null
            : ` · ${t('checking.paperScan.by', { number: check.withdrawnBy })}`}
        </b>
        {problem === null ? null : (
          <span>
            {standing === 'validOldList' ? `${problem.message} ` : null}
            {problem.remedy}
          </span>
        )}
        <span className="quiet">
          {paper.issuedOn} ·{' '}
          {t('checking.paperScan.permitTail', { tail: paper.permitTail, code: paper.code })}
          {check.withdrawnAt === null
            ? null
            : ` · ${t('checking.paperScan.withdrawnAt', { at: formatDateTime(check.withdrawnAt) })}`}
          {list === null || list.asOf === null
            ? null
            : ` · ${t(`checking.paperScan.asOf.${list.source}`, { at: formatDateTime(list.asOf) })}`}
        </span>
      </div>
      {caseId === null ? null : (
        <button type="button" className="plainAct" onClick={() => openCase(caseId)}>
          {t('checking.paperScan.openCase')}
        </button>
      )}
      <button type="button" className="plain" aria-label={t('common.close')} onClick={onClose}>
        <CloseOutlined aria-hidden />
      </button>
    </div>
  );
}
