import { CheckCircleFilled, ClockCircleOutlined, CloseCircleFilled, EyeOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ComparisonRow } from '../../../../main/contract/cases.ts';
import type { MachineOutcome, MarkedRun } from '../../../../main/contract/comparison.ts';
import { eyeMayAnswer } from '../../../../main/domain/documents/comparePassport.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
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
function Outcome({ machine, eye }: Pick<ComparisonRow, 'machine' | 'eye'>) {
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
function Runs({ runs, value }: { readonly runs: readonly MarkedRun[] | null; readonly value: string }) {
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

export interface CompareRowProps {
  readonly row: ComparisonRow;
  /** S and D answer this one. */
  readonly keyed: boolean;
  readonly editable: boolean;
  /** Why a name is never answered by the machine; null on other fields. */
  readonly why: string | null;
  onConfirm(outcome: 'same' | 'differs'): void;
}

/** One field: a line when everything agrees, else every source under the other with its marks and the hint. */
export function CompareRow({ row, keyed, editable, why, onConfirm }: CompareRowProps) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const mono = row.field === 'name' ? undefined : 'mono';
  const unfolded = row.machine !== 'same';
  return (
    <li className={keyed ? 'openField' : undefined}>
      <div className="compareHead">
        <b>{t(`desk.compare.field.${row.field}`)}</b>
        {unfolded ? null : <span className={mono}>{row.passport || row.record}</span>}
        <Outcome machine={row.machine} eye={row.eye} />
      </div>
      {unfolded ? (
        <dl>
          {row.passport === '' ? null : (
            <>
              <dt>{t('desk.compare.passport')}</dt>
              <dd className={mono}>
                <Runs runs={row.marks?.passport ?? null} value={row.passport} />
              </dd>
            </>
          )}
          {row.record === '' ? null : (
            <>
              <dt>{t('desk.compare.record')}</dt>
              <dd className={mono}>
                <Runs runs={row.marks?.record ?? null} value={row.record} />
              </dd>
            </>
          )}
        </dl>
      ) : null}
      {row.hint === null ? null : <p className="compareHint">{pick(row.hint.zh, row.hint.en)}</p>}
      {row.others.map((other) => (
        <div key={other.source} className="compareOther">
          <span className="quiet">{t(`checking.compare.source.${other.source}`)}</span>
          <span className={mono}>{other.value}</span>
          {/* The eye answers the field, with all that lies beside it; what the machine knows stays as it is. */}
          <Outcome machine={other.machine} eye={other.machine === 'needsEye' ? row.eye : null} />
          {other.hint === null || other.hint.code === row.hint?.code ? null : (
            <small>{pick(other.hint.zh, other.hint.en)}</small>
          )}
        </div>
      ))}
      {eyeMayAnswer(row) && editable ? (
        <div className="eyeButtons">
          {(['same', 'differs'] as const).map((outcome) => (
            <button
              key={outcome}
              type="button"
              aria-pressed={row.eye?.outcome === outcome}
              {...(keyed ? { 'aria-keyshortcuts': outcome === 'same' ? 'S' : 'D' } : {})}
              onClick={() => onConfirm(outcome)}
            >
              {keyed ? <KeyCap name={outcome === 'same' ? 'S' : 'D'} /> : null}{' '}
              {t(outcome === 'same' ? 'desk.compare.keySame' : 'desk.compare.keyDiffers')}
            </button>
          ))}
          {why === null ? null : <small className="quiet">{why}</small>}
        </div>
      ) : null}
    </li>
  );
}
