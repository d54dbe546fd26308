import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CarryReport } from '../../../../main/contract/carry.ts';
import type { Failure } from '../../../../main/contract/result.ts';
import { call } from '../../../client/client.ts';
import { Field } from '../../../ui/Field.tsx';
import { FinalAct } from '../../../ui/FinalAct.tsx';
import { useRefusal } from '../../window/Workstation.ts';
import { CarryReportView } from './CarryReportView.tsx';
import { CarryStep } from './CarryStep.tsx';
import { FilePick } from './FilePick.tsx';

/** No queue comes near it; something else that was picked by mistake is not read into memory. */
const mostBytes = 1024 ** 3;

/** The rows of another station come in, by file and code; the answer says of every case what became of it, and why (G6). */
export function CarryIn({ onDone }: { onDone(): void }) {
  const { t } = useTranslation();
  const refused = useRefusal()('carryIn');
  const [asking, setAsking] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [report, setReport] = useState<CarryReport | null>(null);
  const tooLarge = (file?.size ?? 0) > mostBytes;
  const close = (): void => {
    setAsking(false);
    setFile(null);
    setCode('');
    setFailure(null);
  };
  const run = async (from: File): Promise<void> => {
    setBusy(true);
    // Not `useAct`: neither the bytes nor the code stay in its memory.
    const bytes = new Uint8Array(await from.arrayBuffer());
    const result = await call('carryIn', { file: bytes, code: code.trim() });
    setBusy(false);
    setFailure(result.ok ? null : result.error);
    if (!result.ok) return;
    close();
    setReport(result.value);
    onDone();
  };
  return (
    <CarryStep title={t('carry.in.title')} text={t('carry.in.text')}>
      <Button
        data-act="carryIn"
        disabled={refused !== null}
        title={refused ?? ''}
        onClick={() => setAsking(true)}
      >
        {t('carry.in.act')}
      </Button>
      {refused === null ? null : <span className="quiet">{refused}</span>}
      {asking ? (
        <FinalAct
          title={t('carry.in.dialog')}
          sentence={t('carry.in.sentence')}
          actLabel={t('carry.in.confirm')}
          busy={busy}
          failure={failure}
          missing={[
            ...(file === null || tooLarge ? [t('carry.in.fileMissing')] : []),
            ...(code.trim().length < 16 ? [t('carry.in.codeMissing')] : []),
          ]}
          onConfirm={() => {
            if (file !== null) void run(file);
          }}
          onClose={close}
        >
          <div className="actRow">
            <FilePick label={t('carry.in.file')} accept="" onPick={setFile} />
            <span className="mono hash">{file === null ? t('carry.in.noFile') : file.name}</span>
            {tooLarge ? <b className="tone bad">{t('carry.in.tooLarge')}</b> : null}
          </div>
          <Field label={t('carry.in.code')} hint={t('carry.in.codeHint')}>
            {(id, hintId) => (
              <Input
                id={id}
                className="mono codeField"
                aria-describedby={hintId}
                autoComplete="off"
                spellCheck={false}
                maxLength={80}
                value={code}
                onChange={(event) => setCode(event.target.value)}
              />
            )}
          </Field>
        </FinalAct>
      ) : null}
      {report === null ? null : <CarryReportView report={report} onClose={() => setReport(null)} />}
    </CarryStep>
  );
}
