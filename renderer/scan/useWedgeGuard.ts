import { useEffect } from 'react';
import { call } from '../client/client.ts';
import { guardKeyboard } from './guardKeyboard.ts';

/** A scanner that types like a keyboard reaches the core host as any scanner does, and no field (A2). Used once, at the root. */
export function useWedgeGuard(): void {
  useEffect(
    () =>
      guardKeyboard((text) => {
        // What is too long for any code is refused by the core host like an empty one: named, and logged by class.
        void call('caseScanned', { source: 'wedge', text: text ?? '' });
      }),
    [],
  );
}
