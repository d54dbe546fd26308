import { createRoot } from 'react-dom/client';
import { DevdockApp } from './features/devdock/DevdockApp.tsx';
import { devdockTexts } from './features/devdock/devdockTexts.ts';
import { createI18n } from './i18n/createI18n.ts';
import { AppFrame } from './ui/AppFrame.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('devdock.html has no #root');
createRoot(root).render(
  <AppFrame texts={createI18n(devdockTexts)}>
    <DevdockApp />
  </AppFrame>,
);
