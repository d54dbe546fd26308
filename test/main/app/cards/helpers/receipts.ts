import type { PreparedReceipt } from '../../../../../main/app/cards/prepareHandOver.ts';
import type { HandOverInput } from '../../../../../main/contract/handOver.ts';

/** What a desk says that knew the holder of `sampleData` by eye and has the receipt signed on paper. */
export const saidAtDesk = {
  recipient: 'holder',
  phone: '+86 10 0000 0000',
  identity: { how: 'byEye', document: 'passport', lastFour: '0T47' },
  proof: { kind: 'onPaper' },
  pin: 'notAvailable',
} as const satisfies HandOverInput;
/** The same at the opening of a kiosk. */
export const saidAtBezel = { ...saidAtDesk, proof: { kind: 'atBezel' } } as const satisfies HandOverInput;

/** That, judged. */
export const receipt: PreparedReceipt = { receipt: { ...saidAtDesk, agent: null }, signature: null };
export const bezelReceipt: PreparedReceipt = { receipt: { ...saidAtBezel, agent: null }, signature: null };
