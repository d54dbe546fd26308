import { CheckCircleFilled, ClockCircleOutlined } from '@ant-design/icons';
import { App, Button, Input } from 'antd';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView, NoticeView } from '../../../main/contract/cases.ts';
import type { Failure } from '../../../main/contract/result.ts';
import { call, useAct } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { saveDocument } from '../../ui/saveDocument.ts';
import { useRefusal } from '../window/Workstation.ts';

function Paper({ notice }: { readonly notice: NoticeView }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const refusal = useRefusal();
  const reprint = useAct('noticeReprint');
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);

  const save = async (): Promise<void> => {
    const result = await call('noticePdf', { noticeId: notice.id });
    if (!result.ok) {
      setFailure(result.error);
      return;
    }
    setFailure(null);
    saveDocument(result.value);
    void message.success(t('desk.notice.saved', { file: result.value.fileName }));
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (reason.trim() === '') return;
    void reprint.run({ noticeId: notice.id, reason: reason.trim() }).then((result) => {
      if (!result.ok) return;
      setAsking(false);
      setReason('');
      void save();
    });
  };
  const shown = failure ?? reprint.failure;
  return (
    <li>
      <b>{t(`desk.notice.kind.${notice.kind}`)}</b>
      <span className="mono noticeNumber">{notice.number}</span>
      <span className="quiet">
        {formatDateTime(notice.issuedAt)} · {notice.issuedBy} ·{' '}
        {t('desk.notice.copies', { n: notice.copies })}
      </span>
      <span className={notice.confirmed ? 'tone good' : 'tone warn'}>
        {notice.confirmed ? <CheckCircleFilled aria-hidden /> : <ClockCircleOutlined aria-hidden />}
        {t(notice.confirmed ? 'desk.notice.confirmed' : 'desk.notice.pending')}
      </span>
      <span className="noticeActs">
        <Button size="small" type="primary" ghost onClick={() => void save()}>
          {t('desk.notice.save')}
        </Button>
        {refusal('noticeReprint') === null ? (
          <Button size="small" onClick={() => setAsking(!asking)} aria-expanded={asking}>
            {t('desk.notice.reprint')}
          </Button>
        ) : null}
      </span>
      {asking ? (
        <form className="differenceNote" onSubmit={submit}>
          <Input
            autoFocus
            aria-label={t('desk.notice.reprintReason')}
            placeholder={t('desk.notice.reprintReason')}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button htmlType="submit" disabled={reason.trim() === ''} loading={reprint.busy}>
            {t('desk.notice.reprintSave')}
          </Button>
        </form>
      ) : null}
      {shown === null ? null : <FailureNote failure={shown} />}
    </li>
  );
}

/** Papers of the case: number, whether upstream knows them, the file, and copies with a reason (C4). */
export function NoticeList({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  if (view.notices.length === 0) return null;
  return (
    <section className="notices" aria-label={t('desk.notice.title')}>
      <h2>{t('desk.notice.title')}</h2>
      <ul>
        {view.notices.map((notice) => (
          <Paper key={notice.id} notice={notice} />
        ))}
      </ul>
    </section>
  );
}
