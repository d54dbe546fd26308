import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const rows = ['1234567890', 'qwertyuiop', 'asdfghjkl-', 'zxcvbnm._@'] as const;
const symbols = '!#$%&*+=?/';

/** A keyboard on the screen: a kiosk has none of its own. It types into whichever field was touched last. */
export function TouchKeys({
  onKey,
  onRemove,
}: {
  readonly onKey: (character: string) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation();
  const [upper, setUpper] = useState(false);
  const shown = upper ? [symbols, ...rows.slice(1).map((row) => row.toUpperCase())] : rows;
  return (
    <div className="kioskKeys" role="group" aria-label={t('maintenance.entry.keys')}>
      {shown.map((row) => (
        <div key={row}>
          {row.split('').map((character) => (
            <button
              key={character}
              type="button"
              tabIndex={-1}
              // The field keeps the focus, so that a keyboard and these keys can be mixed.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onKey(character)}
            >
              {character}
            </button>
          ))}
        </div>
      ))}
      <div>
        <button
          type="button"
          tabIndex={-1}
          aria-pressed={upper}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => setUpper(!upper)}
        >
          {t('maintenance.entry.shift')}
        </button>
        <button
          type="button"
          tabIndex={-1}
          onPointerDown={(event) => event.preventDefault()}
          onClick={onRemove}
        >
          {t('maintenance.entry.remove')}
        </button>
      </div>
    </div>
  );
}
