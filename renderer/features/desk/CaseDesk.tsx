import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView, ComparedField, Verdict } from '../../../main/contract/cases.ts';
import type { CaseId } from '../../../main/contract/ids.ts';
import type { DocumentCode } from '../../../main/contract/permit.ts';
import { useAct, useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { CaseCard } from '../cards/CaseCard.tsx';
import { useRefusal } from '../window/Workstation.ts';
import { CaseHeader } from './CaseHeader.tsx';
import { Checklist } from './Checklist.tsx';
import { ComparisonPanel } from './ComparisonPanel.tsx';
import { DeskFooter } from './DeskFooter.tsx';
import { DeskPanel, type PanelId } from './DeskPanel.tsx';
import { NoticeList } from './NoticeList.tsx';
import {
  firstRow,
  mayEdit,
  moveRow,
  needsHand,
  nextOpenRow,
  openComparison,
  verdictKeys,
} from './checklist.ts';
import { footerActs, type FooterActId } from './footerActs.ts';

/** The case in the middle of the desk. */
export function CaseDesk({ caseId }: { readonly caseId: CaseId }) {
  const { t } = useTranslation();
  const answer = useCall('caseGet', { caseId }, { everyMs: 30_000 });
  if (answer.value === undefined) {
    return (
      <main className="deskWaiting">
        {answer.failure === null ? (
          <p className="quiet">{t('common.loading')}</p>
        ) : (
          <FailureNote failure={answer.failure} />
        )}
      </main>
    );
  }
  return <OpenCase view={answer.value} />;
}

function OpenCase({ view }: { readonly view: CaseView }) {
  const refusal = useRefusal();
  const [focus, setFocus] = useState(() => firstRow(view.documents));
  const [noteFor, setNoteFor] = useState<DocumentCode | null>(null);
  const [inCard, setInCard] = useState(view.cardJobId !== null);
  const [panel, setPanel] = useState<PanelId | null>(null);
  const setVerdict = useAct('caseSetVerdict');
  const confirmField = useAct('caseConfirmField');

  const editable = mayEdit(view) && refusal('caseSetVerdict') === null;
  const acts = footerActs(view, refusal, inCard);
  const row = view.documents[focus];

  const giveVerdict = (code: DocumentCode, verdict: Verdict | null, note?: string): void => {
    const at = view.documents.findIndex((each) => each.code === code);
    // At once, not when the host has answered: the next key of a quick hand belongs to the next row.
    if (verdict !== null) {
      setFocus(
        nextOpenRow(
          view.documents.map((each) => (each.code === code ? { ...each, verdict } : each)),
          at,
        ),
      );
    }
    void setVerdict
      .run({ caseId: view.id, document: code, verdict, ...(note === undefined ? {} : { note }) })
      .then((result) => {
        if (result.ok) setNoteFor(null);
        else setFocus(at);
      });
  };
  const choose = (code: DocumentCode, verdict: Verdict): void => {
    if (!editable) return;
    // A difference is typed once, at the window, and the notice quotes it (B2).
    if (verdict === 'differs') setNoteFor(code);
    else giveVerdict(code, verdict);
  };
  const confirm = (field: ComparedField, outcome: 'same' | 'differs'): void => {
    if (editable) void confirmField.run({ caseId: view.id, field, outcome });
  };
  const press = (id: FooterActId): void => {
    if (id === 'card') setInCard(!inCard);
    else setPanel(id);
  };
  const onKey = (verdict: Verdict) => (): void => {
    if (row !== undefined && needsHand(row)) choose(row.code, verdict);
  };
  const openField = openComparison(view.comparison)?.field;
  const checking = !inCard && editable;

  useKeys({
    ...Object.fromEntries(acts.map((act) => [act.key, act.enabled ? () => press(act.id) : () => undefined])),
    ...(inCard
      ? {}
      : {
          ArrowDown: () => setFocus(moveRow(view.documents, focus, 1)),
          ArrowUp: () => setFocus(moveRow(view.documents, focus, -1)),
        }),
    ...(checking
      ? Object.fromEntries(Object.entries(verdictKeys).map(([key, verdict]) => [key, onKey(verdict)]))
      : {}),
    ...(checking && openField !== undefined
      ? { s: () => confirm(openField, 'same'), d: () => confirm(openField, 'differs') }
      : {}),
  });

  const failure = setVerdict.failure ?? confirmField.failure;
  return (
    <>
      <main className={inCard ? 'caseCentre wide' : 'caseCentre'}>
        <CaseHeader view={view} short={inCard} />
        {failure === null ? null : <FailureNote failure={failure} />}
        {inCard ? (
          <CaseCard view={view} />
        ) : (
          <>
            <NoticeList view={view} />
            <Checklist
              view={view}
              focus={focus}
              editable={editable}
              noteFor={noteFor}
              busy={setVerdict.busy}
              onFocus={setFocus}
              onChoose={choose}
              onNote={(code, note) => giveVerdict(code, 'differs', note)}
              onNoteCancel={() => setNoteFor(null)}
            />
          </>
        )}
      </main>
      {inCard ? null : <ComparisonPanel view={view} editable={checking} onConfirm={confirm} />}
      <DeskFooter acts={acts} onAct={press} />
      {panel === null ? null : (
        <DeskPanel
          panel={panel}
          view={view}
          onClose={(outcome) => {
            setPanel(null);
            if (outcome === 'done') setInCard(false);
          }}
        />
      )}
    </>
  );
}
