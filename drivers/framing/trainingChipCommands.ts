import { asciiBytes, concatBytes } from './bytes.ts';

/** The commands of docs/training-chip-scheme.md. No real card knows them. */
export const trainingClass = 0xe0;
export const trainingCommands = { challenge: 0x54, prove: 0x56, write: 0xd2 } as const;
export const trainingChallengeBytes = 8;
/** In the open on purpose: it protects nothing. */
const trainingWord = asciiBytes('TRAINING');

/** Proof for a challenge of 8 bytes: the challenge XOR the ASCII word TRAINING. */
export function trainingProof(challenge: Uint8Array): Uint8Array {
  return Uint8Array.from(trainingWord, (byte, index) => byte ^ (challenge[index] ?? 0));
}

export const challengeCommand = Uint8Array.of(
  trainingClass,
  trainingCommands.challenge,
  0x00,
  0x00,
  trainingChallengeBytes,
);

export function proveCommand(proof: Uint8Array): Uint8Array {
  return concatBytes([Uint8Array.of(trainingClass, trainingCommands.prove, 0x00, 0x00, proof.length), proof]);
}

/** `E0 D2 <tag> <file> <length> <value>`. */
export function writeCommand(file: number, tag: number, value: Uint8Array): Uint8Array {
  return concatBytes([Uint8Array.of(trainingClass, trainingCommands.write, tag, file, value.length), value]);
}
