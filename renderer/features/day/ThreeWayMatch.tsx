import { CheckCircleFilled, ClockCircleOutlined, CloseCircleFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DayMatch, MatchRow } from '../../../main/contract/dayMatch.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { formatSince } from '../../ui/format.ts';
import { printerName } from '../stock/printerName.ts';
import { useWorkstation } from '../window/Workstation.ts';

const marks = {
  agree: { tone: 'good', icon: <CheckCircleFilled aria-hidden /> },
  differs: { tone: 'bad', icon: <CloseCircleFilled aria-hidden /> },
  unconfirmed: { tone: 'warn', icon: <ClockCircleOutlined aria-hidden /> },
} as const satisfies Record<MatchRow['verdict'], unknown>;

/** This station, the machine and upstream, card by card: how many agree, and only the others one by one (H2, domain-rules 11.5). */
export function ThreeWayMatch({ match }: { readonly match: DayMatch }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const { now, openCase } = useWorkstation();
  const side = (name: 'local' | 'machine' | 'upstream'): Column<MatchRow> => ({
    id: name,
    title: t(`day.match.${name}`),
    render: (row) => {
      const { state, at } = row[name];
      return (
        <span className={state === 'none' || state === 'notAsked' ? 'quiet' : undefined}>
          {t(`day.match.state.${state}`, { defaultValue: state })}
          {at === null ? null : <small className="quiet"> {formatSince(at, now)}</small>}
        </span>
      );
    },
  });
  const columns: readonly Column<MatchRow>[] = [
    {
      id: 'card',
      title: t('day.match.card'),
      render: (row) => (
        <span className="matchCard">
          <b className="mono">
            {row.unitTail === '' ? t('day.match.noBlank') : t('day.match.blankTail', { tail: row.unitTail })}
          </b>{' '}
          {row.cardTail === '' ? null : (
            <span className="mono quiet">{t('day.match.cardTail', { tail: row.cardTail })}</span>
          )}
        </span>
      ),
    },
    side('local'),
    side('machine'),
    side('upstream'),
    {
      id: 'what',
      title: t('day.match.what'),
      render: (row) => (
        <span className={`tone wrap ${marks[row.verdict].tone}`}>
          {marks[row.verdict].icon}
          {row.zh === '' ? t('day.match.waits') : pick(row.zh, row.en)}
        </span>
      ),
    },
    {
      id: 'case',
      title: t('queue.column.case'),
      render: (row) => {
        const { caseId } = row;
        return caseId === null ? (
          '—'
        ) : (
          <Button type="link" className="mono linkCell" onClick={() => openCase(caseId)}>
            {row.caseNumber}
          </Button>
        );
      },
    },
  ];
  return (
    <section className="card threeWay" aria-label={t('day.match.title')}>
      <h2>
        {t('day.match.title')}{' '}
        <small className={match.upstreamAskedAt === null ? 'tone warn' : 'quiet'}>
          {match.upstreamAskedAt === null ? (
            <>
              <ClockCircleOutlined aria-hidden /> {t('day.match.notAsked')}
            </>
          ) : (
            t('day.match.asked', { at: formatSince(match.upstreamAskedAt, now) })
          )}
        </small>
      </h2>
      {match.units === 0 ? null : <MatchCounts match={match} />}
      {match.open.length === 0 ? (
        match.units === 0 ? (
          <p className="quiet">{t('day.match.nothing')}</p>
        ) : (
          <p className="quiet">{t('day.match.allAgree')}</p>
        )
      ) : (
        <DataTable
          label={t('day.match.title')}
          rows={match.open}
          columns={columns}
          pageSize={8}
          empty=""
          keyOf={(row) => row.key}
        />
      )}
      <Machines machines={match.machines} />
    </section>
  );
}

function MatchCounts({ match }: { readonly match: DayMatch }) {
  const { t } = useTranslation();
  return (
    <p className="counts">
      <span className="tone good">
        {marks.agree.icon} {t('day.match.counts', { agree: match.agree, units: match.units })}
      </span>
      {match.differs === 0 ? null : (
        <span className="tone bad">
          {marks.differs.icon} {t('day.match.differs', { n: match.differs })}
        </span>
      )}
      {match.unconfirmed === 0 ? null : (
        <span className="tone warn">
          {marks.unconfirmed.icon} {t('day.match.unconfirmed', { n: match.unconfirmed })}
        </span>
      )}
    </p>
  );
}

/** What each printer counted since its last look beside what the ledger says it made. */
function Machines({ machines }: Pick<DayMatch, 'machines'>) {
  const { t } = useTranslation();
  if (machines.length === 0) return null;
  return (
    <p className="counts">
      <span className="quiet">{t('day.match.machines')}</span>
      {machines.map(({ printerId, counted, ledger, holds }) => {
        const state = counted === null ? 'unconfirmed' : holds ? 'agree' : 'differs';
        const words = counted === null ? 'machineSilent' : 'machineLine';
        return (
          <span key={printerId} className={`tone ${marks[state].tone}`}>
            {marks[state].icon}{' '}
            {t(`day.match.${words}`, {
              printer: printerName(t, printerId),
              counted,
              ledger,
            })}
          </span>
        );
      })}
    </p>
  );
}
