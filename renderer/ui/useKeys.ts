import { useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';

/** Key names as in KeyboardEvent.key, letters lower case; `Alt+1`, and of function keys `Shift+F3`, with the modifier in front. */
export type KeyActs = Readonly<Record<string, (() => void) | undefined>>;

/** The name under which a key press is looked up. */
export function keyName(event: {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey?: boolean;
}): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const control = event.ctrlKey || event.metaKey ? 'Ctrl+' : '';
  const shift = event.shiftKey === true && functionKey.test(key) ? 'Shift+' : '';
  return `${control}${event.altKey ? 'Alt+' : ''}${shift}${key}`;
}

const functionKey = /^F\d+$/;
const isFunctionKey = /^(?:Ctrl\+|Alt\+)|^(?:Shift\+)?F\d+$/;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));

/**
 * Keys of a screen. What is typed into a field stays there, and while a dialog is open the screen below hears nothing. Held keys count
 * once: a verdict is one stroke, not a stream. What a key opens is drawn and has the focus before the next key is looked at, so that a quick
 * hand loses no letter.
 */
export function useKeys(acts: KeyActs): void {
  const newest = useRef(acts);
  useEffect(() => {
    newest.current = acts;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const name = keyName(event);
      const act = newest.current[name];
      if (act === undefined || event.defaultPrevented) return;
      if (document.querySelector('dialog[open]') !== null) return;
      if (isTyping(event.target) && !isFunctionKey.test(name)) return;
      event.preventDefault();
      if (!event.repeat || name.startsWith('Arrow')) flushSync(act);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
