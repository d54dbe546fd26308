import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseId } from '../../../main/contract/ids.ts';
import type { QueueRowView } from '../../../main/contract/sync.ts';
import { useCall } from '../../client/client.ts';
import { detailWord } from '../../i18n/detailWord.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { formatDateTime, formatSince } from '../../ui/format.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { StatusMark } from '../window/StatusMark.tsx';
import { useWorkstation } from '../window/Workstation.ts';
import { ReceiptDialog } from './ReceiptDialog.tsx';
import { RowState } from './RowState.tsx';
import { caseLine, isProblem, nextKey, pausedBy } from './rowWords.ts';
import './queue.css';

export const upstreamKey = 'U';

/** What upstream knows of the case: one quiet line, and every row behind one key (G1). */
export function CaseUpstream({
  caseId,
  open,
  onOpen,
}: {
  readonly caseId: CaseId;
  readonly open: boolean;
  onOpen(open: boolean): void;
}) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { now, goTo, station } = useWorkstation();
  const paused = pausedBy(station?.links ?? []);
  const { value: rows } = useCall('queueOfCase', { caseId });
  const [shown, setShown] = useState<QueueRowView | null>(null);
  const section = useRef<HTMLElement>(null);
  // Opened by its key it may lie below what is in sight.
  useEffect(() => {
    if (open) section.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  if (rows === undefined) return null;
  const line = caseLine(rows, paused);
  return (
    <section ref={section} className="caseUpstream" aria-label={t('queue.ofCase.title')}>
      <button
        type="button"
        className="plain caseUpstreamLine"
        aria-expanded={open}
        aria-keyshortcuts={upstreamKey.toLowerCase()}
        disabled={rows.length === 0}
        onClick={() => onOpen(!open)}
      >
        <b>{t('queue.ofCase.title')}</b>
        <KeyCap name={upstreamKey} />
        <span className={line.tone === 'bad' ? 'tone bad wrap' : 'quiet'} role="status">
          {line.tone === 'bad' ? <StatusMark tone="bad" /> : null}
          {t(`queue.ofCase.${line.key}`, {
            count: line.count,
            at: line.at === null ? '' : formatSince(line.at, now),
          })}
        </span>
      </button>
      {open && rows.length > 0 ? (
        <ul aria-label={t('queue.ofCase.key')}>
          {rows.map((row) => {
            const { receipt, refusal } = row;
            return (
              <li key={row.id} data-state={row.state}>
                <b>{t(`queue.kind.${row.kind}`)}</b>
                <RowState state={row.state} />
                <span className="quiet">{formatDateTime(row.createdAt)}</span>
                <span className="caseUpstreamWords">
                  {receipt === null ? (
                    t(nextKey(row, paused))
                  ) : (
                    <span className="mono">{receipt.number}</span>
                  )}
                  {refusal === null || receipt !== null ? null : (
                    <span className="quiet">{detailWord('reason', refusal, language)}</span>
                  )}
                </span>
                {receipt === null ? null : (
                  <Button size="small" data-act="receipt" onClick={() => setShown(row)}>
                    {t('queue.acts.receipt')}
                  </Button>
                )}
                {isProblem(row) ? (
                  <Button size="small" onClick={() => goTo('queue')}>
                    {t('queue.ofCase.toQueue')}
                  </Button>
                ) : null}
              </li>
            );
          })}
        </ul>
      ) : null}
      {shown === null || shown.receipt === null ? null : (
        <ReceiptDialog row={shown} receipt={shown.receipt} onClose={() => setShown(null)} />
      )}
    </section>
  );
}
