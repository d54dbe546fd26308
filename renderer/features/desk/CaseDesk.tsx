import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView, Verdict } from '../../../main/contract/cases.ts';
import type { DraftFields } from '../../../main/contract/drafts.ts';
import type { CaseId } from '../../../main/contract/ids.ts';
import { useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { useKeys, type KeyActs } from '../../ui/useKeys.ts';
import { CaseCard } from '../cards/CaseCard.tsx';
import { useRefusal, useWorkstation } from '../window/Workstation.ts';
import { CaseHeader } from './CaseHeader.tsx';
import { Checklist } from './Checklist.tsx';
import { ComparisonPanel, photoKey } from './ComparisonPanel.tsx';
import { CompareWide, compareKey } from './compare/CompareWide.tsx';
import { Evidence } from './Evidence.tsx';
import { DeskFooter } from './DeskFooter.tsx';
import { DeskPanel, type PanelId } from './DeskPanel.tsx';
import { MissingBar } from './MissingBar.tsx';
import { NoticeList } from './NoticeList.tsx';
import { CaseUpstream, upstreamKey } from '../queue/CaseUpstream.tsx';
import { CaseRetention } from '../retention/CaseRetention.tsx';
import { UnprintableNote } from './UnprintableNote.tsx';
import {
  firstRow,
  mayEdit,
  moveRow,
  needsHand,
  nextOpenRow,
  openComparison,
  takesPhoto,
  verdictKeys,
} from './checklistRows.ts';
import { DraftContext, useDraftOf, useKeptDraft } from './draft/Draft.ts';
import { choiceKeys, choicesOf, factsOfRow, isChoice, keyedChoice, typedNext } from './facts/factModel.ts';
import { footerActs, type FooterActId } from './footerActs.ts';
import { PhotoPanel } from './photo/PhotoPanel.tsx';
import { goToFact, useCaseActs } from './useCaseActs.ts';

/** The case in the middle of the desk, with what this person had half typed in it. */
export function CaseDesk({ caseId }: { readonly caseId: CaseId }) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const answer = useCall('caseGet', { caseId }, { everyMs: 30_000 });
  const kept = useKeptDraft(caseId, refusal('caseDraft') === null);
  if (answer.value === undefined || kept === null) {
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
  return <OpenCase view={answer.value} kept={kept} />;
}

function OpenCase({ view, kept }: { readonly view: CaseView; readonly kept: DraftFields }) {
  const refusal = useRefusal();
  const { staff } = useWorkstation();
  const draft = useDraftOf(view.id, kept);
  const editable = mayEdit(view) && refusal('caseSetVerdict') === null;
  const halfTyped = view.documents.findIndex(({ code }) => editable && `differs:${code}` in kept);
  const [focus, setFocus] = useState(() => (halfTyped === -1 ? firstRow(view.documents) : halfTyped));
  const [inCard, setInCard] = useState(view.cardJobId !== null);
  const [panel, setPanel] = useState<PanelId | null>(null);
  const [photoOpen, setPhotoOpen] = useState(false);
  const [wide, setWide] = useState(false);
  const [businessOpen, setBusinessOpen] = useState(false);
  const [whyOpen, setWhyOpen] = useState(false);
  const [upstreamOpen, setUpstreamOpen] = useState(false);
  const acts = useCaseActs({
    view,
    editable,
    firstNote: view.documents[halfTyped]?.code ?? null,
    setFocus,
  });

  const footer = footerActs(view, refusal, inCard, staff.id);
  const checking = !inCard && editable;
  // Other situations make other rows: the focus may point behind the last one.
  const at = Math.min(focus, Math.max(view.documents.length - 1, 0));
  const row = view.documents[at];
  const openField = openComparison(view.comparison)?.field;
  const press = (id: FooterActId): void => {
    if (id === 'card') setInCard(!inCard);
    else setPanel(id);
  };
  const mayHold = refusal('caseSetCustody') === null && (view.withUs.length > 0 || mayEdit(view));
  const mayPaper = refusal('noticeSlip') === null;
  const custody = (): void => {
    if (view.withUs.length > 0) setPanel('handBack');
    else acts.take('PASSPORT');
  };

  const verdictAct = (verdict: Verdict) => (): void => {
    if (row !== undefined && needsHand(row)) acts.choose(row.code, verdict);
  };
  const answerAct = (index: number) => (): void => {
    const fact = row === undefined ? null : keyedChoice(row);
    const answer = fact === null ? undefined : choicesOf[fact][index];
    if (row !== undefined && fact !== null && answer !== undefined) void acts.say(row.code, fact, answer);
  };
  const typeAct = (): void => {
    const fact =
      row === undefined
        ? undefined
        : (typedNext(row) ?? factsOfRow(row).find((each) => !isChoice(each.fact))?.fact);
    if (fact !== undefined && fact !== null) goToFact(fact);
  };
  const rowKeys: KeyActs = {
    ArrowDown: () => setFocus(moveRow(view.documents, at, 1)),
    ArrowUp: () => setFocus(moveRow(view.documents, at, -1)),
    n: () => setFocus(nextOpenRow(view.documents, at)),
    t: () => setBusinessOpen(!businessOpen),
    o: () => document.querySelector<HTMLElement>('.documentRow.focused [data-act="scan"]')?.click(),
  };
  const checkKeys: KeyActs = {
    ...Object.fromEntries(Object.entries(verdictKeys).map(([key, verdict]) => [key, verdictAct(verdict)])),
    ...Object.fromEntries(choiceKeys.map((key, index) => [key, answerAct(index)])),
    f: typeAct,
    k: () => {
      if (row !== undefined) acts.take(row.code);
    },
    ...(openField === undefined
      ? {}
      : { s: () => acts.confirm(openField, 'same'), d: () => acts.confirm(openField, 'differs') }),
  };
  useKeys({
    ...Object.fromEntries(
      footer.map((act) => [act.key, act.enabled ? () => press(act.id) : () => undefined]),
    ),
    [photoKey.toLowerCase()]: () => setPhotoOpen(true),
    ...(inCard || view.comparison.length === 0 ? {} : { [compareKey.toLowerCase()]: () => setWide(true) }),
    h: () => setWhyOpen(!whyOpen),
    ...(inCard ? {} : { [upstreamKey.toLowerCase()]: () => setUpstreamOpen(!upstreamOpen) }),
    ...(mayPaper ? { l: () => setPanel('papers') } : {}),
    ...(mayHold ? { g: custody } : {}),
    ...(inCard ? {} : rowKeys),
    ...(checking ? checkKeys : {}),
  });

  return (
    <DraftContext value={draft}>
      <main className={inCard ? 'caseCentre wide' : 'caseCentre'}>
        <CaseHeader view={view} short={inCard} custody={mayHold ? custody : undefined} />
        {acts.failure === null ? null : <FailureNote failure={acts.failure} />}
        <UnprintableNote caseId={view.id} />
        {inCard ? (
          <CaseCard view={view} />
        ) : (
          <>
            <NoticeList view={view} />
            <Evidence view={view} />
            <Checklist
              view={view}
              focus={at}
              editable={editable}
              businessOpen={businessOpen}
              noteFor={acts.noteFor}
              busy={acts.busy}
              onBusiness={setBusinessOpen}
              onFocus={setFocus}
              onChoose={acts.choose}
              onSay={acts.say}
              onTake={acts.take}
              onNote={acts.note}
              onNoteCancel={acts.cancelNote}
            />
            <CaseUpstream caseId={view.id} open={upstreamOpen} onOpen={setUpstreamOpen} />
            <CaseRetention view={view} />
          </>
        )}
      </main>
      {inCard ? null : (
        <ComparisonPanel
          view={view}
          editable={checking}
          onConfirm={acts.confirm}
          onWide={() => setWide(true)}
          onPhoto={() => setPhotoOpen(true)}
        />
      )}
      <DeskFooter acts={footer} onAct={press}>
        {inCard ? null : (
          <MissingBar
            view={view}
            whyOpen={whyOpen}
            onGoTo={setFocus}
            onWhy={setWhyOpen}
            {...(mayPaper ? { onPapers: () => setPanel('papers') } : {})}
          />
        )}
      </DeskFooter>
      {wide ? (
        <CompareWide
          view={view}
          editable={checking}
          onConfirm={acts.confirm}
          onClose={() => setWide(false)}
        />
      ) : null}
      {photoOpen ? (
        <PhotoPanel caseId={view.id} editable={takesPhoto(view)} onClose={() => setPhotoOpen(false)} />
      ) : null}
      {panel === null ? null : (
        <DeskPanel
          panel={panel}
          view={view}
          row={row?.code ?? null}
          onClose={(outcome) => {
            setPanel(null);
            if (outcome === 'done') setInCard(false);
          }}
        />
      )}
    </DraftContext>
  );
}
