import type { ReactNode } from 'react';

export interface Bar {
  readonly name: string;
  readonly value: number;
  /** Written beside the bar; default: the value. */
  readonly text?: ReactNode;
}

/** Bars with their numbers beside them: the picture repeats what is written. `of`: the value of a full bar, default the longest. */
export function BarChart({
  label,
  bars,
  of,
}: {
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly of?: number;
}) {
  const most = Math.max(1, of ?? 0, ...bars.map((bar) => bar.value));
  return (
    <dl className="bars" aria-label={label}>
      {bars.map((bar) => (
        <div key={bar.name}>
          <dt>{bar.name}</dt>
          <dd>
            <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden>
              <rect width="100" height="12" className="barGround" />
              <rect width={(100 * bar.value) / most} height="12" className="bar" />
            </svg>
            <b>{bar.text ?? bar.value}</b>
          </dd>
        </div>
      ))}
    </dl>
  );
}
