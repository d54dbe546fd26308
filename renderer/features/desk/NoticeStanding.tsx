import { CheckCircleFilled, StopOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { NoticeView } from '../../../main/contract/cases.ts';
import { slipKind } from '../../../main/contract/outcomes.ts';
import { useAct } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { useRefusal } from '../window/Workstation.ts';

/** Whether a paper still counts (C7) and who received it (6.5). A slip is served to nobody. */
export function NoticeStanding({ notice }: { readonly notice: NoticeView }) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const serve = useAct('noticeServe');
  const [asking, setAsking] = useState(false);
  const [receiver, setReceiver] = useState('');
  const [contact, setContact] = useState('');
  const slip = slipKind.safeParse(notice.kind).success;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const reached = contact.trim();
    void serve
      .run({
        noticeId: notice.id,
        receiver: receiver.trim(),
        ...(reached === '' ? {} : { contact: reached }),
      })
      .then((result) => {
        if (result.ok) setAsking(false);
      });
  };
  return (
    <>
      {notice.withdrawn === null ? null : (
        <span className="tone bad">
          <StopOutlined aria-hidden />
          {t(`outcome.papers.withdrawn.${notice.withdrawn.how}`)}{' '}
          {t('outcome.papers.withdrawnBy', { number: notice.withdrawn.by })}
        </span>
      )}
      {notice.served !== null ? (
        <span className="tone good">
          <CheckCircleFilled aria-hidden />
          {t('outcome.papers.served', {
            name: notice.served.receiver,
            at: formatDateTime(notice.served.at),
          })}
        </span>
      ) : slip || notice.withdrawn !== null || refusal('noticeServe') !== null ? null : (
        <button type="button" className="plainAct" aria-expanded={asking} onClick={() => setAsking(!asking)}>
          {t('outcome.papers.serve')}
        </button>
      )}
      {asking && notice.served === null ? (
        <form className="differenceNote" onSubmit={submit}>
          <Input
            autoFocus
            aria-label={t('outcome.papers.receiver')}
            placeholder={t('outcome.papers.receiver')}
            maxLength={120}
            value={receiver}
            onChange={(event) => setReceiver(event.target.value)}
          />
          <Input
            aria-label={t('outcome.papers.contact')}
            placeholder={t('outcome.papers.contact')}
            maxLength={60}
            value={contact}
            onChange={(event) => setContact(event.target.value)}
          />
          <Button htmlType="submit" type="primary" disabled={receiver.trim().length < 2} loading={serve.busy}>
            {t('outcome.papers.serveAct')}
          </Button>
        </form>
      ) : null}
      {serve.failure === null ? null : <FailureNote failure={serve.failure} />}
    </>
  );
}
