import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CarryReport } from '../../../../main/contract/carry.ts';
import { DataTable } from '../../../ui/DataTable.tsx';
import { formatDateTime } from '../../../ui/format.ts';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { PlainDialog } from '../../../ui/PlainDialog.tsx';

/** Of every case: taken, or known and why. */
export function CarryReportView({ report, onClose }: { readonly report: CarryReport; onClose(): void }) {
  const { t } = useTranslation();
  const { stationId, exportedAt, rows, taken, known, pictures } = report;
  const cases = report.cases.map((each, index) => ({ ...each, index }));
  return (
    <PlainDialog title={t('carry.report.title')} className="carryReport" onClose={onClose}>
      <p className="finalSentence" role="status">
        {t('carry.report.text', {
          station: stationId,
          at: formatDateTime(exportedAt),
          rows,
          taken,
          known,
          pictures,
        })}
      </p>
      {report.verified === false ? (
        <p className="explainBar" data-note="unverified">
          {t('carry.report.unverified', { station: stationId })}
        </p>
      ) : null}
      <DataTable
        label={t('carry.report.title')}
        rows={cases}
        pageSize={8}
        empty={t('carry.table.empty')}
        keyOf={({ index }) => String(index)}
        columns={[
          {
            id: 'case',
            title: t('carry.report.case'),
            render: ({ caseNumber }) =>
              caseNumber === null ? t('carry.report.noCase') : <span className="mono">{caseNumber}</span>,
          },
          { id: 'rows', title: t('carry.report.rows'), number: true, render: (each) => each.rows },
          {
            id: 'outcome',
            title: t('carry.report.outcome'),
            render: ({ outcome }) => <b data-outcome={outcome}>{t(`carry.report.word.${outcome}`)}</b>,
          },
        ]}
      />
      <footer>
        <span />
        <Button type="primary" autoFocus onClick={onClose}>
          {t('common.close')} <KeyCap name="Esc" />
        </Button>
      </footer>
    </PlainDialog>
  );
}
