import { useState } from 'react';

export interface Display {
  readonly text: 'normal' | 'large';
  readonly contrast: 'normal' | 'high';
  toggleText(): void;
  toggleContrast(): void;
  /** For the next visitor. */
  reset(): void;
}

/** How the screen looks to this visitor (K2). Kept while they stand here, forgotten with them. */
export function useDisplay(): Display {
  const [text, setText] = useState<Display['text']>('normal');
  const [contrast, setContrast] = useState<Display['contrast']>('normal');
  return {
    text,
    contrast,
    toggleText: () => setText((now) => (now === 'normal' ? 'large' : 'normal')),
    toggleContrast: () => setContrast((now) => (now === 'normal' ? 'high' : 'normal')),
    reset: () => {
      setText('normal');
      setContrast('normal');
    },
  };
}
