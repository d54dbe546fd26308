import { CheckCircleFilled, ExclamationCircleFilled, QuestionCircleFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardRecovery, FoundCard, PrinterInside } from '../../../main/contract/cardBoard.ts';
import type { CardJobView } from '../../../main/contract/cards.ts';
import { useAct, useCall } from '../../client/client.ts';
import { detailWord } from '../../i18n/detailWord.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { ownerName } from '../../ui/ownerName.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { useRefusal, useWorkstation } from '../window/Workstation.ts';
import { SettleForm } from './SettleForm.tsx';
import { useAge } from './useAge.ts';
import './cards.css';
import './recovery.css';

const marks = {
  agrees: <CheckCircleFilled className="mark good" aria-hidden />,
  foreign: <ExclamationCircleFilled className="mark bad" aria-hidden />,
  missing: <ExclamationCircleFilled className="mark bad" aria-hidden />,
  unknown: <QuestionCircleFilled className="mark warn" aria-hidden />,
} as const;

function Part({
  title,
  count,
  empty,
  children,
}: {
  readonly title: string;
  readonly count: number;
  readonly empty: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="card recoveryPart" aria-label={title}>
      <h2>
        {title} <span className="count">{count}</span>
      </h2>
      {count === 0 ? <p className="quiet">{empty}</p> : children}
    </section>
  );
}

/** One job with its way to the case. */
function JobLine({ job, children }: { readonly job: CardJobView; readonly children?: ReactNode }) {
  const { t } = useTranslation();
  const { openCase } = useWorkstation();
  const age = useAge();
  return (
    <li>
      <div className="recoveryLine">
        <b>{job.holderName}</b>
        <span className={`jobState ${job.state}`}>{t(`cards.jobState.${job.state}`)}</span>
        <span>{t(`cards.place.${job.place}`)}</span>
        <span className="quiet">
          {ownerName(job.owner, t)} · {age(job.since)}
        </span>
        <Button type="link" className="mono linkCell" onClick={() => openCase(job.caseId)}>
          {job.caseNumber}
        </Button>
      </div>
      {job.problem === null ? null : <FailureNote failure={job.problem} />}
      {children}
    </li>
  );
}

/** A printer against the books; a card that no job knows is put into the reject box from here. */
function PrinterLine({ printer }: { readonly printer: PrinterInside }) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const eject = useAct('cardEjectFound');
  const [found, setFound] = useState<FoundCard | null>(null);
  const refused = refusal('cardEjectFound');
  return (
    <li>
      <div className="recoveryLine">
        {marks[printer.finding]}
        <b>{t(`recovery.place.${printer.place}`)}</b>
        <span>{t(`recovery.position.${printer.answered ? printer.position : 'unknown'}`)}</span>
        <span>{t(`recovery.finding.${printer.finding}`)}</span>
        {printer.finding === 'foreign' ? (
          <Button
            danger
            loading={eject.busy}
            disabled={refused !== null}
            title={refused ?? ''}
            onClick={() =>
              void eject.run({ place: printer.place }).then((result) => {
                if (result.ok) setFound(result.value);
              })
            }
          >
            {t('recovery.eject')}
          </Button>
        ) : null}
      </div>
      {found === null ? null : (
        <p role="status" className="explain">
          {found.tail === null ? t('recovery.ejectedMute') : t('recovery.ejected', { tail: found.tail })}{' '}
          {found.booked === null
            ? t('recovery.notOurs')
            : t('recovery.ours', { state: t(`stock.state.${found.booked}`) })}
        </p>
      )}
      {eject.failure === null ? null : <FailureNote failure={eject.failure} />}
    </li>
  );
}

