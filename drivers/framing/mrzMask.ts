const placeholder = 0x58;

/** Text of a zone with every character made an X; control bytes stay, because they are what a wrong splitter is found by. */
export function maskZoneText(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte < 0x20 ? byte : placeholder));
}
