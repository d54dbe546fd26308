import { asciiBytes, asciiText, concatBytes } from './bytes.ts';
import { frameError, frameOf, type FrameOutcome, type Framer } from './frames.ts';
import { commonLayout, type ScanReportLayout, type TriggerReportLayout } from './hidPosLayout.ts';

/** A whole scan: all reports of it put together. `aim` is empty where the device does not tell the symbology. */
export type HidPosFrame =
  | { readonly kind: 'scan'; readonly aim: string; readonly bytes: Uint8Array }
  /** Part of the answer to a command of report FD, AIM `]X0` or `]Z6` (device-protocols 1.2). */
  | { readonly kind: 'answer'; readonly last: boolean; readonly text: string };

interface ScanReport {
  readonly aim: string;
  readonly data: Uint8Array;
  readonly continued: boolean;
  readonly full: boolean;
}

/** Largest scan the contract lets through. */
const longestScan = 8192;
/** Silence after which a scan that says it goes on has ended (device-protocols 1.2). */
const silenceMs = 150;
const answerAim = ']X0';
const statusAim = ']Z6';
const commandReport = 0xfd;
const commandReportBytes = 64;
export const longestCommand = commandReportBytes - 2;

/** Fields of a report, or the class of what is wrong with it. */
function parseReport(layout: ScanReportLayout, report: Uint8Array): ScanReport | 'truncated' | 'garbage' {
  if (report.length === 0 || (layout.reportId !== null && report[0] !== layout.reportId)) return 'garbage';
  if (report.length < layout.length) return 'truncated';
  // Windows pads every report to the longest one; anything else behind the report is not ours.
  if (report.subarray(layout.length).some((byte) => byte !== 0)) return 'garbage';
  const shift = layout.aim === null ? 0 : aimShift(report, layout.aim);
  if (shift === null) return 'garbage';
  // Weak: with the AIM bytes one place further the data are too; to be proved on first hardware.
  const at = layout.data.at + shift;
  const told = layout.byteCount === null ? null : (report[layout.byteCount] ?? 0);
  if (told !== null && told > layout.data.length) return 'garbage';
  const room = report.subarray(at, at + layout.data.length);
  const data = told === null ? withoutPadding(room) : room.slice(0, told);
  const aimAt = layout.aim === null ? null : layout.aim + shift;
  const aim = aimAt === null ? '' : asciiText(report.subarray(aimAt, aimAt + 3));
  if (aim === null) return 'garbage';
  const { continued } = layout;
  return {
    aim,
    data,
    continued: continued !== null && (((report[continued.at] ?? 0) >> continued.bit) & 1) === 1,
    full: data.length === layout.data.length,
  };
}

function aimShift(report: Uint8Array, aim: number): 0 | 1 | null {
  if (report[aim] === 0x5d) return 0;
  return report[aim + 1] === 0x5d ? 1 : null;
}

/** Only for devices that do not tell the length: there the zeros are the one sign of the end. */
function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.slice(0, end);
}