function Rows({ rows }: Pick<CardRecovery, 'rows'>) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { openCase } = useWorkstation();
  const age = useAge();
  return (
    <ul>
      {rows.map((row) => {
        const { caseId } = row;
        return (
          <li key={row.id} className="recoveryLine">
            <b>{t(`queue.kind.${row.kind}`)}</b>
            <span>{detailWord('reason', row.refusal, language)}</span>
            <span className="quiet">
              {ownerName(row.owner, t)} · {age(row.since)}
            </span>
            {caseId === null ? null : (
              <Button type="link" className="mono linkCell" onClick={() => openCase(caseId)}>
                {row.caseNumber}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** What staff see to after an unclean end, or at any time: every doubt about a card in one place (E8, G1). */
export function RecoveryPage() {
  const { t } = useTranslation();
  const { goTo } = useWorkstation();
  const refusal = useRefusal();
  const recovery = useCall('cardRecovery', {}, { everyMs: 30_000 });
  const seen = useAct('cardRecoverySeen');
  const markSeen = (): void =>
    void seen.run({}).then((result) => {
      if (result.ok) goTo('cards');
    });
  useKeys({ b: () => goTo('cards') });
  const view = recovery.value;
  const maySettle = refusal('cardSettle') === null;
  return (
    <main className="page recovery">
      <div className="pageHead">
        <h1>{t('recovery.title')}</h1>
        <Button onClick={() => goTo('cards')} aria-keyshortcuts="b">
          <KeyCap name="B" /> {t('recovery.back')}
        </Button>
      </div>
      {recovery.failure === null ? null : <FailureNote failure={recovery.failure} />}
      {view === undefined ? (
        recovery.failure === null ? (
          <p className="card emptyState">{t('recovery.asking')}</p>
        ) : null
      ) : (
        <>
          <p className={view.unclean ? 'explain held' : 'explain'} role="status">
            {t(view.unclean ? 'recovery.unclean' : 'recovery.clean')}
          </p>
          <Part title={t('recovery.unknown')} count={view.unknown.length} empty={t('recovery.unknownNone')}>
            <ul>
              {view.unknown.map((job) => (
                <JobLine key={job.id} job={job}>
                  {maySettle ? <SettleForm job={job} /> : null}
                </JobLine>
              ))}
            </ul>
          </Part>
          <Part
            title={t('recovery.printers')}
            count={view.printers.length}
            empty={t('recovery.printersNone')}
          >
            <ul>
              {view.printers.map((printer) => (
                <PrinterLine key={printer.printerId} printer={printer} />
              ))}
            </ul>
          </Part>
          <Part title={t('recovery.cutOff')} count={view.cutOff.length} empty={t('recovery.cutOffNone')}>
            <ul>
              {view.cutOff.map((job) => (
                <JobLine key={job.id} job={job} />
              ))}
            </ul>
          </Part>
          <Part title={t('recovery.collect')} count={view.collect.length} empty={t('recovery.collectNone')}>
            <ul>
              {view.collect.map((job) => (
                <JobLine key={job.id} job={job} />
              ))}
            </ul>
            <Button onClick={() => goTo('stock')}>{t('recovery.toStock')}</Button>
          </Part>
          <Part title={t('recovery.units')} count={view.units.length} empty={t('recovery.unitsNone')}>
            <ul>
              {view.units.map((unit) => (
                <li key={unit.tail} className="recoveryLine">
                  <b className="mono">…{unit.tail}</b>
                  <span className="mono">{unit.caseNumber ?? '—'}</span>
                </li>
              ))}
            </ul>
          </Part>
          <Part title={t('recovery.rows')} count={view.rows.length} empty={t('recovery.rowsNone')}>
            <Rows rows={view.rows} />
            <Button onClick={() => goTo('queue')}>{t('recovery.toQueue')}</Button>
          </Part>
          {view.unclean && refusal('cardRecoverySeen') === null ? (
            <div className="actRow">
              <Button type="primary" size="large" loading={seen.busy} onClick={markSeen}>
                {t('recovery.seen')}
              </Button>
              <span className="quiet">{t('recovery.seenHint')}</span>
            </div>
          ) : null}
          {seen.failure === null ? null : <FailureNote failure={seen.failure} />}
        </>
      )}
    </main>
  );
}
