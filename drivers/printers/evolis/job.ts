import type { CardFace } from '../../../main/contract/devices.ts';
import { encodeCommand, encodePanel } from '../../framing/evolisCommands.ts';
import { faceToPanels } from './faceCodec.ts';
import { packBlack, packColour } from './panelCodec.ts';
import type { EvolisProfile } from './profile.ts';

/** Panels of the ribbon: colour, black resin, overlay (the printer lays the overlay by itself). */
const ribbon = 'ymcko';

/** The commands of one front, each to be acknowledged before the next: from `Ss` to `Se;1`, which prints and ejects. */
export function jobCommands(face: CardFace, profile: EvolisProfile): Uint8Array[] {
  const panels = faceToPanels(face, profile.turn);
  return [
    encodeCommand('Ss'),
    encodeCommand('Sr'),
    encodeCommand(`Pr;${ribbon}`),
    encodePanel('y', 128, packColour(panels.y)),
    encodePanel('m', 128, packColour(panels.m)),
    encodePanel('c', 128, packColour(panels.c)),
    encodePanel('k', 2, packBlack(panels.k)),
    encodeCommand('Se;1'),
  ];
}
