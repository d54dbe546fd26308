// Renders a screen to text with answers already in the cache: no DOM, no effects.
import { QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import type { ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import type { Language, StaffView } from '../../../main/contract/access.ts';
import type { StationStatus } from '../../../main/contract/station.ts';
import { createQueryClient } from '../../../renderer/client/queryClient.ts';
import { WorkstationContext } from '../../../renderer/features/window/Workstation.ts';
import { createI18n } from '../../../renderer/i18n/createI18n.ts';
import { windowTexts } from '../../../renderer/i18n/windowTexts.ts';
import { now } from '../fixtures/caseFixtures.ts';
import { stations } from '../fixtures/workFixtures.ts';

export interface Scene {
  readonly language?: Language;
  readonly roles?: StaffView['roles'];
  /** Default: everything is well. */
  readonly station?: StationStatus;
  /** The clock of the station. Default: the hour of the fixtures. */
  readonly now?: string;
  /** Query key and answer. */
  readonly answers?: readonly (readonly [readonly unknown[], unknown])[];
}

/** The text a person would read, tags removed. */
export function renderText(screen: ReactNode, scene: Scene = {}): string {
  const queries = createQueryClient();
  for (const [key, answer] of scene.answers ?? []) queries.setQueryData(key, answer);
  const staff: StaffView = {
    id: 'staff_1',
    userName: 'limin',
    displayName: '李样例',
    roles: scene.roles ?? ['clerk'],
  };
  const html = renderToString(
    <QueryClientProvider client={queries}>
      <I18nextProvider i18n={createI18n(windowTexts, scene.language ?? 'zh')}>
        <ConfigProvider>
          <WorkstationContext
            value={{
              staff,
              station: scene.station ?? stations.well,
              now: scene.now ?? now,
              openCase: () => undefined,
              goTo: () => undefined,
            }}
          >
            {screen}
          </WorkstationContext>
        </ConfigProvider>
      </I18nextProvider>
    </QueryClientProvider>,
  );
  return html
    .replaceAll(/<style[\s\S]*?<\/style>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&gt;', '>')
    .replaceAll(/\s+/g, ' ');
}
