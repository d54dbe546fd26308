import { describe, expect, it } from 'vitest';
import type { PrinterFacts } from '../../../main/contract/devices.ts';
import { unknownPrinterFacts } from '../../../drivers/api/status.ts';
import { awaitTaken } from '../../../drivers/printers/evolis/bezel.ts';
import { kioskProfile } from '../../../drivers/printers/evolis/profile.ts';
import { manualClock } from '../../../drivers/sim/manualClock.ts';
import { drive } from '../helpers/drive.ts';

const { bezel } = kioskProfile;
const well = { code: 'success' } as const;
const at = (position: PrinterFacts['position']): PrinterFacts => ({
  ...unknownPrinterFacts(well),
  position,
  printedCards: 1,
});

/** A machine whose bezel is always empty, and that says in turn where the card is; how often it was told to bring one out. */
async function asked(positions: readonly PrinterFacts['position'][]) {
  if (bezel === null) throw new Error('no bezel');
  const clock = manualClock();
  const rest = [...positions];
  let moves = 0;
  const facts = await drive(
    clock,
    awaitTaken(
      {
        // Only asked for the bezel here.
        session: { ask: async () => ({ kind: 'text', text: '0,20 Volts' }) } as never,
        clock,
        bezel,
        look: async () => {
          const position = rest.length > 1 ? (rest.shift() ?? 'unknown') : (rest[0] ?? 'unknown');
          return { facts: at(position), position };
        },
        before: async () => ({ go: true, facts: at('print') }),
        move: async () => {
          moves += 1;
          return at('none');
        },
      },
      1000,
      { deadlineAt: clock.now() + 20_000, canceled: () => false },
    ),
  );
  return { facts, moves };
}

describe('E3 13.8 an empty opening proves that a card was taken only when it is not inside', () => {
  it('the card that could not be asked for at first is brought out, and then it is taken', async () => {
    const { facts, moves } = await asked(['unknown', 'print', 'none']);
    expect(facts).toMatchObject({ completion: well, position: 'none' });
    expect(moves).toBe(1);
  });

  it('brought out once, it is not brought out again: a card that is inside after that is not taken', async () => {
    const { facts, moves } = await asked(['print', 'print']);
    expect(facts.completion.code).toBe('timeOut');
    expect(moves).toBe(1);
  });

  it('a card at the chip is nobody’s to take', async () => {
    const { facts, moves } = await asked(['chip']);
    expect(facts.completion.code).toBe('timeOut');
    expect(moves).toBe(0);
  });
});
