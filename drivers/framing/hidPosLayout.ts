import { parseReportDescriptor, type HidField, type HidReports } from './hidPosDescriptor.ts';

/** Where things are in the scanned-data report, counted in bytes as node-hid delivers it (report id first, where there is one). */
export interface ScanReportLayout {
  /** Null: the device has no report ids, byte 0 is a field. */
  readonly reportId: number | null;
  readonly length: number;
  /** Null: the length of the data is not told. */
  readonly byteCount: number | null;
  /** First of the three AIM bytes; null: the device does not tell the symbology. */
  readonly aim: number | null;
  readonly data: { readonly at: number; readonly length: number };
  readonly continued: { readonly at: number; readonly bit: number } | null;
}

/** Bits of the trigger report; null where the device has none. node-hid wants the id 0 in front of a report without one. */
export interface TriggerReportLayout {
  readonly reportId: number;
  readonly length: number;
  readonly initiate: number | null;
  readonly errorBeep: number | null;
  readonly goodReadBeep: number | null;
}

export interface HidPosLayout {
  readonly scan: ScanReportLayout;
  readonly trigger: TriggerReportLayout;
}

/** The common layout (device-protocols 1.2 and 1.3), for systems that do not give the descriptor. */
export const commonLayout: HidPosLayout = {
  scan: {
    reportId: 2,
    length: 64,
    byteCount: 1,
    aim: 2,
    data: { at: 5, length: 56 },
    continued: { at: 63, bit: 0 },
  },
  trigger: { reportId: 4, length: 2, initiate: 2, errorBeep: 5, goodReadBeep: 6 },
};

/** HID POS Usage Tables 1.02 (device-protocols 1.1) as page * 65536 + usage. */
const usage = {
  byteCount: 0x0001_003b,
  initiate: 0x008c_0060,
  errorBeep: 0x008c_0085,
  goodReadBeep: 0x008c_0086,
  aim1: 0x008c_00fb,
  aim2: 0x008c_00fc,
  aim3: 0x008c_00fd,
  data: 0x008c_00fe,
  continued: 0x008c_00ff,
} as const;

/** Finds the reports by usage; the common layout where the descriptor has no decoded data in it or cannot be read. */
export function layoutOf(descriptor: Uint8Array | null): HidPosLayout {
  const reports = descriptor === null ? null : parseReportDescriptor(descriptor);
  const scan = reports === null ? null : scanLayout(reports);
  return reports === null || scan === null ? commonLayout : { scan, trigger: triggerLayout(reports) };
}

function scanLayout(reports: HidReports): ScanReportLayout | null {
  const data = reports.fields.find(
    (field) => field.report === 'input' && field.usage === usage.data && isBytes(field),
  );
  if (data === undefined) return null;
  const { reportId } = data;
  const id = reportId === 0 ? 0 : 1;
  const inReport = (wanted: number): HidField | undefined =>
    reports.fields.find(
      (field) => field.report === 'input' && field.reportId === reportId && field.usage === wanted,
    );
  const byteAt = (field: HidField | undefined): number | null =>
    field !== undefined && isBytes(field) ? id + field.bit / 8 : null;
  const aim = [usage.aim1, usage.aim2, usage.aim3].map((wanted) => byteAt(inReport(wanted)));
  const [first = null, second = null, third = null] = aim;
  const continued = inReport(usage.continued);
  return {
    reportId: reportId === 0 ? null : reportId,
    length: id + Math.ceil(reports.size('input', reportId) / 8),
    byteCount: byteAt(inReport(usage.byteCount)),
    aim: first !== null && second === first + 1 && third === first + 2 ? first : null,
    data: { at: id + data.bit / 8, length: data.count },
    continued:
      continued === undefined ? null : { at: id + Math.floor(continued.bit / 8), bit: continued.bit % 8 },
  };
}

function triggerLayout(reports: HidReports): TriggerReportLayout {
  const outputs = reports.fields.filter((field) => field.report === 'output' && field.bitsEach === 1);
  const trigger = outputs.find((field) => field.usage === usage.initiate);
  const reportId = (trigger ?? outputs.find((field) => field.usage === usage.errorBeep))?.reportId ?? 0;
  const bitOf = (wanted: number): number | null =>
    outputs.find((field) => field.usage === wanted && field.reportId === reportId)?.bit ?? null;
  return {
    reportId,
    length: 1 + Math.ceil(reports.size('output', reportId) / 8),
    initiate: bitOf(usage.initiate),
    errorBeep: bitOf(usage.errorBeep),
    goodReadBeep: bitOf(usage.goodReadBeep),
  };
}

function isBytes(field: HidField): boolean {
  return field.bitsEach === 8 && field.bit % 8 === 0;
}
