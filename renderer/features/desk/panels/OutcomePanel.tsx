import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { explain } from '../../../ui/explain.ts';
import { useRefusal, useWorkstation } from '../../window/Workstation.ts';
import type { PanelProps } from '../DeskPanel.tsx';
import { outcomeChoices, type OutcomeId } from '../outcomes.ts';
import { AcceptPanel } from './AcceptPanel.tsx';
import { NotNeededPanel, NotOursPanel } from './EndPanels.tsx';
import { FixNowPanel } from './FixNowPanel.tsx';
import { HoldPanel, ReleasePanel } from './HoldPanels.tsx';
import { Menu } from './Menu.tsx';
import { CorrectPanel, CountAsAcceptedPanel, RefusePanel, RevokePanel } from './SupervisorPanels.tsx';
import { SupplementPanel } from './SupplementPanel.tsx';

/** Each outcome has its own screen and paper (C1). */
const panels: Readonly<Record<OutcomeId, (props: PanelProps) => React.ReactNode>> = {
  notNeeded: NotNeededPanel,
  notOurs: NotOursPanel,
  fixNow: FixNowPanel,
  supplement: SupplementPanel,
  accept: AcceptPanel,
  hold: HoldPanel,
  release: ReleasePanel,
  refuse: RefusePanel,
  revoke: RevokePanel,
  correct: CorrectPanel,
  countAsAccepted: CountAsAcceptedPanel,
};

/** The way out of a case: what is lawful now, each with what it does, then its own panel with the deliberate key. */
export function OutcomePanel(props: PanelProps) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const refusal = useRefusal();
  const { staff } = useWorkstation();
  const [chosen, setChosen] = useState<OutcomeId | null>(null);
  if (chosen !== null) {
    const Panel = panels[chosen];
    return <Panel {...props} />;
  }
  const choices = outcomeChoices(props.view, refusal, staff.id);
  const inIntake = choices.some(({ id }) => id === 'notNeeded');
  return (
    <Menu
      title={t('outcome.title')}
      sentence={t(inIntake ? 'outcome.choose' : 'outcome.chooseAfter')}
      items={choices.map((choice) => {
        const told = choice.reason === null ? null : explain(choice.reason, language);
        return {
          id: choice.id,
          label: t(`outcome.name.${choice.id}`),
          does: t(`outcome.does.${choice.id}`),
          why: choice.refusal ?? (told === null ? null : `${told.message} — ${told.remedy}`),
        };
      })}
      onChoose={(id) => setChosen(choices.find((choice) => choice.id === id)?.id ?? null)}
      onClose={() => props.onClose('left')}
    />
  );
}
