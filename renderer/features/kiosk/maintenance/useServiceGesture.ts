import { useEffect, useRef, type PointerEvent } from 'react';

/** So long nobody leans on the head of a screen by chance. */
const holdMs = 3000;

interface Handlers {
  onPointerDown(event: PointerEvent): void;
  onPointerUp(): void;
  onPointerLeave(): void;
  onPointerCancel(): void;
}

/**
 * How a technician asks for the sign-in of maintenance (E7): the station's name held for three seconds, or Ctrl+Alt+M on a keyboard that was
 * plugged in. Nothing on the screen tells of it, and it opens nothing but a question for two factors.
 */
export function useServiceGesture(onService: () => void): Handlers {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const ask = useRef(onService);
  useEffect(() => {
    ask.current = onService;
  }, [onService]);
  const stop = (): void => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey && event.altKey && event.code === 'KeyM') ask.current();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
      if (timer.current !== null) clearTimeout(timer.current);
    };
  }, []);
  return {
    onPointerDown(event) {
      if (!event.isPrimary) return;
      stop();
      timer.current = setTimeout(() => ask.current(), holdMs);
    },
    onPointerUp: stop,
    onPointerLeave: stop,
    onPointerCancel: stop,
  };
}
