/** The far end of a cable, as a device sees it. A simulator talks to this and to nothing else. */
export interface DevicePort {
  /** Device to host. Lost when nothing is plugged in or the host has not opened the port. */
  send(bytes: Uint8Array): void;
  onReceive(listener: (bytes: Uint8Array) => void): void;
  /** Pulls the cable: the host sees the device vanish. Idempotent. */
  unplug(): Promise<void>;
  /** Puts the cable back; resolves when a host can open it again. Idempotent. */
  replug(): Promise<void>;
  close(): Promise<void>;
}
