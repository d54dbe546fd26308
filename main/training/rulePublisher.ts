import type { RulePublisher } from '../contract/station.ts';

/** Signs the packs that are shipped for training and tests. Production stations accept only publishers that their profile names. */
export const trainingPublisher: RulePublisher = {
  id: 'zhengka-training',
  publicKey:
    '04760efc92f03049b10c0ab6c1d4f024a318cbdb48bea90e248b5b885fbbe72de5c6d95d21bbc26b78a609c9188fbea355c65cb86dcf7f319ed1e4a6cdf35109c5',
};
