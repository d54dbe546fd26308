import { FrownOutlined, MehOutlined, SmileOutlined } from '@ant-design/icons';
import { useRef, type KeyboardEvent } from 'react';
import type { LanguageTag } from '../../../main/contract/access.ts';
import type { RatingLevel } from '../../../main/contract/ratings.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { ratingLevels } from '../../i18n/ratingWords.ts';
import './rating.css';

const faces = {
  verySatisfied: SmileOutlined,
  satisfied: SmileOutlined,
  mostlySatisfied: MehOutlined,
  dissatisfied: FrownOutlined,
  veryDissatisfied: FrownOutlined,
} as const satisfies Record<RatingLevel, unknown>;

/**
 * The five answers, all the same size and colour: none is suggested. Arrow keys move; `keys` shows that 1 to 5 answer at once. `own`: the words
 * of a visitor who reads neither Chinese nor English, in place of the English ones.
 */
export function RatingLevels({
  busy,
  keys,
  own,
  onRate,
}: {
  readonly busy: boolean;
  readonly keys: boolean;
  readonly own?: { readonly tag: LanguageTag; word(level: RatingLevel): string };
  onRate(level: RatingLevel): void;
}) {
  const list = useRef<HTMLOListElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + by + buttons.length) % buttons.length]?.focus();
    event.preventDefault();
  };
  return (
    <ol className="ratingLevels" ref={list} onKeyDown={onKeyDown}>
      {ratingLevels.map(({ level, zh, en }, index) => {
        const Face = faces[level];
        return (
          <li key={level}>
            <button
              type="button"
              disabled={busy}
              aria-keyshortcuts={keys ? String(index + 1) : undefined}
              onClick={() => onRate(level)}
            >
              <Face aria-hidden />
              <strong lang="zh-CN">{zh}</strong>
              <span lang={own?.tag ?? 'en'}>{own?.word(level) ?? en}</span>
              {keys ? <KeyCap name={String(index + 1)} /> : null}
            </button>
          </li>
        );
      })}
    </ol>
  );
}
