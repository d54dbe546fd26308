import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../../main/contract/result.ts';
import { useAct } from '../../../client/client.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { explain } from '../../../ui/explain.ts';
import { FailureNote } from '../../../ui/FailureNote.tsx';
import type { PanelProps } from '../DeskPanel.tsx';
import { HandBackPanel } from './HandBackPanel.tsx';
import { Menu } from './Menu.tsx';

const kinds = ['permitPage', 'registration', 'insurance', 'handBack'] as const;

/** Papers beside the decisions (C8, C9, B6): none of them changes how the case stands. */
export function PapersPanel(props: PanelProps) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { view, onClose } = props;
  const page = useAct('noticePermitPage');
  const slip = useAct('noticeSlip');
  const [handBack, setHandBack] = useState(false);
  if (handBack) return <HandBackPanel {...props} />;
  const why = (reason: Failure | undefined): string | null => {
    if (reason === undefined) return null;
    const { message, remedy } = explain(reason, language);
    return `${message} — ${remedy}`;
  };
  const reasons = { permitPage: view.permitPage, handBack: view.handBack };
  const issue = (kind: (typeof kinds)[number]): void => {
    if (kind === 'handBack') {
      setHandBack(true);
      return;
    }
    const answer =
      kind === 'permitPage' ? page.run({ caseId: view.id }) : slip.run({ caseId: view.id, kind });
    void answer.then((result) => {
      if (result.ok) onClose('left');
    });
  };
  const failure = page.failure ?? slip.failure;
  return (
    <Menu
      title={t('outcome.papers.title')}
      sentence={t('outcome.papers.sentence')}
      items={kinds.map((kind) => ({
        id: kind,
        label: t(`desk.notice.kind.${kind}`),
        does: t(`outcome.papers.${kind}`),
        why: kind in reasons ? why(reasons[kind as keyof typeof reasons].reasons[0]) : null,
      }))}
      onChoose={(id) => issue(id as (typeof kinds)[number])}
      onClose={() => onClose('left')}
    >
      {failure === null ? null : <FailureNote failure={failure} />}
    </Menu>
  );
}
