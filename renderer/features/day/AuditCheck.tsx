import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Methods } from '../../../main/contract/methods.ts';
import type { OutputOf } from '../../../main/contract/method.ts';
import type { Failure } from '../../../main/contract/result.ts';
import { call } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';

/** Walks the audit chain on demand and names the first altered row (I1). */
export function AuditCheck() {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<OutputOf<Methods['auditVerify']> | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const verify = async (): Promise<void> => {
    setBusy(true);
    const result = await call('auditVerify', {});
    setBusy(false);
    setAnswer(result.ok ? result.value : null);
    setFailure(result.ok ? null : result.error);
  };
  return (
    <div className="actRow auditCheck">
      <Button loading={busy} onClick={() => void verify()}>
        {t('day.closed.audit')}
      </Button>
      {answer === null ? null : (
        <span className={`tone wrap ${answer.intact ? 'good' : 'bad'}`} role="status">
          {answer.intact ? <CheckCircleFilled aria-hidden /> : <CloseCircleFilled aria-hidden />}
          <span className="hash">
            {answer.intact
              ? t('day.closed.auditGood', { count: answer.rows, head: answer.head.slice(0, 16) })
              : t('day.closed.auditBad', { n: answer.firstBad ?? '—' })}
          </span>
        </span>
      )}
      {failure === null ? null : <FailureNote failure={failure} />}
    </div>
  );
}
