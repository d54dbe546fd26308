import { WarningFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CabinetEventView } from '../../../main/contract/cabinet.ts';
import type { KioskStanding } from '../../../main/contract/cabinet.ts';
import { useCall } from '../../client/client.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { useRefusal } from '../window/Workstation.ts';
import { SettleDialog } from './SettleDialog.tsx';

/** Openings of the kiosk's cabinet and its maintenance (E7, F6): what a supervisor still has to settle stands out by its words. */
export function CabinetSection({ kiosk }: { readonly kiosk: KioskStanding }) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const events = useCall('cabinetEvents', {}, { everyMs: 10_000 });
  const [settling, setSettling] = useState<CabinetEventView | null>(null);
  const refused = refusal('cabinetSettle');
  return (
    <section aria-labelledby="cabinetTitle">
      <h2 id="cabinetTitle">{t('cabinet.title')}</h2>
      <p className={kiosk.state === 'open' ? 'quiet' : 'tone warn'}>
        {kiosk.state === 'open' ? null : <WarningFilled aria-hidden />}
        {t(`cabinet.state.${kiosk.state}`)}
        {kiosk.by === null ? '' : ` · ${kiosk.by}`}
        {kiosk.contact === null ? '' : ` · ${t(`cabinet.contact.${kiosk.contact}`)}`}
      </p>
      {events.failure === null ? null : <FailureNote failure={events.failure} />}
      <DataTable
        label={t('cabinet.title')}
        rows={events.value ?? []}
        pageSize={8}
        empty={t(events.loading ? 'common.loading' : 'cabinet.none')}
        keyOf={({ sequence }) => String(sequence)}
        columns={[
          { id: 'at', title: t('cabinet.column.at'), render: ({ at }) => formatDateTime(at) },
          { id: 'kind', title: t('cabinet.column.kind'), render: ({ kind }) => t(`cabinet.kind.${kind}`) },
          { id: 'by', title: t('cabinet.column.by'), render: ({ by }) => by ?? '—' },
          {
            id: 'case',
            title: t('cabinet.column.case'),
            render: ({ caseNumber, page }) =>
              caseNumber ?? t(page === null ? 'cabinet.nobody' : 'cabinet.onScreen'),
          },
          {
            id: 'state',
            title: t('cabinet.column.state'),
            render: (event) => <Standing event={event} refused={refused} onSettle={setSettling} />,
          },
        ]}
      />
      {settling === null ? null : <SettleDialog event={settling} onClose={() => setSettling(null)} />}
    </section>
  );
}

function Standing({
  event,
  refused,
  onSettle,
}: {
  readonly event: CabinetEventView;
  readonly refused: string | null;
  readonly onSettle: (event: CabinetEventView) => void;
}) {
  const { t } = useTranslation();
  if (!event.attention) return <span className="quiet">—</span>;
  if (event.settledAt !== null)
    return (
      <span>
        {t('cabinet.settled', {
          by: event.settledBy ?? '',
          at: formatDateTime(event.settledAt),
          note: event.note ?? '',
        })}
      </span>
    );
  return (
    <span className="tone bad">
      <WarningFilled aria-hidden />
      {t('cabinet.toSettle')}{' '}
      {refused === null ? (
        <Button size="small" onClick={() => onSettle(event)}>
          {t('cabinet.settle')}
        </Button>
      ) : null}
    </span>
  );
}
