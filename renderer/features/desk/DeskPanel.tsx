import type { CaseView } from '../../../main/contract/cases.ts';
import { AcceptPanel } from './panels/AcceptPanel.tsx';
import { FixNowPanel } from './panels/FixNowPanel.tsx';
import { OtherEndsPanel } from './panels/OtherEndsPanel.tsx';
import { SupplementPanel } from './panels/SupplementPanel.tsx';
import type { FooterActId } from './footerActs.ts';

export type PanelId = Exclude<FooterActId, 'card'>;

export interface PanelProps {
  readonly view: CaseView;
  onClose(outcome: 'done' | 'left'): void;
}

/** The lawful ways out, each with its own panel; there is no sixth (C1). */
export function DeskPanel({ panel, ...props }: PanelProps & { readonly panel: PanelId }) {
  switch (panel) {
    case 'accept':
      return <AcceptPanel {...props} />;
    case 'supplement':
      return <SupplementPanel {...props} />;
    case 'fixNow':
      return <FixNowPanel {...props} />;
    case 'otherEnds':
      return <OtherEndsPanel {...props} />;
  }
}
