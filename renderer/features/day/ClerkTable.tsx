import { useTranslation } from 'react-i18next';
import type { ClerkFigures } from '../../../main/contract/dayMatch.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { ownerName } from '../../ui/ownerName.ts';
import { clockTime, meanSeconds } from './dayView.ts';

const counts = ['casesOpened', 'accepted', 'supplement', 'cardsMade', 'handedOver', 'wasted'] as const;

/** The work of each person in the day (H7): cases, cards, waste, and the time from scan to card against twenty minutes. */
export function ClerkTable({ clerks }: { readonly clerks: readonly ClerkFigures[] }) {
  const { t } = useTranslation();
  const time = (seconds: number | null): string => (seconds === null ? '—' : clockTime(seconds));
  const columns: readonly Column<ClerkFigures>[] = [
    { id: 'clerk', title: t('day.clerks.clerk'), render: (row) => <b>{ownerName(row.clerk, t)}</b> },
    ...counts.map((id) => ({
      id,
      title: t(`day.clerks.${id}`),
      number: true,
      render: (row: ClerkFigures) => row[id],
    })),
    {
      id: 'remade',
      title: t('day.clerks.remade'),
      number: true,
      render: (row) => <ByReason counts={row.remadeByReason} words="replacement.reason" />,
    },
    {
      id: 'within20',
      title: t('day.clerks.within20'),
      number: true,
      render: (row) => (row.timed === 0 ? '—' : `${row.within20Minutes} / ${row.timed}`),
    },
    {
      id: 'mean',
      title: t('day.clerks.mean'),
      number: true,
      render: (row) => time(meanSeconds(row.totalSeconds, row.timed)),
    },
    {
      id: 'longest',
      title: t('day.clerks.longest'),
      number: true,
      render: (row) => time(row.longestSeconds),
    },
  ];
  return (
    <section className="card tableCard" aria-label={t('day.clerks.title')}>
      <h2>{t('day.clerks.title')}</h2>
      <DataTable
        label={t('day.clerks.title')}
        rows={clerks}
        columns={columns}
        pageSize={12}
        empty={t('day.clerks.none')}
        keyOf={(row) => row.clerk}
      />
    </section>
  );
}

/** A sum, with what it is made of below. `words`: where the reasons have their texts. */
export function ByReason({
  counts: byReason,
  words,
}: {
  readonly counts: Readonly<Record<string, number | undefined>>;
  readonly words: string;
}) {
  const { t } = useTranslation();
  const given = Object.entries(byReason).flatMap(([reason, count]) =>
    count === undefined || count === 0 ? [] : [[reason, count] as const],
  );
  if (given.length === 0) return '0';
  const sum = given.reduce((total, [, count]) => total + count, 0);
  return (
    <>
      {sum}
      <small className="quiet byReason">
        {given
          .map(([reason, count]) => `${t(`${words}.${reason}`, { defaultValue: reason })} ${count}`)
          .join(t('common.semicolon'))}
      </small>
    </>
  );
}
