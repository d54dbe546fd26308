import { useEffect } from 'react';

const everyMs = 5000;
const toneHertz = 880;
const toneSeconds = 0.25;

/** Two tones at once, and every five seconds while it is `repeated` (E3, E4). Where a page may make no sound it stays silent; the text is there anyway. */
export function useAlarm(sound: 'off' | 'once' | 'repeated'): void {
  useEffect(() => {
    if (sound === 'off' || typeof AudioContext === 'undefined') return;
    const audio = new AudioContext();
    const ring = (): void => [0, 2 * toneSeconds].forEach((after) => tone(audio, audio.currentTime + after));
    ring();
    const timer = sound === 'repeated' ? setInterval(ring, everyMs) : undefined;
    return () => {
      clearInterval(timer);
      void audio.close();
    };
  }, [sound]);
}

function tone(audio: AudioContext, at: number): void {
  const oscillator = audio.createOscillator();
  const volume = audio.createGain();
  oscillator.frequency.value = toneHertz;
  volume.gain.setValueAtTime(0.0001, at);
  // A rise and a fall without a click.
  volume.gain.exponentialRampToValueAtTime(0.4, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + toneSeconds);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + toneSeconds);
}
