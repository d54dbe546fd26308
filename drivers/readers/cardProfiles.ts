import { z } from 'zod';

/** How the calls of one family of cards differ (F7, device-protocols 7). The data on the card are the same in all of them. */
export interface CardProfile {
  readonly name: string;
  /** `00 B2 <tag> 00`, `00 B2 <record> 04`, or `00 B2 <record> 2C/34` (short file id 5 or 6, no SELECT of the file). */
  readonly readBy: 'tag' | 'record' | 'shortFileId';
  /** P1 of the SELECT of a file, tried in order. */
  readonly selectModes: readonly (0x00 | 0x02)[];
  readonly nameEncoding: 'gb18030' | 'utf-8';
}

/**
 * The profiles a station can name. Which province needs which one is not public: to be proved on the first card of each, and then
 * one more row here.
 */
export const cardProfiles = [
  { name: 'national', readBy: 'tag', selectModes: [0x02, 0x00], nameEncoding: 'gb18030' },
  { name: 'recordNumber', readBy: 'record', selectModes: [0x02, 0x00], nameEncoding: 'gb18030' },
  { name: 'shortFileId', readBy: 'shortFileId', selectModes: [0x02, 0x00], nameEncoding: 'gb18030' },
  { name: 'utf8Names', readBy: 'tag', selectModes: [0x02, 0x00], nameEncoding: 'utf-8' },
  { name: 'plainSelect', readBy: 'tag', selectModes: [0x00], nameEncoding: 'gb18030' },
] as const satisfies readonly CardProfile[];

const names = cardProfiles.map((profile) => profile.name);

/** Options of a chip reader. `personaliser`: who writes (drivers/personalisers); `certificates`: who sees to the key pair of the chip. */
export const chipOptions = z.strictObject({
  profile: z.enum(names).default('national'),
  personaliser: z.enum(['none', 'training']).default('none'),
  certificates: z.enum(['none', 'training']).default('none'),
  /** Do the cards come with a PIN of their holder that has to be changed at the desk (D11)? */
  holderPin: z.boolean().default(false),
});

export function profileNamed(name: (typeof names)[number]): CardProfile {
  return cardProfiles.find((profile) => profile.name === name) ?? cardProfiles[0];
}
