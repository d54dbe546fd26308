import { asciiBytes, concatBytes } from './bytes.ts';

/** The commands of docs/training-chip-scheme.md. No real card knows them. */
export const trainingClass = 0xe0;
export const trainingCommands = {
  challenge: 0x54,
  prove: 0x56,
  write: 0xd2,
  key: 0x46,
  keyState: 0xca,
  certificatePart: 0xd6,
  certificateSeal: 0xd8,
  certificateRead: 0xb0,
  changeAdmin: 0x24,
} as const;
/** x and y of a public key. */
export const trainingKeyBytes = 64;
/** Length of the certificate in two bytes, and whether the administrator's secrets were changed. */
export const trainingKeyStateBytes = 3;
/** A T=0 answer has at most 256 bytes; a command's data at most 255. */
export const trainingPartBytes = 200;
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

const command = (word: number, offset: number, last: number, data?: Uint8Array): Uint8Array =>
  concatBytes([
    Uint8Array.of(trainingClass, word, offset >> 8, offset & 0xff, last),
    ...(data === undefined ? [] : [data]),
  ]);

/** `E0 46 00 00 40`: the public key; the chip makes its pair when it has none. */
export const keyCommand = command(trainingCommands.key, 0, trainingKeyBytes);
/** `E0 CA 00 00 03`. */
export const keyStateCommand = command(trainingCommands.keyState, 0, trainingKeyStateBytes);
/** `E0 B0 <offset> <length>`: a part of the certificate that was sealed. */
export const certificateReadCommand = (offset: number, length: number): Uint8Array =>
  command(trainingCommands.certificateRead, offset, length);
/** `E0 D6 <offset> <length> <part>`. */
export const certificatePartCommand = (offset: number, part: Uint8Array): Uint8Array =>
  command(trainingCommands.certificatePart, offset, part.length, part);
/** `E0 D8 <length of the certificate> 00`: from now on it is the certificate. */
export const certificateSealCommand = (length: number): Uint8Array =>
  command(trainingCommands.certificateSeal, length, 0);
/** `E0 24 00 00 <length> <box>`: new administrator PIN and master key, sealed for this chip's key. */
export const changeAdminCommand = (box: Uint8Array): Uint8Array =>
  command(trainingCommands.changeAdmin, 0, box.length, box);
