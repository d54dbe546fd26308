import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from '../../ui/LanguageSwitch.tsx';
import { BooksSection } from './BooksSection.tsx';
import { CabinetSection } from './CabinetSection.tsx';
import { ClockSection } from './ClockSection.tsx';
import { useCall } from './devdockClient.ts';
import { IdCardSection } from './IdCardSection.tsx';
import { NetworkSection } from './NetworkSection.tsx';
import { PeopleSection } from './PeopleSection.tsx';
import { PrinterSection } from './PrinterSection.tsx';
import { StaffSection } from './StaffSection.tsx';
import { TextSection } from './TextSection.tsx';
import './devdock.css';

export type Target = 'window' | 'kiosk';

/** The hands of the training mode: papers, faults, cables. Exists beside a training station only. */
export function DevdockApp() {
  const { t } = useTranslation();
  const [target, setTarget] = useState<Target>('window');
  const { value: state } = useCall('state', {}, { everyMs: 1000 });
  return (
    <div className="dock">
      <header className="dockHead">
        <h1>
          {t('title')} <span>培训 TRAINING</span>
        </h1>
        <LanguageSwitch />
      </header>
      <section className="dockTarget" aria-labelledby="dockTarget">
        <span id="dockTarget">{t('target.label')}</span>
        <Segmented<Target>
          block
          aria-labelledby="dockTarget"
          value={target}
          onChange={setTarget}
          options={[
            { value: 'window', label: t('target.window') },
            { value: 'kiosk', label: t('target.kiosk') },
          ]}
        />
      </section>
      <main className="dockSections">
        <PeopleSection target={target} />
        <TextSection target={target} />
        <IdCardSection />
        <CabinetSection state={state} />
        <PrinterSection state={state} />
        <NetworkSection state={state} />
        <ClockSection state={state} />
        <BooksSection />
        <StaffSection />
      </main>
    </div>
  );
}
