import { ClockCircleOutlined, ExclamationCircleFilled } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardJobView } from '../../../main/contract/cards.ts';
import type { JobId } from '../../../main/contract/ids.ts';
import { useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { ownerName } from '../../ui/ownerName.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { useWorkstation } from '../window/Workstation.ts';
import { AheadBar } from './AheadBar.tsx';
import { boardGroups, boardOrder, neighbour } from './boardRows.ts';
import { JobView } from './JobView.tsx';
import { UnclaimedCards } from './UnclaimedCards.tsx';
import { useAge } from './useAge.ts';
import './cards.css';

/** One job in the list: who, how far, where the card is, who answers for it, how old, and what it needs. */
function BoardRow({
  job,
  chosen,
  onChoose,
}: {
  readonly job: CardJobView;
  readonly chosen: boolean;
  onChoose(byKey: boolean): void;
}) {
  const { t } = useTranslation();
  const age = useAge();
  const asks = job.next !== 'wait' && job.next !== 'none';
  return (
    <li>
      <button
        type="button"
        data-job={job.id}
        aria-current={chosen ? 'true' : undefined}
        // Enter and Space click without a pointer: then the focus goes into the job.
        onClick={(event) => onChoose(event.detail === 0)}
      >
        <b>{job.holderName}</b>
        <span className={`jobState ${job.state}`}>{t(`cards.jobState.${job.state}`)}</span>
        {asks ? (
          <span className="jobNext">
            {job.group === 'upstream' ? t('cardBoard.goesOn') : t(`cards.asks.${job.next}`)}
          </span>
        ) : null}
        {job.refusedRow === null ? null : (
          <span className="jobRefused">
            <ExclamationCircleFilled aria-hidden />{' '}
            {t('cardBoard.refusedRow', { kind: t(`queue.kind.${job.refusedRow.kind}`) })}
          </span>
        )}
        <span className="quiet">
          {t(`cards.place.${job.place}`)} · {ownerName(job.owner, t)} · {age(job.since)}
        </span>
        {job.overdue ? (
          <span className="jobOverdue">
            <ClockCircleOutlined aria-hidden /> {t('cardBoard.overdue')}
          </span>
        ) : null}
      </button>
    </li>
  );
}

/** Every card job by what it needs and how old it is; nothing hidden when upstream refuses (D7, G1). */
export function CardBoard() {
  const { t } = useTranslation();
  const { staff, openCase, goTo } = useWorkstation();
  const jobs = useCall('cardJobs', {}, { everyMs: 15_000 });
  const [chosen, setChosen] = useState<JobId | null>(null);
  const [mineOnly, setMineOnly] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);

  const all = jobs.value ?? [];
  const mine = all.filter(({ owner }) => owner === staff.displayName);
  const listed = mineOnly ? mine : all;
  const order = boardOrder(listed);
  const shown = order.find(({ id }) => id === chosen) ?? order[0];
  // What is shown stays: another job that becomes more urgent must not slip under a hand that is about to press a key.
  if (shown !== undefined && shown.id !== chosen) setChosen(shown.id);
  const move = (by: 1 | -1): void => {
    const next = neighbour(order, shown?.id ?? null, by);
    if (next === null) return;
    setChosen(next.id);
    list.current?.querySelector<HTMLElement>(`[data-job="${next.id}"]`)?.focus();
  };
  useKeys({
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    c: shown === undefined ? undefined : () => openCase(shown.caseId),
    r: () => goTo('recovery'),
  });

  return (
    <main className="page">
      <div className="pageHead">
        <h1>{t('cards.board')}</h1>
        <Segmented
          aria-label={t('cardBoard.whose')}
          value={mineOnly ? 'mine' : 'all'}
          onChange={(value) => setMineOnly(value === 'mine')}
          options={[
            { value: 'all', label: t('cardBoard.all', { n: all.length }) },
            { value: 'mine', label: t('cardBoard.mine', { n: mine.length }) },
          ]}
        />
        <Button onClick={() => goTo('recovery')} aria-keyshortcuts="r">
          <KeyCap name="R" /> {t('recovery.title')}
        </Button>
      </div>
      <AheadBar />
      {jobs.failure === null ? null : <FailureNote failure={jobs.failure} />}
      {shown === undefined ? (
        <p className="card emptyState">
          {jobs.loading
            ? t('common.loading')
            : mineOnly && all.length > 0
              ? t('cardBoard.noneMine')
              : t('cards.boardEmpty')}
        </p>
      ) : (
        <div className="board">
          <div ref={list} className="boardList">
            {boardGroups(listed).map(({ group, jobs: members }) => (
              <section key={group} className={`boardGroup ${group}`} aria-labelledby={`group-${group}`}>
                <h2 id={`group-${group}`}>
                  {t(`cardBoard.group.${group}`)} <span className="count">{members.length}</span>
                </h2>
                <ul>
                  {members.map((job) => (
                    <BoardRow
                      key={job.id}
                      job={job}
                      chosen={job.id === shown.id}
                      onChoose={(byKey) => {
                        setChosen(job.id);
                        if (byKey) panel.current?.focus();
                      }}
                    />
                  ))}
                </ul>
              </section>
            ))}
            <p className="quiet">{t('cardBoard.keys')}</p>
          </div>
          <div ref={panel} tabIndex={-1} className="boardJob">
            <JobView key={shown.id} job={shown} />
            <Button className="toCase" onClick={() => openCase(shown.caseId)} aria-keyshortcuts="c">
              <KeyCap name="C" /> {t('cards.toCase')} <span className="mono">{shown.caseNumber}</span>
            </Button>
          </div>
        </div>
      )}
      <UnclaimedCards onChoose={setChosen} />
    </main>
  );
}
