import { useTranslation } from 'react-i18next';
import type { PeriodReport, PeriodRow } from '../../../main/contract/periods.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { ByReason } from '../day/ClerkTable.tsx';
import { clockTime, meanSeconds } from '../day/dayView.ts';

const sums = [
  ['days', 'days'],
  ['cases', 'casesReceived'],
  ['accepted', 'accepted'],
  ['supplement', 'supplement'],
  ['cards', 'cardsMade'],
  ['handedOver', 'handedOver'],
] as const satisfies readonly (readonly [string, keyof PeriodRow])[];

/** The rows of a period report, and their total as the last one. What is not known by this key is a dash, not a nought. */
export function PeriodTable({ report }: { readonly report: PeriodReport }) {
  const { t } = useTranslation();
  const title = (id: string): string => t(`reports.period.column.${id}`);
  const time = (seconds: number | null): string => (seconds === null ? '—' : clockTime(seconds));
  const total = { ...report.total, key: t('reports.period.total') };
  const columns: readonly Column<PeriodRow>[] = [
    { id: 'key', title: title(report.by), render: (row) => <b>{row.key}</b> },
    ...sums.map(([id, field]) => ({
      id,
      title: title(id),
      number: true,
      render: (row: PeriodRow) => row[field],
    })),
    {
      id: 'wasted',
      title: title('wasted'),
      number: true,
      render: (row) => (row.wasted === 0 ? '0' : <ByReason counts={row.wasteByReason} words="cards.waste" />),
    },
    {
      id: 'remade',
      title: title('remade'),
      number: true,
      render: (row) => <ByReason counts={row.remadeByReason} words="replacement.reason" />,
    },
    { id: 'exceptions', title: title('exceptions'), number: true, render: (row) => row.exceptions },
    {
      id: 'within20',
      title: title('within20'),
      number: true,
      render: (row) => (row.timed === 0 ? '—' : `${row.within20Minutes} / ${row.timed}`),
    },
    {
      id: 'mean',
      title: title('mean'),
      number: true,
      render: (row) => time(meanSeconds(row.totalSeconds, row.timed)),
    },
    { id: 'longest', title: title('longest'), number: true, render: (row) => time(row.longestSeconds) },
    { id: 'arrivals', title: title('arrivals'), number: true, render: (row) => row.arrivals ?? '—' },
    {
      id: 'longestWait',
      title: title('longestWait'),
      number: true,
      render: (row) =>
        row.longestWaitMinutes === null ? '—' : t('day.figures.minutesShort', { n: row.longestWaitMinutes }),
    },
  ];
  return (
    <div className="periodTable">
      <DataTable
        label={t('reports.period.title')}
        rows={report.rows.length <= 1 ? report.rows : [...report.rows, total]}
        columns={columns}
        pageSize={400}
        empty={t('reports.period.empty')}
        keyOf={(row) => row.key}
      />
    </div>
  );
}
