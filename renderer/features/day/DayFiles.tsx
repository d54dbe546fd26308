import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../../../main/contract/method.ts';
import type { Methods } from '../../../main/contract/methods.ts';
import type { Failure } from '../../../main/contract/result.ts';
import { call } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { saveDocument } from '../../ui/saveDocument.ts';
import { useKeys } from '../../ui/useKeys.ts';

type Format = InputOf<Methods['dayReport']>['format'];

/** The paper and the files of a day that is over (H4). */
export function DayFiles({ date }: { readonly date: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState<Format | null>(null);
  const save = async (format: Format): Promise<void> => {
    setBusy(format);
    const result = await call('dayReport', { date, format });
    setBusy(null);
    setFailure(result.ok ? null : result.error);
    if (!result.ok) return;
    saveDocument(result.value);
    void message.success(t('day.closed.saved', { name: result.value.fileName }));
  };
  useKeys({ p: busy === null ? () => void save('pdf') : undefined });
  return (
    <>
      <div className="actRow">
        <Button
          type="primary"
          aria-keyshortcuts="p"
          loading={busy === 'pdf'}
          onClick={() => void save('pdf')}
        >
          {t('day.closed.pdf')} <KeyCap name="P" />
        </Button>
        <Button loading={busy === 'csv'} onClick={() => void save('csv')}>
          {t('day.closed.csv')}
        </Button>
        <Button loading={busy === 'xlsx'} onClick={() => void save('xlsx')}>
          {t('day.closed.xlsx')}
        </Button>
      </div>
      {failure === null ? null : <FailureNote failure={failure} />}
    </>
  );
}
