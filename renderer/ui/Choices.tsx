import { useId } from 'react';

/** A question with few answers, all in sight; arrow keys move. */
export function Choices<Value extends string>({
  label,
  options,
  value,
  onChange,
}: {
  readonly label: string;
  readonly options: readonly { readonly value: NoInfer<Value>; readonly label: string }[];
  readonly value: Value | null;
  onChange(value: NoInfer<Value>): void;
}) {
  const name = useId();
  return (
    <div className="field" role="radiogroup" aria-labelledby={`${name}-label`}>
      <span id={`${name}-label`} className="label">
        {label}
      </span>
      <div className="choices">
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </div>
  );
}
