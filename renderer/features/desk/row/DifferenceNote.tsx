import { Button, Input } from 'antd';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentRow } from '../../../../main/contract/cases.ts';
import { useDraftField } from '../draft/Draft.ts';

/** A difference is typed once, at the window, and the notice quotes it (B2). What is half typed outlives sign-out and crash (I5). */
export function DifferenceNote(props: {
  readonly row: DocumentRow;
  readonly busy: boolean;
  /** Answers whether the host took it. */
  onNote(note: string): Promise<boolean>;
  onCancel(): void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped, clear] = useDraftField(`differs:${props.row.code}`, props.row.note ?? '');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const note = typed.trim();
    if (note !== '') void props.onNote(note).then((taken) => (taken ? clear() : undefined));
  };
  return (
    <form className="differenceNote" onSubmit={submit}>
      <Input
        autoFocus
        aria-label={t('desk.differsNote')}
        placeholder={t('desk.differsNote')}
        maxLength={500}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          clear();
          props.onCancel();
        }}
      />
      <Button htmlType="submit" type="primary" disabled={typed.trim() === ''} loading={props.busy}>
        {t('desk.differsSave')}
      </Button>
      <span className="quiet">{t('desk.differsHelp')}</span>
    </form>
  );
}
