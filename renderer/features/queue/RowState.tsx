import { CheckCircleFilled, ClockCircleOutlined, CloseCircleFilled, SwapOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { RowState as State } from '../../../main/contract/sync.ts';
import { rowTones } from './rowWords.ts';

const icons = {
  waiting: <ClockCircleOutlined aria-hidden />,
  acked: <CheckCircleFilled aria-hidden />,
  refused: <CloseCircleFilled aria-hidden />,
  conflict: <CloseCircleFilled aria-hidden />,
  superseded: <SwapOutlined aria-hidden />,
} as const satisfies Record<State, unknown>;

/** The state of a row as a shape and a word. */
export function RowState({ state }: { readonly state: State }) {
  const { t } = useTranslation();
  return (
    <span className={`tone ${rowTones[state]}`}>
      {icons[state]}
      {t(`queue.state.${state}`)}
    </span>
  );
}
