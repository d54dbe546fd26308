import type { Progress } from '../../contract/queue.ts';

/** How far something long has come. `now` is `Clock.elapsed()`: a clock that is set changes no rate. */
export interface ProgressMeter {
  /** `done` of `total` at `now`; null total = not counted. */
  note(now: number, done: number, total: number | null): void;
  /** Null: nothing is under way. */
  read(now: number): Progress | null;
  end(): void;
}

/** Rates are those of the last half minute, so that a pause shows. */
const windowMs = 30_000;

/** The remaining time is told once two marks stand a second apart: before that it would jump. */
export function progressMeter(): ProgressMeter {
  let marks: { readonly at: number; readonly done: number }[] = [];
  let total: number | null = null;
  return {
    note(now, done, of) {
      marks.push({ at: now, done });
      total = of;
      const since = marks.findIndex(({ at }) => at >= now - windowMs);
      marks = marks.slice(Math.max(0, since));
    },
    read(now) {
      const [first, last] = [marks[0], marks.at(-1)];
      if (first === undefined || last === undefined) return null;
      const passed = Math.max(now, last.at) - first.at;
      const perSecond = passed >= 1000 ? ((last.done - first.done) * 1000) / passed : 0;
      const left = total === null ? null : Math.max(0, total - last.done);
      return {
        done: last.done,
        total: total === null ? null : Math.max(total, last.done),
        perSecond: Math.max(0, perSecond),
        secondsLeft: left === null || perSecond <= 0 ? null : left / perSecond,
      };
    },
    end() {
      marks = [];
      total = null;
    },
  };
}
