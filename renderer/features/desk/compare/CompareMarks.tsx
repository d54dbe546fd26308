import { CheckCircleFilled, ClockCircleOutlined, CloseCircleFilled, EyeOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ComparisonRow } from '../../../../main/contract/cases.ts';
import type { MachineOutcome, MarkedRun } from '../../../../main/contract/comparison.ts';
import { KeyCap } from '../../../ui/KeyCap.tsx';

const marks = {
  same: CheckCircleFilled,
  differs: CloseCircleFilled,
  needsEye: EyeOutlined,
  cannotCheckOffline: ClockCircleOutlined,
} as const;
const tones = { same: 'good', differs: 'bad', needsEye: 'warn', cannotCheckOffline: 'warn' } as const;
const words = {
  same: 'desk.compare.same',
  differs: 'desk.compare.differs',
  needsEye: 'desk.compare.needsEye',
  cannotCheckOffline: 'checking.compare.cannotCheckOffline',
} as const satisfies Record<MachineOutcome, string>;

/** What the machine, or the eye after it, says about a field. Never by colour alone. */
export function Outcome({ machine, eye }: Pick<ComparisonRow, 'machine' | 'eye'>) {
  const { t } = useTranslation();
  const said = eye?.outcome ?? machine;
  const Mark = marks[said];
  return (
    <span className={`tone ${tones[said]}`}>
      <Mark aria-hidden />
      {t(
        eye === null
          ? words[machine]
          : eye.outcome === 'same'
            ? 'desk.compare.bySame'
            : 'desk.compare.byDiffers',
      )}
    </span>
  );
}

/** A value with the letters marked that the other side has not; another way to write the same is marked lightly. */
export function Runs({
  runs,
  value,
}: {
  readonly runs: readonly MarkedRun[] | null;
  readonly value: string;
}) {
  if (runs === null) return <>{value}</>;
  return runs.map((run, index) =>
    run.kind === 'same' ? (
      <span key={index}>{run.text}</span>
    ) : (
      <mark key={index} className={run.kind}>
        {run.text}
      </mark>
    ),
  );
}

/** Same or different, as the eye sees it (domain-rules 2.1). `keyed`: S and D answer this field. */
export function EyeButtons(props: {
  readonly row: ComparisonRow;
  readonly keyed: boolean;
  /** Why the machine does not say it; null = the hint does. */
  readonly why: string | null;
  onConfirm(outcome: 'same' | 'differs'): void;
}) {
  const { t } = useTranslation();
  const { row, keyed, why } = props;
  return (
    <div className="eyeButtons">
      {(['same', 'differs'] as const).map((outcome) => (
        <button
          key={outcome}
          type="button"
          aria-pressed={row.eye?.outcome === outcome}
          {...(keyed ? { 'aria-keyshortcuts': outcome === 'same' ? 'S' : 'D' } : {})}
          onClick={() => props.onConfirm(outcome)}
        >
          {keyed ? <KeyCap name={outcome === 'same' ? 'S' : 'D'} /> : null}{' '}
          {t(outcome === 'same' ? 'desk.compare.keySame' : 'desk.compare.keyDiffers')}
        </button>
      ))}
      {why === null ? null : <small className="quiet">{why}</small>}
    </div>
  );
}
