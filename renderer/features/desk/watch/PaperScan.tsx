import { CheckCircleFilled, CloseCircleFilled, CloseOutlined, WarningFilled } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperVerdict } from '../../../../main/contract/outcomes.ts';
import { useCall } from '../../../client/client.ts';
import { useHint } from '../../../client/useHints.ts';
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

/** What a scanned paper of ours is worth (C5): shown when the scanner reads one, until it is put away. */
export function PaperScan() {
  const { t } = useTranslation();
  const { openCase } = useWorkstation();
  const [heard, setHeard] = useState(false);
  useHint('paperScanned', () => setHeard(true));
  const last = useCall('noticeLastScan', {}, { enabled: heard });
  const check = last.value?.check ?? null;
  if (!heard || check === null) return null;
  const tone = tones[check.verdict];
  const Mark = marks[tone];
  const { caseId, paper } = check;
  return (
    <div className={`paperScan ${tone}`} role="status">
      <Mark aria-hidden />
      <div>
        <b>
          {t(`desk.notice.kind.${paper.kind}`)} <span className="mono">{paper.number}</span>
          {t('common.colon')}
          {t(`checking.paperScan.${check.verdict}`)}
          {check.withdrawnBy === null
            ? null
            : ` · ${t('checking.paperScan.by', { number: check.withdrawnBy })}`}
        </b>
        <span className="quiet">
          {paper.issuedOn} ·{' '}
          {t('checking.paperScan.permitTail', { tail: paper.permitTail, code: paper.code })} ·{' '}
          {check.withdrawnAsOf === null
            ? t('checking.paperScan.noList')
            : t('checking.paperScan.asOf', { at: formatDateTime(check.withdrawnAsOf) })}
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
