import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../main/contract/method.ts';
import type { Methods } from '../../../../main/contract/methods.ts';
import type { Failure } from '../../../../main/contract/result.ts';
import { call } from '../../../client/client.ts';
import { FinalAct } from '../../../ui/FinalAct.tsx';
import { NoteField } from '../../../ui/NoteField.tsx';
import { saveDocument } from '../../../ui/saveDocument.ts';
import { useRefusal } from '../../window/Workstation.ts';
import { CarryStep } from './CarryStep.tsx';
import { CodeDialog } from './CodeDialog.tsx';

type Carried = OutputOf<Methods['carryOut']>;

/** Every row without a receipt into one encrypted file; its code is shown once, then it is nowhere (G6). */
export function CarryOut({ onDone }: { onDone(): void }) {
  const { t } = useTranslation();
  const refused = useRefusal()('carryOut');
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [made, setMade] = useState<Carried | null>(null);
  // Not `useAct`, which keeps the newest answer: the code must be gone with the dialog that shows it.
  const run = async (after: number | null): Promise<void> => {
    setBusy(true);
    const result = await call('carryOut', { reason: reason.trim(), ...(after !== null && { after }) });
    setBusy(false);
    setFailure(result.ok ? null : result.error);
    if (!result.ok) return;
    setAsking(false);
    setMade(result.value);
    saveDocument(result.value.file);
    onDone();
  };
  return (
    <CarryStep title={t('carry.out.title')} text={t('carry.out.text')}>
      <Button
        type="primary"
        data-act="carryOut"
        disabled={refused !== null}
        title={refused ?? ''}
        onClick={() => {
          setReason('');
          setFailure(null);
          setAsking(true);
        }}
      >
        {t('carry.out.act')}
      </Button>
      {refused === null ? null : <span className="quiet">{refused}</span>}
      {asking ? (
        <FinalAct
          title={t('carry.out.dialog')}
          sentence={t('carry.out.sentence')}
          actLabel={t('carry.out.confirm')}
          busy={busy}
          failure={failure}
          missing={reason.trim() === '' ? [t('carry.out.reason')] : []}
          onConfirm={() => void run(null)}
          onClose={() => setAsking(false)}
        >
          <NoteField label={t('carry.out.reason')} value={reason} onChange={setReason} />
        </FinalAct>
      ) : null}
      {made === null ? null : (
        <CodeDialog
          // Another file has another code, which nobody has written down yet.
          key={made.code}
          made={made}
          busy={busy}
          failure={failure}
          onNext={(after) => void run(after)}
          onClose={() => setMade(null)}
        />
      )}
    </CarryStep>
  );
}
