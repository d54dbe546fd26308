import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { useAct } from './devdockClient.ts';
import type { DockState } from './PrinterSection.tsx';

/** The door of the kiosk's cabinet: its contact freezes a running visit (E7). */
export function CabinetSection({ state }: { readonly state: DockState | undefined }) {
  const { t } = useTranslation();
  const door = useAct('cabinet');
  const open = state?.cabinetOpen === true;
  return (
    <section className="dockSection" aria-labelledby="dockCabinet">
      <h2 id="dockCabinet">{t('cabinet.title')}</h2>
      {door.failure === null ? null : <FailureNote failure={door.failure} />}
      <p>{t(open ? 'cabinet.isOpen' : 'cabinet.isClosed')}</p>
      <Button onClick={() => void door.run({ open: !open })}>
        {t(open ? 'cabinet.close' : 'cabinet.open')}
      </Button>
    </section>
  );
}
