/**
 * Private half of the training publisher, for `npm run rules:sign` and tests. It is published on purpose: what it signs is worth nothing
 * outside training, because no production station accepts that publisher.
 */
export const trainingPublisherKey = 'f221c35c29e1d4a7f2d76eeca6add3a0b7163291ecf3696b807a867aa8d6b593';
