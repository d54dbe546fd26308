import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardJobView } from '../../../main/contract/cards.ts';
import { useAct } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { useRefusal } from '../window/Workstation.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { SecondPerson, isSigned, nobody } from '../../ui/SecondPerson.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { ConflictForm } from './ConflictForm.tsx';
import { FaceCheck } from './FaceCheck.tsx';
import { FaceFacts, SaidToHolder } from './FaceFacts.tsx';
import { FacePreview } from './FacePreview.tsx';
import { isOver, mayStartAgain } from './rail.ts';
import { HandOverForm } from './HandOverForm.tsx';
import { SettleForm } from './SettleForm.tsx';
import { VisualCheck } from './VisualCheck.tsx';

function SimpleAct({
  job,
  kind,
}: {
  readonly job: CardJobView;
  readonly kind: 'begin' | 'resume' | 'release';
}) {
  const { t } = useTranslation();
  const resume = useAct('cardResume');
  const release = useAct('cardRelease');
  const begin = useAct('cardBegin');
  const act = { begin, resume, release }[kind];
  const [second, setSecond] = useState(nobody);
  const remake = kind === 'resume' && job.remake === true;
  const press = (): void => {
    const input = { jobId: job.id };
    void (remake ? resume.run({ ...input, countersignature: second }) : act.run(input));
  };
  useKeys({ 1: kind === 'begin' && !act.busy ? press : undefined });
  return (
    <div className={kind === 'release' ? 'nextStep besideFace' : 'nextStep'}>
      <h3>{t(`cards.${kind}.title`)}</h3>
      {kind === 'release' ? (
        <>
          <p>{t('cards.release.ask')}</p>
          {job.lockedAt === null ? null : <SaidToHolder />}
          <FaceFacts caseId={job.caseId} />
          <FacePreview caseId={job.caseId} hint={t('cards.release.compare')} />
        </>
      ) : null}
      {remake ? (
        <SecondPerson hint={t('cards.remake.secondHint')} value={second} onChange={setSecond} />
      ) : null}
      <div className="actRow">
        <Button
          type="primary"
          size="large"
          loading={act.busy}
          disabled={remake && !isSigned(second)}
          onClick={press}
          {...(kind === 'begin' && { 'aria-keyshortcuts': '1' })}
        >
          {kind === 'begin' ? <KeyCap name="1" /> : null} {t(`cards.${kind}.act`)}
        </Button>
        <span className="quiet">{t(`cards.${kind}.hint`)}</span>
      </div>
      {act.failure === null ? null : <FailureNote failure={act.failure} />}
    </div>
  );
}

function Remake({ job, onAgain }: { readonly job: CardJobView; onAgain(): void }) {
  const { t } = useTranslation();
  return (
    <>
      {job.next === 'settle' ? <SettleForm job={job} /> : null}
      <div className="nextStep">
        <h3>{t('cards.remake.title')}</h3>
        <div className="actRow">
          <Button type="primary" size="large" onClick={onAgain}>
            {t('cards.again')}
          </Button>
          <span className="quiet">{t('cards.remake.hint')}</span>
        </div>
      </div>
    </>
  );
}

/** What the person in front of the screen does next; the host says which. */
export function NextStep({ job, onAgain }: { readonly job: CardJobView; readonly onAgain?: () => void }) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  // Where the case is open, another attempt begins with its plan and its question.
  if (onAgain !== undefined && mayStartAgain(job)) return <Remake job={job} onAgain={onAgain} />;
  if (job.next === 'none') return null;
  if (job.next === 'wait') {
    return isOver(job) ? null : (
      <p className="quiet" role="status">
        {t('cards.wait')}
      </p>
    );
  }
  const refused = refusal('cardResume');
  if (refused !== null) return <p className="quiet">{refused}</p>;
  switch (job.next) {
    case 'confirmFace':
      return <FaceCheck job={job} />;
    case 'resolveConflict':
      return <ConflictForm job={job} />;
    case 'confirmVisual':
      return <VisualCheck job={job} />;
    case 'settle':
      return <SettleForm job={job} />;
    case 'handOver':
      return <HandOverForm job={job} />;
    case 'begin':
    case 'resume':
    case 'release':
      return <SimpleAct job={job} kind={job.next} />;
  }
}
