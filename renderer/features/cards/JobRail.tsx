import {
  CheckCircleFilled,
  ClockCircleOutlined,
  CloseCircleFilled,
  LoadingOutlined,
  MinusCircleOutlined,
  QuestionCircleFilled,
  UserOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardJobView } from '../../../main/contract/cards.ts';
import { railOf, seconds, type RailStep } from './rail.ts';

const marks: Record<RailStep['phase'], ReactNode> = {
  intent: <LoadingOutlined aria-hidden />,
  confirmed: <CheckCircleFilled className="mark good" aria-hidden />,
  settled: <CheckCircleFilled className="mark good" aria-hidden />,
  failed: <CloseCircleFilled className="mark bad" aria-hidden />,
  unknown: <QuestionCircleFilled className="mark bad" aria-hidden />,
  notAvailable: <MinusCircleOutlined aria-hidden />,
  waits: <ClockCircleOutlined className="mark warn" aria-hidden />,
  asks: <UserOutlined aria-hidden />,
  ahead: <span className="aheadMark" aria-hidden />,
};

/** The saved steps with their time; what waits says for what, what does not exist here is named. */
export function JobRail({ job }: { readonly job: CardJobView }) {
  const { t } = useTranslation();
  return (
    <ol className="rail" aria-label={t('cards.rail')}>
      {railOf(job).map(({ step, phase, tookMs }) => (
        <li
          key={step}
          className={phase}
          aria-current={['intent', 'unknown', 'asks'].includes(phase) ? 'step' : undefined}
        >
          {marks[phase]}
          <b>{t(`cards.step.${step}`)}</b>
          <span>{t(`cards.phase.${phase}`)}</span>
          <span className="quiet">{tookMs === null ? ' ' : t('cards.took', { s: seconds(tookMs) })}</span>
        </li>
      ))}
    </ol>
  );
}
