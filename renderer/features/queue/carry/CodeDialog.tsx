import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../main/contract/method.ts';
import type { Methods } from '../../../../main/contract/methods.ts';
import type { Failure } from '../../../../main/contract/result.ts';
import { FailureNote } from '../../../ui/FailureNote.tsx';
import { PlainDialog } from '../../../ui/PlainDialog.tsx';
import { saveDocument } from '../../../ui/saveDocument.ts';
import { codeGroups } from './codeGroups.ts';

/** The code, large and in groups, once. It closes only after somebody says that it is written down. */
export function CodeDialog({
  made,
  busy,
  failure,
  onNext,
  onClose,
}: {
  readonly made: OutputOf<Methods['carryOut']>;
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** Goes on with the next file where this one does not hold everything. */
  onNext(after: number): void;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const [written, setWritten] = useState(false);
  const next = made.next ?? null;
  return (
    <PlainDialog title={t('carry.code.title')} className="codeDialog" onClose={written ? onClose : null}>
      <p className="finalSentence">
        {t('carry.code.text', { rows: made.rows, cases: made.cases, file: made.file.fileName })}
      </p>
      <p className="carryCode mono" aria-label={t('carry.code.label')} translate="no">
        {codeGroups(made.code).map((group, index) => (
          <span key={index}>{group}</span>
        ))}
      </p>
      {next === null ? null : <p>{t('carry.code.more')}</p>}
      {failure === null ? null : <FailureNote failure={failure} />}
      <label className="codeWritten">
        <input type="checkbox" checked={written} onChange={(event) => setWritten(event.target.checked)} />
        {t('carry.code.written')}
      </label>
      <footer>
        <span className="quiet" aria-live="polite">
          {written ? '' : t('carry.code.first')}
        </span>
        <Button onClick={() => saveDocument(made.file)}>{t('carry.code.again')}</Button>
        {next === null ? (
          <Button type="primary" disabled={!written} onClick={onClose}>
            {t('carry.code.close')}
          </Button>
        ) : (
          <Button type="primary" disabled={!written} loading={busy} onClick={() => onNext(next)}>
            {t('carry.code.next')}
          </Button>
        )}
      </footer>
    </PlainDialog>
  );
}
