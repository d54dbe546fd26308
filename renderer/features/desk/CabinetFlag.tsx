import { WarningFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CabinetEventView } from '../../../main/contract/cabinet.ts';
import type { CaseView } from '../../../main/contract/cases.ts';
import { formatDateTime } from '../../ui/format.ts';
import { SettleDialog } from '../devices/SettleDialog.tsx';
import { useRefusal } from '../window/Workstation.ts';

/** The kiosk's cabinet was opened during this case (E7): when, how, and what became of it. It stays in sight when it is settled. */
export function CabinetFlag({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const [settling, setSettling] = useState<CabinetEventView | null>(null);
  const openings = view.cabinetOpenings ?? [];
  const maySettle = refusal('cabinetSettle') === null;
  return openings.map((event) => {
    const { settledAt } = event;
    return (
      <div key={event.sequence} className={settledAt === null ? 'heldNote' : 'quiet'} role="status">
        {settledAt === null ? <WarningFilled aria-hidden /> : null}
        <b>{t('cabinet.flag')}</b>
        <span>
          {t(`cabinet.kind.${event.kind}`)} · {formatDateTime(event.at)}
        </span>
        <span>
          {settledAt === null
            ? t('cabinet.flagText')
            : t('cabinet.settled', {
                by: event.settledBy ?? '',
                at: formatDateTime(settledAt),
                note: event.note ?? '',
              })}
        </span>
        {settledAt === null && maySettle ? (
          <Button size="small" onClick={() => setSettling(event)}>
            {t('cabinet.settle')}
          </Button>
        ) : null}
        {settling?.sequence === event.sequence ? (
          <SettleDialog event={event} onClose={() => setSettling(null)} />
        ) : null}
      </div>
    );
  });
}
