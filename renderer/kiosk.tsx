import { createRoot } from 'react-dom/client';
import { KioskApp } from './features/kiosk/KioskApp.tsx';
import { kioskScreenTexts } from './features/kiosk/kioskTexts.ts';
import { createI18n } from './i18n/createI18n.ts';
import { AppFrame } from './ui/AppFrame.tsx';
import { guardCopies } from './ui/copyGuard.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('kiosk.html has no #root');
guardCopies(document);
createRoot(root).render(
  <AppFrame texts={createI18n(kioskScreenTexts)}>
    <KioskApp />
  </AppFrame>,
);
