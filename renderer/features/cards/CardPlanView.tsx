import {
  CheckCircleFilled,
  ClockCircleOutlined,
  CloseCircleFilled,
  MinusCircleOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardPlan, CardPurpose } from '../../../main/contract/cards.ts';
import { reasonsOfPurpose, type ReplacementReason } from '../../../main/contract/earlierCards.ts';
import type { CaseView } from '../../../main/contract/cases.ts';
import { cardClass as cardClasses, type CardClass } from '../../../main/contract/stock.ts';
import { useAct, useCall } from '../../client/client.ts';
import { Choices } from '../../ui/Choices.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { SecondPerson, isSigned, nobody } from '../../ui/SecondPerson.tsx';
import { holderName } from '../desk/holderName.ts';
import { useRefusal } from '../window/Workstation.ts';
import { EarlierCards, isKnown, ReasonFields } from './EarlierCards.tsx';
import { FacePreview } from './FacePreview.tsx';
import { FetchAheadAct } from './FetchAheadAct.tsx';
import { HallNote } from './HallNote.tsx';
import { PurposeChoice } from './PurposeChoice.tsx';
import { mayStart } from './rail.ts';

const marks = {
  ready: <CheckCircleFilled className="mark good" aria-hidden />,
  waitsForUpstream: <ClockCircleOutlined className="mark warn" aria-hidden />,
  blocked: <CloseCircleFilled className="mark bad" aria-hidden />,
  notAvailable: <MinusCircleOutlined aria-hidden />,
} as const;

function PlanSteps({ plan }: { readonly plan: CardPlan }) {
  const { t } = useTranslation();
  return (
    <ol className="planSteps">
      {plan.steps.map((each) => (
        <li key={each.step}>
          {marks[each.now]}
          <b>{t(`cards.step.${each.step}`)}</b>
          <span className="quiet">{t(`cards.plan.needs.${each.needs}`)}</span>
          <span>{t(`cards.plan.now.${each.now}`)}</span>
        </li>
      ))}
    </ol>
  );
}

