import { useTranslation } from 'react-i18next';
import type { PurgeView, RetentionRule, RetentionView } from '../../../main/contract/retention.ts';
import { useCall } from '../../client/client.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { useRefusal } from '../window/Workstation.ts';
import './retention.css';

/** What is kept of people, why, for how long, how many there are now, and what was destroyed last (I3). It names nobody. */
export function RetentionPage() {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const refused = refusal('retentionView');
  const answer = useCall('retentionView', {}, { enabled: refused === null });
  // What was asked before somebody else signed in is not theirs.
  const value = refused === null ? answer.value : undefined;
  const { failure } = answer;
  return (
    <main className="page retentionPage">
      <div className="pageHead">
        <h1>{t('retention.title')}</h1>
        {value === undefined ? null : (
          <span className="quiet">
            {value.lastRunAt === null
              ? t('retention.noRun')
              : t('retention.run', { at: formatDateTime(value.lastRunAt) })}
          </span>
        )}
      </div>
      {refused === null ? null : <p className="emptyState">{refused}</p>}
      {failure === null ? null : <FailureNote failure={failure} />}
      {value === undefined ? (
        refused === null && failure === null ? (
          <p className="quiet">{t('common.loading')}</p>
        ) : null
      ) : (
        <RetentionParts view={value} />
      )}
    </main>
  );
}

function RetentionParts({ view }: { readonly view: RetentionView }) {
  const { t } = useTranslation();
  return (
    <>
      <p className="quiet">{t('retention.intro')}</p>
      <div className="retentionParts">
        <section className="card" aria-label={t('retention.rules')}>
          <h2>{t('retention.rules')}</h2>
          <RuleTable rules={view.rules} />
          <dl className="forGood">
            {view.forGood.map(({ kind, clause }) => (
              <div key={kind}>
                <dt>{t(`retention.kind.${kind}`)}</dt>
                <dd>
                  {t(`retention.forGood.${kind}`)}{' '}
                  <span className="quiet">{t('retention.clause', { clause })}</span>
                </dd>
              </div>
            ))}
          </dl>
        </section>
        <div className="retentionSide">
          <Waiting rows={view.waiting} />
          <Purges rows={view.purges} />
        </div>
      </div>
      <p className="quiet">{t('retention.copies')}</p>
    </>
  );
}

function RuleTable({ rules }: { readonly rules: readonly RetentionRule[] }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const nameOf = ({ kind, title }: RetentionRule): string => {
    if (kind !== 'scans') return t(`retention.kind.${kind}`);
    return title === null
      ? t('retention.otherScans')
      : t('retention.scanOf', { title: pick(title.zh, title.en) });
  };
  const columns: readonly Column<RetentionRule>[] = [
    { id: 'what', title: t('retention.column.what'), render: (rule) => <b>{nameOf(rule)}</b> },
    {
      id: 'keeps',
      title: t('retention.column.keeps'),
      render: ({ keep }) => t(`retention.keep.${keep}`),
    },
    {
      id: 'days',
      title: t('retention.column.days'),
      render: ({ days }) => (days === null ? t('retention.noDays') : t('retention.days', { count: days })),
    },
    { id: 'clause', title: t('retention.column.clause'), render: ({ clause }) => clause },
    { id: 'kept', title: t('retention.column.kept'), number: true, render: ({ kept }) => kept },
    { id: 'waiting', title: t('retention.column.waiting'), number: true, render: ({ waiting }) => waiting },
    {
      id: 'next',
      title: t('retention.column.next'),
      render: ({ nextDueOn }) => nextDueOn ?? <span className="quiet">{t('retention.none')}</span>,
    },
  ];
  return (
    <DataTable
      label={t('retention.rules')}
      rows={rules}
      columns={columns}
      pageSize={20}
      empty={t('retention.none')}
      keyOf={({ kind, document }) => `${kind} ${document ?? ''}`}
    />
  );
}

function Waiting({ rows }: { readonly rows: RetentionView['waiting'] }) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-label={t('retention.waiting')}>
      <h2>{t('retention.waiting')}</h2>
      {rows.length === 0 ? (
        <p className="quiet">{t('retention.waitingNone')}</p>
      ) : (
        <dl className="waitingFor">
          {rows.map(({ reason, cases }) => (
            <div key={reason}>
              <dt>{t(`retention.reason.${reason}`)}</dt>
              <dd>{t('retention.waitingCases', { count: cases })}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function Purges({ rows }: { readonly rows: readonly PurgeView[] }) {
  const { t } = useTranslation();
  const columns: readonly Column<PurgeView>[] = [
    { id: 'at', title: t('retention.purge.at'), render: ({ at }) => formatDateTime(at) },
    { id: 'what', title: t('retention.purge.what'), render: ({ kind }) => t(`retention.kind.${kind}`) },
    { id: 'count', title: t('retention.purge.count'), number: true, render: ({ count }) => count },
    {
      id: 'rule',
      title: t('retention.purge.rule'),
      render: ({ clause, days }) => t('retention.purgeRule', { clause, count: days }),
    },
  ];
  return (
    <section className="card" aria-label={t('retention.purges')}>
      <h2>{t('retention.purges')}</h2>
      <DataTable
        label={t('retention.purges')}
        rows={rows}
        columns={columns}
        pageSize={8}
        empty={t('retention.purgesNone')}
        keyOf={({ at, kind, days }) => `${at} ${kind} ${days}`}
      />
    </section>
  );
}
