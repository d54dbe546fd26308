import { CheckCircleFilled, CloseCircleFilled, CloseOutlined, WarningFilled } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperVerdict } from '../../../../main/contract/outcomes.ts';
import type { Failure } from '../../../../main/contract/result.ts';
import { useCall } from '../../../client/client.ts';
import { useHint } from '../../../client/useHints.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { explain } from '../../../ui/explain.ts';
import { formatDateTime } from '../../../ui/format.ts';
import { useWorkstation } from '../../window/Workstation.ts';

const tones = {
  valid: 'good',
  altered: 'bad',
  revoked: 'bad',
  superseded: 'warn',
  unknownStation: 'warn',
} as const satisfies Record<PaperVerdict, string>;
const marks = { good: CheckCircleFilled, bad: CloseCircleFilled, warn: WarningFilled } as const;

/** What the host tells of a paper that is not good. The line says it, so nobody else has to say it again. */
const problems = {
  valid: null,
  altered: 'paperAltered',
  revoked: 'paperWithdrawn',
  superseded: 'paperWithdrawn',
  unknownStation: 'paperUnknownStation',
} as const satisfies Record<PaperVerdict, Failure['code'] | null>;
export const isPaperProblem = ({ code }: Failure): boolean =>
  Object.values(problems).some((each) => each === code);

/** What a scanned paper of ours is worth (C5): shown on every page when the scanner reads one, until it is put away. */
export function PaperScan() {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { openCase } = useWorkstation();
  const [heard, setHeard] = useState(false);
  useHint('paperScanned', () => setHeard(true));
  const last = useCall('noticeLastScan', {}, { enabled: heard });
  const check = last.value?.check ?? null;
  if (!heard || check === null) return null;
  const tone = tones[check.verdict];
  const Mark = marks[tone];
  const { caseId, paper, verdict } = check;
  const code = problems[verdict];
  const remedy =
    code === null
      ? null
      : explain({ code, detail: { number: paper.number, station: paper.stationId } }, language).remedy;
  return (
    <div className={`paperScan ${tone}`} role={code === null ? 'status' : 'alert'}>
      <Mark aria-hidden />
      <div>
        <b>
          {t(`desk.notice.kind.${paper.kind}`)} <span className="mono">{paper.number}</span>
          {t('common.colon')}
          {t(`checking.paperScan.${verdict}`)}
          {check.withdrawnBy === null
            ? null
            : ` · ${t('checking.paperScan.by', { number: check.withdrawnBy })}`}
        </b>
        {remedy === null ? null : <span>{remedy}</span>}
        <span className="quiet">
          {paper.issuedOn} ·{' '}
          {t('checking.paperScan.permitTail', { tail: paper.permitTail, code: paper.code })}
          {check.withdrawnAsOf !== null
            ? ` · ${t('checking.paperScan.asOf', { at: formatDateTime(check.withdrawnAsOf) })}`
            : verdict === 'valid'
              ? ` · ${t('checking.paperScan.noList')}`
              : null}
        </span>
      </div>
      {caseId === null ? null : (
        <button type="button" className="plainAct" onClick={() => openCase(caseId)}>
          {t('checking.paperScan.openCase')}
        </button>
      )}
      <button type="button" className="plain" aria-label={t('common.close')} onClick={() => setHeard(false)}>
        <CloseOutlined aria-hidden />
      </button>
    </div>
  );
}
