import { createRoot } from 'react-dom/client';
import { WindowApp } from './features/window/WindowApp.tsx';
import { createI18n } from './i18n/createI18n.ts';
import { windowTexts } from './i18n/windowTexts.ts';
import { AppFrame } from './ui/AppFrame.tsx';
import { guardCopies } from './ui/copyGuard.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
guardCopies(document);
createRoot(root).render(
  <AppFrame texts={createI18n(windowTexts)}>
    <WindowApp />
  </AppFrame>,
);