/** One chunk is one report. Reports that are none of ours are one failure per run of them. */
export function hidPosFramer(layout: ScanReportLayout): Framer<HidPosFrame> {
  let parts: Uint8Array[] = [];
  let length = 0;
  let aim = '';
  let lastWasFull = false;
  let state: 'idle' | 'started' | 'damaged' = 'idle';

  const take = (): Uint8Array => {
    const bytes = concatBytes(parts);
    parts = [];
    length = 0;
    return bytes;
  };
  /** What still comes without a pause belongs to the same scan, which has a hole now: none of it is delivered. */
  const damage = (reason: 'truncated' | 'garbage' | 'tooLong'): FrameOutcome<HidPosFrame>[] => {
    take();
    const known = state === 'damaged';
    state = 'damaged';
    return known ? [] : [frameError(reason)];
  };
  /** A scan whose next report does not come: whole when its last report was full, for some scanners say so then. */
  const endEarly = (): FrameOutcome<HidPosFrame>[] => {
    const cutOff = state === 'started';
    state = 'idle';
    const bytes = take();
    if (!cutOff) return [];
    return [lastWasFull ? frameOf({ kind: 'scan' as const, aim, bytes }) : frameError('truncated')];
  };
  const add = (report: ScanReport): FrameOutcome<HidPosFrame>[] => {
    if (state === 'damaged') return [];
    const out = state === 'started' && aim !== report.aim ? endEarly() : [];
    aim = report.aim;
    lastWasFull = report.full;
    if (length + report.data.length > longestScan) return [...out, ...damage('tooLong')];
    length += report.data.length;
    if (report.data.length > 0) parts.push(report.data);
    state = report.continued ? 'started' : 'idle';
    if (report.continued || length === 0) return out;
    return [...out, frameOf({ kind: 'scan' as const, aim, bytes: take() })];
  };

  return {
    silenceMs,
    get pending() {
      return state !== 'idle';
    },
    get held() {
      return length;
    },
    push(chunk) {
      const report = parseReport(layout, chunk);
      if (typeof report === 'string') return damage(report);
      if (report.aim !== answerAim && report.aim !== statusAim) return add(report);
      const text = String.fromCharCode(...report.data);
      return [frameOf({ kind: 'answer' as const, last: report.aim === statusAim, text })];
    },
    silence: endEarly,
  };
}

/** Output report that sets the trigger and at most one beep; null when the device has not what is wanted. */
export function encodeTriggerReport(
  layout: TriggerReportLayout,
  wanted: { readonly trigger: boolean; readonly beep?: 'error' | 'goodRead' },
): Uint8Array | null {
  const beep = wanted.beep === 'error' ? layout.errorBeep : layout.goodReadBeep;
  if (wanted.beep !== undefined && beep === null) return null;
  if (layout.initiate === null && wanted.beep === undefined) return null;
  const report = new Uint8Array(layout.length);
  report[0] = layout.reportId;
  const set = (bit: number | null): void => {
    if (bit === null) return;
    const at = 1 + Math.floor(bit / 8);
    report[at] = (report[at] ?? 0) | (1 << (bit % 8));
  };
  if (wanted.trigger) set(layout.initiate);
  if (wanted.beep !== undefined) set(beep);
  return report;
}

/** Output report FD with a serial command in it, at most `longestCommand` bytes (device-protocols 1.3). */
export function encodeCommandReport(command: Uint8Array): Uint8Array {
  const report = new Uint8Array(commandReportBytes);
  report.set([commandReport, command.length]);
  report.set(command.subarray(0, longestCommand), 2);
  return report;
}

/** Feature report that makes Honeywell and Youjie scanners send through HID POS; other makes refuse it, which is no fault. */
export const redirectReport = Uint8Array.of(0xfe, 0x01);

/** Code id of Honeywell by AIM letter, byte 61 (device-protocols 1.2); a reader ignores it. */
const codeIds: ReadonlyMap<string, number> = new Map([
  ['Q', 0x73],
  ['L', 0x72],
  ['d', 0x77],
  ['z', 0x7a],
  ['C', 0x6a],
  ['E', 0x64],
  ['A', 0x62],
  ['I', 0x65],
  ['X', 0x3f],
  ['Z', 0x36],
]);

/** Reports of one scan in the common layout, as a scanner sends them. `aim` has three ASCII characters; no data is one empty report. */
export function encodeScan(scan: { readonly aim: string; readonly data: Uint8Array }): Uint8Array[] {
  const { scan: layout } = commonLayout;
  const room = layout.data.length;
  const reports: Uint8Array[] = [];
  for (let at = 0; at === 0 || at < scan.data.length; at += room) {
    const data = scan.data.subarray(at, at + room);
    const report = new Uint8Array(layout.length);
    report.set([layout.reportId ?? 0, data.length, ...asciiBytes(scan.aim)]);
    report.set(data, layout.data.at);
    report[61] = codeIds.get(scan.aim.charAt(1)) ?? 0;
    report[layout.length - 1] = at + room < scan.data.length ? 1 : 0;
    reports.push(report);
  }
  return reports;
}
