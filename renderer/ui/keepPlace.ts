import { flushSync } from 'react-dom';

/** Below the head of the page, which stays in sight: pixels from the top of the window at which the eye is. */
const eyeLevel = 180;
/** What a page is made of, and a reader keeps an eye on. */
const landmarks = 'main :is(h1, h2, h3, h4, li, tr, dt, p, section, header)';

/**
 * Does something that makes everything longer or shorter, such as another language, and leaves what was before the eye where it was. A page
 * that is at its top stays there.
 */
export function keepPlace(change: () => void): void {
  const anchor = window.scrollY > 0 ? nearest(document.querySelectorAll(landmarks)) : null;
  const before = anchor?.getBoundingClientRect().top ?? 0;
  flushSync(change);
  const putBack = (): void => {
    if (anchor?.isConnected !== true) return;
    window.scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: 'instant' });
  };
  putBack();
  // Parts that measure themselves follow one picture later.
  requestAnimationFrame(putBack);
}

/** The one whose upper edge is nearest to the eye. */
function nearest(elements: Iterable<Element>): Element | null {
  let found: Element | null = null;
  let least = Infinity;
  for (const element of elements) {
    const away = Math.abs(element.getBoundingClientRect().top - eyeLevel);
    if (away < least) [found, least] = [element, away];
  }
  return found;
}
