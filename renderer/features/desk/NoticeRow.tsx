import { CheckCircleFilled, ClockCircleOutlined, PrinterOutlined } from '@ant-design/icons';
import { App, Button, Input } from 'antd';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { NoticeView } from '../../../main/contract/cases.ts';
import type { Failure } from '../../../main/contract/result.ts';
import { call, useAct } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { formatDateTime, formatTime } from '../../ui/format.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { saveDocument } from '../../ui/saveDocument.ts';
import { SecondPerson, isSigned, nobody } from '../../ui/SecondPerson.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { useRefusal } from '../window/Workstation.ts';
import { NoticeStanding } from './NoticeStanding.tsx';
import { printOffer, printTone } from './noticePrinting.ts';

export interface NoticeRowProps {
  readonly notice: NoticeView;
  /** Whether this station has a document printer; without one a paper is a file. */
  readonly printer: boolean;
  /** Whether the key P means this paper. */
  readonly keyed: boolean;
}

const printKey = 'P';

/** One paper: what it is, where it is, and what can be done with it. */
export function NoticeRow({ notice, printer, keyed }: NoticeRowProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const refusal = useRefusal();
  const reprint = useAct('noticeReprint');
  const print = useAct('noticePrint');
  const settle = useAct('noticePrintSettle');
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [second, setSecond] = useState(nobody);
  const [failure, setFailure] = useState<Failure | null>(null);
  /** Instant of the failed print that was put away. */
  const [seen, setSeen] = useState<string | null>(null);

  const noticeId = notice.id;
  const mayCopy = notice.withdrawn === null && refusal('noticeReprint') === null;
  // What was withdrawn is looked at, not handed out again (C7).
  const mayPrint = printer && notice.withdrawn === null && refusal('noticePrint') === null;
  const offer = printOffer(notice);
  const written = reason.trim();
  const copyReady = written !== '' && isSigned(second);

  const save = async (): Promise<void> => {
    const result = await call('noticePdf', { noticeId });
    if (!result.ok) {
      setFailure(result.error);
      return;
    }
    setFailure(null);
    saveDocument(result.value);
    void message.success(t('desk.notice.saved', { file: result.value.fileName }));
  };
  const copied = (): void => {
    setAsking(false);
    setReason('');
    setSecond(nobody);
  };
  const saveCopy = (): void => {
    if (!copyReady) return;
    void reprint.run({ noticeId, reason: written, countersignature: second }).then((result) => {
      if (!result.ok) return;
      copied();
      void save();
    });
  };
  const printOriginal = (): void => {
    if (!print.busy) void print.run({ noticeId });
  };
  const printCopy = (): void => {
    if (!copyReady || print.busy) return;
    void print.run({ noticeId, reason: written, countersignature: second }).then((result) => {
      // The reason of a copy that did not come out is still the reason of the next try.
      if (result.ok && result.value.print?.outcome !== 'failed') copied();
    });
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (mayPrint) printCopy();
    else saveCopy();
  };
  const onPrint = offer === 'original' ? printOriginal : () => setAsking(!asking);
  const canPrint = mayPrint && (offer === 'original' || offer === 'copy');
  useKeys(keyed && canPrint && !print.busy ? { [printKey.toLowerCase()]: onPrint } : {});

  const printFailure =
    notice.print?.outcome === 'failed' && notice.print.at !== seen ? notice.print.failure : null;
  const shown = failure ?? print.failure ?? settle.failure ?? reprint.failure;
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
      {printer ? <PrintState notice={notice} busy={print.busy} /> : null}
      <NoticeStanding notice={notice} />
      <span className="noticeActs">
        {mayPrint && offer !== 'ask' ? (
          <Button
            size="small"
            {...(offer === 'original' ? { type: 'primary' } : {})}
            icon={<PrinterOutlined aria-hidden />}
            loading={print.busy || offer === 'wait'}
            disabled={!canPrint}
            onClick={onPrint}
            {...(offer === 'copy' ? { 'aria-expanded': asking } : {})}
            {...(keyed ? { 'aria-keyshortcuts': printKey } : {})}
          >
            {t(offer === 'original' ? 'desk.notice.print' : 'desk.notice.printCopy')}
            {keyed ? <KeyCap name={printKey} /> : null}
          </Button>
        ) : null}
        <Button size="small" type="primary" ghost onClick={() => void save()}>
          {t('desk.notice.save')}
        </Button>
        {!printer && mayCopy ? (
          <Button size="small" onClick={() => setAsking(!asking)} aria-expanded={asking}>
            {t('desk.notice.reprint')}
          </Button>
        ) : null}
      </span>
      {mayPrint && offer === 'ask' ? (
        <div className="printQuestion">
          <FailureNote failure={{ code: 'noticePrintUnknown' }} />
          <Button loading={settle.busy} onClick={() => void settle.run({ noticeId, cameOut: true })}>
            {t('desk.notice.cameOut')}
          </Button>
          <Button loading={settle.busy} onClick={() => void settle.run({ noticeId, cameOut: false })}>
            {t('desk.notice.nothingOut')}
          </Button>
        </div>
      ) : null}
      {asking && offer !== 'ask' ? (
        <form className="differenceNote" onSubmit={submit}>
          <Input
            autoFocus
            aria-label={t('desk.notice.reprintReason')}
            placeholder={t('desk.notice.reprintReason')}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <SecondPerson hint={t('desk.notice.secondHint')} value={second} onChange={setSecond} />
          {mayPrint ? (
            <Button htmlType="submit" type="primary" disabled={!copyReady} loading={print.busy}>
              {t('desk.notice.printNow')}
            </Button>
          ) : null}
          <Button
            {...(mayPrint ? { onClick: saveCopy } : { htmlType: 'submit' })}
            disabled={!copyReady}
            loading={reprint.busy}
          >
            {t(mayPrint ? 'desk.notice.saveCopy' : 'desk.notice.reprintSave')}
          </Button>
        </form>
      ) : null}
      {printFailure === null ? null : (
        <FailureNote failure={printFailure} onClose={() => setSeen(notice.print?.at ?? null)} />
      )}
      {shown === null ? null : <FailureNote failure={shown} />}
    </li>
  );
}

/** Where the newest print is, in words. */
function PrintState({ notice, busy }: { readonly notice: NoticeView; readonly busy: boolean }) {
  const { t } = useTranslation();
  const { print } = notice;
  if (print === null) {
    // What was withdrawn is not printed any more (C7).
    const out = notice.copies > 0 || busy || notice.withdrawn !== null;
    return out ? null : <span className="tone warn">{t('desk.notice.notPrinted')}</span>;
  }
  const paper = print.copy === 0 ? t('desk.notice.original') : t('desk.notice.copy', { n: print.copy });
  return (
    <span className={`tone ${printTone[print.outcome]}`} role="status">
      <PrinterOutlined aria-hidden />
      {t(`desk.notice.printState.${print.outcome}`, { paper, at: formatTime(print.at) })}
    </span>
  );
}
