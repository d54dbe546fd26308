import { CheckCircleFilled, CloseCircleFilled, WarningFilled } from '@ant-design/icons';
import type { Tone } from './statusItems.ts';

/** Three shapes for three states: the colour only repeats them. */
export function StatusMark({ tone }: { readonly tone: Tone }) {
  if (tone === 'good') return <CheckCircleFilled className="mark good" aria-hidden />;
  if (tone === 'warn') return <WarningFilled className="mark warn" aria-hidden />;
  return <CloseCircleFilled className="mark bad" aria-hidden />;
}
