import type { CaseView } from '../../../main/contract/cases.ts';
import type { DocumentCode } from '../../../main/contract/permit.ts';
import { AcceptPanel } from './panels/AcceptPanel.tsx';
import { FixNowPanel } from './panels/FixNowPanel.tsx';
import { HandBackPanel } from './panels/HandBackPanel.tsx';
import { OutcomePanel } from './panels/OutcomePanel.tsx';
import { PapersPanel } from './panels/PapersPanel.tsx';
import { SupplementPanel } from './panels/SupplementPanel.tsx';
import type { FooterActId } from './footerActs.ts';

export type PanelId = Exclude<FooterActId, 'card'> | 'handBack' | 'papers';

export interface PanelProps {
  readonly view: CaseView;
  /** The original in focus. */
  readonly row: DocumentCode | null;
  onClose(outcome: 'done' | 'left'): void;
}

const panels: Readonly<Record<PanelId, (props: PanelProps) => React.ReactNode>> = {
  accept: AcceptPanel,
  supplement: SupplementPanel,
  fixNow: FixNowPanel,
  otherEnds: OutcomePanel,
  handBack: HandBackPanel,
  papers: PapersPanel,
};

/** What lies over the desk; every way out of a case has its own screen, and there is no sixth (C1). */
export function DeskPanel({ panel, ...props }: PanelProps & { readonly panel: PanelId }) {
  const Panel = panels[panel];
  return <Panel {...props} />;
}
