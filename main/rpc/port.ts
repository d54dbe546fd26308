/**
 * One end of a two-way message line. Messages keep their order and are structured clones. After the other end is gone `onClosed`
 * fires once and `post` does nothing. Adapters live in `ports/`; the same hosts run over Electron's ports, worker and child
 * processes, and in one process.
 */
export interface Port {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClosed(listener: () => void): void;
  close(): void;
}
