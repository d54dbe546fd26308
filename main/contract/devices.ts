/** Everything the core host and the device host say to each other. */
export * from './devices/words.ts';
export * from './devices/config.ts';
export * from './devices/facts.ts';
export * from './devices/chips.ts';
export * from './devices/chipNames.ts';
export * from './devices/reads.ts';
export * from './devices/methods.ts';
