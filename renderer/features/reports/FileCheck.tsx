import { CheckCircleFilled, CloseCircleFilled, FileSearchOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../main/contract/method.ts';
import type { Methods } from '../../../main/contract/methods.ts';
import type { Failure } from '../../../main/contract/result.ts';
import { call } from '../../client/client.ts';
import { detailWord } from '../../i18n/detailWord.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';

type Answer = OutputOf<Methods['exportVerify']>;

/** No report comes near it; a film that was dropped by mistake is not read into memory. */
const mostBytes = 64 * 1024 * 1024;

/** Drag or pick any exported file: says what it is, whether it is what the ledger gives, and where the first difference lies (H4). */
export function FileCheck() {
  const { t } = useTranslation();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [checked, setChecked] = useState<{ readonly name: string; readonly answer: Answer | null } | null>(
    null,
  );
  const verify = async (file: File): Promise<void> => {
    setFailure(null);
    if (file.size > mostBytes) {
      setChecked({ name: file.name, answer: null });
      return;
    }
    setChecked(null);
    setBusy(true);
    const result = await call('exportVerify', { bytes: new Uint8Array(await file.arrayBuffer()) });
    setBusy(false);
    if (result.ok) setChecked({ name: file.name, answer: result.value });
    else setFailure(result.error);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) void verify(file);
  };
  return (
    <section
      className={`card fileCheck${over ? ' over' : ''}`}
      aria-label={t('reports.check.title')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className="actRow">
        <FileSearchOutlined aria-hidden className="fileMark" />
        <h2>{t('reports.check.title')}</h2>
        <span>{t('reports.check.text')}</span>
        <Button loading={busy} onClick={() => picker.current?.click()}>
          {t('reports.check.pick')}
        </Button>
        <input
          ref={picker}
          type="file"
          accept=".csv,.xlsx,.pdf"
          hidden
          aria-label={t('reports.check.title')}
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file !== undefined) void verify(file);
          }}
        />
      </div>
      <div role="status">
        {busy ? <p className="quiet">{t('reports.check.busy')}</p> : null}
        {checked === null ? null : checked.answer === null ? (
          <p className="tone bad wrap">
            <CloseCircleFilled aria-hidden /> {t('reports.check.tooLarge')}
          </p>
        ) : (
          <Verdict name={checked.name} answer={checked.answer} />
        )}
      </div>
      {failure === null ? null : <FailureNote failure={failure} />}
    </section>
  );
}

function Verdict({ name, answer }: { readonly name: string; readonly answer: Answer }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { difference, kind, same, subject } = answer;
  const words = same ? 'same' : kind === 'unknown' ? 'unknown' : 'different';
  return (
    <>
      <p className={`tone wrap ${same ? 'good' : 'bad'}`}>
        {same ? <CheckCircleFilled aria-hidden /> : <CloseCircleFilled aria-hidden />}
        {t(`reports.check.${words}`, {
          kind: t(`reports.check.kind.${kind}`),
          subject: subject ?? '—',
          name,
        })}
      </p>
      {difference === null || kind === 'unknown' ? null : (
        <dl className="firstDifference">
          {(['place', 'found', 'expected'] as const).map((part) => (
            <div key={part}>
              <dt>{t(`reports.check.${part}`)}</dt>
              <dd className={part === 'place' ? undefined : 'mono'}>
                {difference[part] === ''
                  ? t('reports.check.empty')
                  : detailWord('place', difference[part], language)}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