/** Before a blank is touched: what can finish now, the promise, what is in the way, and the face (D2, D9, D10). */
export function CardPlanView({ view, onStarted }: { readonly view: CaseView; onStarted(): void }) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const [purpose, setPurpose] = useState<CardPurpose>('first');
  const [reason, setReason] = useState<ReplacementReason | null>(null);
  const [note, setNote] = useState('');
  const plan = useCall('cardPlan', { caseId: view.id, purpose }, { everyMs: 15_000 });
  const earlier = useCall('cardEarlier', { caseId: view.id }, { everyMs: 30_000 });
  const start = useAct('cardStart');
  const [asking, setAsking] = useState(false);
  const stock = useCall('stockList', {}, { enabled: asking });
  const [second, setSecond] = useState(nobody);
  const [cardClass, setCardClass] = useState<CardClass>('standard');
  if (plan.value === undefined) {
    return plan.failure === null ? (
      <p className="quiet">{t('common.loading')}</p>
    ) : (
      <FailureNote failure={plan.failure} />
    );
  }
  const refused = refusal('cardStart');
  // Upstream would refuse it at the lock: said before somebody waits for it (A10).
  const beside = purpose === 'first' && (earlier.value?.cards.length ?? 0) > 0;
  const ready = mayStart(plan.value) && refused === null && !beside;
  const { promise, enoughFor, atMost } = plan.value;
  // A network that comes back changes nothing there: promise, steps and “intake goes on” would say what is not true (I7).
  const revoked = plan.value.blockers.some(({ code }) => code === 'stationRevoked');
  // A station without braille blanks asks nothing (domain-rules 10.1).
  const hasBraille = (stock.value ?? []).some(
    (unit) => unit.cardClass === 'braille' && unit.state === 'hopper' && unit.jobId === null,
  );
  const remake = plan.value.remake === true;
  const missing = [
    ...(purpose !== 'first' && reason === null ? [t('replacement.reasonLabel')] : []),
    ...(purpose !== 'first' && reason === 'other' && note.trim() === '' ? [t('common.note')] : []),
    ...(remake && !isSigned(second) ? [t('common.secondPerson')] : []),
  ];
  return (
    <section className="card cardPlan" aria-label={t('cards.plan.title')}>
      {plan.value.blockers
        .filter(({ code }) => !revoked || code === 'stationRevoked')
        .map((blocker) => (
          <FailureNote key={blocker.code} failure={blocker} />
        ))}
      {revoked ? null : (
        <div className={`promise ${promise}`}>
          {promise === 'today' ? <CheckCircleFilled aria-hidden /> : <ClockCircleOutlined aria-hidden />}
          <div>
            <h2>{t(`cards.plan.${promise}`)}</h2>
            <p>{t(`cards.plan.${promise}Note`)}</p>
          </div>
          <span className="quiet">
            {enoughFor === null
              ? t('cards.plan.enoughUnknown')
              : t(`cards.plan.${atMost === true ? 'enoughAtMost' : 'enough'}`, { count: enoughFor })}
          </span>
        </div>
      )}
      <div className="planColumns">
        {revoked ? null : <PlanSteps plan={plan.value} />}
        <div className="planBeside">
          <FacePreview caseId={view.id} hint={t('cards.plan.previewHint')} />
          {earlier.value === undefined ? null : (
            <>
              <EarlierCards caseId={view.id} earlier={earlier.value} />
              {isKnown(earlier.value) || earlier.value.asked === 'offline' ? (
                <PurposeChoice
                  fees={earlier.value.fees}
                  value={purpose}
                  onChange={(chosen) => {
                    setPurpose(chosen);
                    setReason(null);
                  }}
                />
              ) : null}
            </>
          )}
          {plan.value.hall === undefined ? null : <HallNote hall={plan.value.hall} />}
        </div>
      </div>
      {beside && !plan.value.blockers.some(({ code }) => code === 'cardExists') ? (
        <FailureNote failure={{ code: 'cardExists' }} />
      ) : null}
      <div className="actRow">
        <Button type="primary" size="large" disabled={!ready} onClick={() => setAsking(true)}>
          {t('cards.plan.start')}
        </Button>
        {ready ? null : <span className="quiet">{refused ?? t('cards.plan.blocked')}</span>}
        {purpose === 'first' && !beside ? <FetchAheadAct caseId={view.id} onFetched={onStarted} /> : null}
      </div>
      {asking ? (
        <FinalAct
          title={t('cards.plan.start')}
          sentence={t('cards.plan.sentence', { name: holderName(view) })}
          actLabel={t('cards.plan.start')}
          busy={start.busy}
          failure={start.failure}
          missing={missing}
          onClose={() => setAsking(false)}
          onConfirm={() =>
            void start
              .run({
                caseId: view.id,
                cardClass,
                purpose,
                ...(reason !== null && { reason, note: note.trim() }),
                ...(remake && { countersignature: second }),
              })
              .then((result) => {
                if (!result.ok) return;
                setAsking(false);
                onStarted();
              })
          }
        >
          {purpose === 'first' ? null : (
            <ReasonFields
              reasons={reasonsOfPurpose[purpose]}
              reason={reason}
              note={note}
              onReason={setReason}
              onNote={setNote}
            />
          )}
          {hasBraille ? (
            <Choices
              label={t('stock.book.cardClass.label')}
              value={cardClass}
              onChange={setCardClass}
              options={cardClasses.options.map((value) => ({
                value,
                label: t(`stock.book.cardClass.${value}`),
              }))}
            />
          ) : null}
          {remake ? (
            <SecondPerson hint={t('cards.remake.secondHint')} value={second} onChange={setSecond} />
          ) : null}
        </FinalAct>
      ) : null}
    </section>
  );
}
