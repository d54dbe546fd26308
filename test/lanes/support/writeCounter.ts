import { apduFramer } from '../../../drivers/framing/apduFrames.ts';
import { trainingClass, trainingCommands } from '../../../drivers/framing/trainingChipCommands.ts';
import type { LineBridge } from './lineBridge.ts';

/** Write commands that reached the chip station, by card and field. */
export interface WriteCounter {
  /** The highest number of writes of one field on one card: more than one is a step done twice. */
  highest(): number;
  total(): number;
}

/** `cardThere`: what lies at the contacts when a command comes; null = nothing, and the command reaches no chip. */
export function writeCounter(line: LineBridge, cardThere: () => string | null): WriteCounter {
  const counts = new Map<string, number>();
  let framer = apduFramer({ silenceMs: 500 });
  line.onToDevice((bytes) => {
    for (const outcome of framer.push(bytes)) {
      // A host that died in the middle of a frame leaves half of one: its successor begins anew.
      if (outcome.kind === 'error') framer = apduFramer({ silenceMs: 500 });
      else {
        const [first, command, tag, file] = outcome.frame;
        const card = cardThere();
        if (card === null || first !== trainingClass || command !== trainingCommands.write) continue;
        const field = `${card} ${file ?? 0}/${tag ?? 0}`;
        counts.set(field, (counts.get(field) ?? 0) + 1);
      }
    }
  });
  return {
    highest: () => Math.max(0, ...counts.values()),
    total: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
  };
}
