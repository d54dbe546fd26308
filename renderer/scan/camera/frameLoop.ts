/** A picture of the camera that must be given back. */
export interface Frame {
  close(): void;
}

export interface FrameParts<Picture extends Frame> {
  /** The newest picture, or null while there is none. */
  grab(): Promise<Picture | null>;
  /** The texts of the codes in a picture; takes the picture over and closes it. */
  decode(picture: Picture): Promise<readonly string[]>;
  /** `at` in milliseconds of the page's clock. Never called after the stop. */
  onTexts(texts: readonly string[], at: number): void;
  /** Grabbing or decoding broke; the loop has ended. Never called after the stop. */
  onBroken(): void;
}

/** Between the beginnings of two looks: six a second. */
export const lookEveryMs = 160;

/**
 * Looks at pictures one after the other until it is stopped, never two at once. After each it rests at least as long as the look took, so a slow
 * machine looks less often and keeps half of its time for the page. What is on its way when the loop stops is dropped.
 */
export function startFrameLoop<Picture extends Frame>(parts: FrameParts<Picture>): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = async (): Promise<void> => {
    const picture = await parts.grab();
    if (picture === null) return;
    if (stopped) return picture.close();
    const texts = await parts.decode(picture);
    if (!stopped) parts.onTexts(texts, performance.now());
  };
  const turn = async (): Promise<void> => {
    const began = performance.now();
    try {
      await look();
    } catch {
      // Why is of no use to a visitor; whoever listens opens everything anew.
      if (!stopped) parts.onBroken();
      stopped = true;
    }
    if (stopped) return;
    const took = performance.now() - began;
    timer = setTimeout(() => void turn(), Math.max(lookEveryMs - took, took));
  };
  void turn();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
