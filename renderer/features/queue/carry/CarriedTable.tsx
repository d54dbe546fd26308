import { useTranslation } from 'react-i18next';
import type { CarriedRowView } from '../../../../main/contract/carry.ts';
import { detailWord } from '../../../i18n/detailWord.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { DataTable } from '../../../ui/DataTable.tsx';
import { formatDateTime } from '../../../ui/format.ts';
import { RowState } from '../RowState.tsx';

/** Rows of other stations that are reported from here. */
export function CarriedTable({ rows }: { readonly rows: readonly CarriedRowView[] }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return (
    <section className="carriedRows" aria-label={t('carry.table.title')}>
      <h2>{t('carry.table.title')}</h2>
      <DataTable
        label={t('carry.table.title')}
        rows={rows}
        pageSize={10}
        empty={t('carry.table.empty')}
        keyOf={(row) => row.id}
        columns={[
          {
            id: 'station',
            title: t('carry.table.station'),
            render: (row) => <b className="mono">{row.stationId}</b>,
          },
          { id: 'kind', title: t('carry.table.kind'), render: (row) => t(`queue.kind.${row.kind}`) },
          {
            id: 'case',
            title: t('carry.table.case'),
            render: (row) => <span className="mono">{row.caseNumber ?? '—'}</span>,
          },
          { id: 'state', title: t('carry.table.state'), render: (row) => <RowState state={row.state} /> },
          {
            id: 'carried',
            title: t('carry.table.carried'),
            render: (row) => (
              <>
                {formatDateTime(row.carriedAt)} <span className="quiet">{row.carriedBy}</span>
              </>
            ),
          },
          {
            id: 'receipt',
            title: t('carry.table.receipt'),
            render: ({ receipt, refusal }) =>
              receipt === null ? (
                refusal === null ? (
                  '—'
                ) : (
                  detailWord('reason', refusal, language)
                )
              ) : (
                <>
                  <span className="mono">{receipt.number}</span>{' '}
                  <span className="quiet">{formatDateTime(receipt.at)}</span>
                </>
              ),
          },
        ]}
      />
    </section>
  );
}
