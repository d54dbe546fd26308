import { afterSilence, afterStroke, wedgeLimits, type Burst, type Step, type Stroke } from './wedgeGuard.ts';

/** What a key press is to the guard; null = not worth a thought, e.g. Shift, which a scanner presses for capitals. */
export function strokeOf(
  event: Pick<
    KeyboardEvent,
    'key' | 'timeStamp' | 'isComposing' | 'repeat' | 'ctrlKey' | 'altKey' | 'metaKey'
  >,
): Stroke | null {
  const { key, timeStamp: at } = event;
  if (key === 'Shift' || key === 'CapsLock') return null;
  if (event.isComposing || event.repeat || event.ctrlKey || event.altKey || event.metaKey)
    return { kind: 'other', at };
  if (key === 'Enter' || key === 'Tab') return { kind: 'end', at };
  return key.length === 1 ? { kind: 'character', text: key, at } : { kind: 'other', at };
}

/** A key press that was kept back, with what is needed to let it happen after all. */
interface Held {
  readonly target: EventTarget | null;
  readonly press: KeyboardEventInit;
}

const pressOf = (event: KeyboardEvent): KeyboardEventInit => ({
  key: event.key,
  code: event.code,
  location: event.location,
  shiftKey: event.shiftKey,
  bubbles: true,
  cancelable: true,
  composed: true,
});

const isText = (element: Element): boolean =>
  (element instanceof HTMLInputElement && element.selectionStart !== null) ||
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLElement && element.isContentEditable);

/** Types one character as the browser does: with its events, at the caret, and with undo. */
function typeInto(target: EventTarget | null, text: string): void {
  const element = target instanceof Element && target.isConnected ? target : document.activeElement;
  if (element === null) return;
  if (isText(element)) {
    if (element !== document.activeElement && element instanceof HTMLElement)
      element.focus({ preventScroll: true });
    // Nothing else inserts text with the field's undo and its length limit.
    // oxlint-disable-next-line typescript/no-deprecated
    document.execCommand('insertText', false, text);
  } else if (text === ' ' && element instanceof HTMLElement && element.matches('button, [role="button"]')) {
    element.click();
  }
}

/** Where the focus went since `focused` had it; null = it stayed. */
const movedTo = (focused: Element | null): Element | null =>
  document.activeElement === focused ? null : document.activeElement;

/**
 * Stands in front of every field of the page. Quick strokes are kept back until it is known who types: a scan goes to `onScan` and to no
 * field, a person's typing is typed a moment later (at most 60 ms after a single key), into the field that its own keys have opened. `onScan` gets null for a scan that is too long.
 * Returns how to take the guard away.
 */
export function guardKeyboard(onScan: (text: string | null) => void): () => void {
  let burst: Burst | null = null;
  let held: Held[] = [];
  let timer: number | undefined;
  /** True while the guard itself types: its own events pass. */
  let typing = false;

  const restore = (presses: readonly Held[]): void => {
    typing = true;
    const focused = document.activeElement;
    try {
      for (const { target: first, press } of presses) {
        // A key before this one opened a field: what was typed after it was meant for that field.
        const target = movedTo(focused) ?? first;
        const alive = target instanceof Node && target.isConnected ? target : document.body;
        const wanted = alive.dispatchEvent(new KeyboardEvent('keydown', press));
        if (wanted) typeInto(target, press.key ?? '');
      }
    } finally {
      typing = false;
    }
  };

  const carryOut = (step: Step): void => {
    window.clearTimeout(timer);
    burst = step.burst;
    const { decision } = step;
    if (decision.kind === 'hold') {
      timer = window.setTimeout(onSilence, Math.max(decision.until - performance.now(), 0) + 1);
      return;
    }
    const presses = held;
    held = [];
    if (step.restore !== '') restore(presses);
    if (decision.kind === 'scan') onScan(decision.text);
  };
  const onSilence = (): void => carryOut(afterSilence(burst, performance.now()));

  const onKeyDown = (event: KeyboardEvent): void => {
    if (typing) return;
    const stroke = strokeOf(event);
    if (stroke === null) return;
    const focused = document.activeElement;
    // The timer may be late when the page was busy; the strokes carry their own time.
    if (burst !== null) carryOut(afterSilence(burst, stroke.at));
    const step = afterStroke(burst, stroke);
    if (step.decision.kind !== 'pass') {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    // Longer than any code: it can only become a refused scan, so there is nothing to give back.
    if (step.decision.kind === 'hold' && held.length <= wedgeLimits.longest)
      held.push({ target: movedTo(focused) ?? event.target, press: pressOf(event) });
    carryOut(step);
  };

  /** Text or a focus that comes from elsewhere (an IME, dictation, the mouse) is a person's: what was typed before it goes first. */
  const onOther = (event: Event): void => {
    if (!typing && burst !== null) carryOut(afterStroke(burst, { kind: 'other', at: event.timeStamp }));
  };

  const others = ['beforeinput', 'compositionstart', 'pointerdown', 'paste', 'cut'];
  window.addEventListener('keydown', onKeyDown, true);
  for (const name of others) window.addEventListener(name, onOther, true);
  return () => {
    window.clearTimeout(timer);
    window.removeEventListener('keydown', onKeyDown, true);
    for (const name of others) window.removeEventListener(name, onOther, true);
  };
}
