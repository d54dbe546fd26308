/** Bars with their numbers beside them: the picture repeats what is written. */
export function BarChart({
  label,
  bars,
}: {
  readonly label: string;
  readonly bars: readonly { readonly name: string; readonly value: number }[];
}) {
  const most = Math.max(1, ...bars.map((bar) => bar.value));
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
            <b>{bar.value}</b>
          </dd>
        </div>
      ))}
    </dl>
  );
}
