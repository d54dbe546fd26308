import { groupNumber } from './groupNumber.ts';

/**
 * A document number as people compare it: monospaced, in groups. The groups are margins and not spaces, so a copy is the number itself.
 */
export function DocumentNumber({
  value,
  className,
}: {
  readonly value: string;
  readonly className?: string;
}) {
  return (
    <span className={`mono documentNumber ${className ?? ''}`} translate="no">
      {groupNumber(value).map((group, index) => (
        <span key={index}>{group}</span>
      ))}
    </span>
  );
}
