import { useTranslation } from 'react-i18next';
import type { CardJobView } from '../../../main/contract/cards.ts';
import { detailWord } from '../../i18n/detailWord.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { DocumentNumber } from '../../ui/DocumentNumber.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { ownerName } from '../../ui/ownerName.ts';
import { JobRail } from './JobRail.tsx';
import { NextStep } from './NextStep.tsx';
import { GiveUp, ReplacementPart } from './ReplacementPart.tsx';
import { explained } from './rail.ts';
import { SlipAct } from './SlipAct.tsx';

/** One card job: where the card is, how far it is, what is next, who answers for it. `onAgain`: the plan of another attempt opens here. */
export function JobView({ job, onAgain }: { readonly job: CardJobView; readonly onAgain?: () => void }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const held = job.state === 'pendingReport' || job.state === 'pendingEnable' || job.state === 'conflict';
  // Its problem says all of it: where the card is, and that it is handed over here (E3).
  const pulledBack = job.state === 'retained' && job.next === 'handOver';
  return (
    <section className="card jobView" aria-label={t('cards.job', { number: job.caseNumber })}>
      <header className="jobHead">
        <h2>
          {job.holderName} <span className={`jobState ${job.state}`}>{t(`cards.jobState.${job.state}`)}</span>
        </h2>
        <span className="quiet">{t(`cards.plan.${job.promise}`)}</span>
        <SlipAct job={job} />
      </header>
      <dl className="jobFacts">
        <div>
          <dt>{t('cards.fact.place')}</dt>
          <dd>{t(`cards.place.${job.place}`)}</dd>
        </div>
        <div>
          <dt>{t('cards.fact.cardNumber')}</dt>
          <dd>{job.cardNumber === null ? '—' : <DocumentNumber value={job.cardNumber} />}</dd>
        </div>
        <div>
          <dt>{t('cards.fact.blank')}</dt>
          <dd className="mono">{job.blankTail ?? '—'}</dd>
        </div>
        <div>
          <dt>{t('cards.fact.batch')}</dt>
          <dd className="mono">{job.batch ?? '—'}</dd>
        </div>
        <div>
          <dt>{t('cards.fact.owner')}</dt>
          <dd>
            {ownerName(job.owner, t)} · {t('cards.fact.attempt', { n: job.attempt })}
          </dd>
        </div>
        <div>
          <dt>{t('cards.fact.since')}</dt>
          <dd>{formatDateTime(job.since)}</dd>
        </div>
        {job.dueAt === null ? null : (
          <div>
            <dt>{t('cardBoard.due')}</dt>
            <dd>
              {formatDateTime(job.dueAt)} {job.overdue ? <b>{t('cardBoard.overdue')}</b> : null}
            </dd>
          </div>
        )}
      </dl>
      <JobRail job={job} />
      {job.interrupted ? (
        <p className="explain held" role="note">
          {t('cardBoard.interrupted')}
        </p>
      ) : null}
      {job.refusedRow === null ? null : (
        <p className="explain held" role="note">
          {t('cardBoard.refusedExplain', {
            kind: t(`queue.kind.${job.refusedRow.kind}`),
            reason: detailWord('reason', job.refusedRow.reason, language),
            owner: ownerName(job.refusedRow.owner, t),
          })}
        </p>
      )}
      {explained.has(job.state) && !pulledBack ? (
        <p className={held ? 'explain held' : 'explain'}>{t(`cards.explain.${job.state}`)}</p>
      ) : null}
      {job.problem === null ? null : <FailureNote failure={job.problem} />}
      <ReplacementPart job={job} {...(onAgain !== undefined && { onAgain })} />
      <NextStep job={job} {...(onAgain !== undefined && { onAgain })} />
      <GiveUp job={job} />
    </section>
  );
}
