/**
 * A HID report descriptor, as far as a bar-code scanner needs it (USB HID 1.11 section 6.2.2): which usage stands at which bit of which
 * report. Never throws: what it cannot read is null.
 */
export type ReportKind = 'input' | 'output' | 'feature';

/** A run of equal fields. `bit` counts from the first byte behind the report id; usages are page * 65536 + usage. */
export interface HidField {
  readonly report: ReportKind;
  /** 0 = the device has no report ids. */
  readonly reportId: number;
  readonly usage: number;
  readonly bit: number;
  readonly bitsEach: number;
  readonly count: number;
}

export interface HidReports {
  readonly fields: readonly HidField[];
  /** Bits of a report, without its id. */
  size(report: ReportKind, reportId: number): number;
}

const longestDescriptor = 4096;
const longestReportBits = 8 * 4096;
const mostFields = 8192;

interface Globals {
  readonly page: number;
  readonly bitsEach: number;
  readonly count: number;
  readonly reportId: number;
}

export function parseReportDescriptor(bytes: Uint8Array): HidReports | null {
  if (bytes.length === 0 || bytes.length > longestDescriptor) return null;
  let globals: Globals = { page: 0, bitsEach: 0, count: 0, reportId: 0 };
  const saved: Globals[] = [];
  let usages: number[] = [];
  let usageMinimum: number | null = null;
  const fields: HidField[] = [];
  const sizes = new Map<string, number>();

  const addMain = (report: ReportKind, flags: number): boolean => {
    const key = `${report} ${globals.reportId}`;
    const start = sizes.get(key) ?? 0;
    const bits = globals.bitsEach * globals.count;
    if (globals.count > longestReportBits || start + bits > longestReportBits) return false;
    sizes.set(key, start + bits);
    const constant = (flags & 1) !== 0;
    if (constant || bits === 0) return true;
    const last = usages.at(-1) ?? 0;
    for (let index = 0; index < globals.count; index += 1) {
      const usage = usages[index] ?? last;
      const before = fields.at(-1);
      // The last usage stands for all fields that are left: they are one run.
      if (before !== undefined && index >= usages.length && index > 0) {
        fields[fields.length - 1] = { ...before, count: before.count + (globals.count - index) };
        break;
      }
      if (fields.length >= mostFields) return false;
      const bit = start + index * globals.bitsEach;
      fields.push({
        report,
        reportId: globals.reportId,
        usage,
        bit,
        bitsEach: globals.bitsEach,
        count: 1,
      });
    }
    return true;
  };

  for (let at = 0; at < bytes.length;) {
    const prefix = bytes[at] ?? 0;
    if (prefix === 0xfe) {
      // A long item: nobody uses them, but their length is known.
      at += 3 + (bytes[at + 1] ?? 0);
      continue;
    }
    const length = [0, 1, 2, 4][prefix & 3] ?? 0;
    if (at + 1 + length > bytes.length) return null;
    let value = 0;
    for (let index = length; index > 0; index -= 1) value = value * 256 + (bytes[at + index] ?? 0);
    at += 1 + length;
    const withPage = (usage: number): number => (length === 4 ? usage : globals.page * 0x1_0000 + usage);
    switch (prefix & 0xfc) {
      case 0x04:
        globals = { ...globals, page: value };
        break;
      case 0x74:
        globals = { ...globals, bitsEach: value };
        break;
      case 0x84:
        if (value > 0xff) return null;
        globals = { ...globals, reportId: value };
        break;
      case 0x94:
        globals = { ...globals, count: value };
        break;
      case 0xa4:
        saved.push(globals);
        break;
      case 0xb4: {
        const popped = saved.pop();
        if (popped === undefined) return null;
        globals = popped;
        break;
      }
      case 0x08:
        usages.push(withPage(value));
        break;
      case 0x18:
        usageMinimum = withPage(value);
        break;
      case 0x28: {
        const maximum = withPage(value);
        const minimum = usageMinimum ?? maximum;
        if (maximum < minimum || maximum - minimum > 0xffff) return null;
        for (let usage = minimum; usage <= maximum && usages.length <= longestReportBits; usage += 1)
          usages.push(usage);
        break;
      }
      case 0x80:
      case 0x90:
      case 0xb0: {
        const kind = (prefix & 0xfc) === 0x80 ? 'input' : (prefix & 0xfc) === 0x90 ? 'output' : 'feature';
        if (!addMain(kind, value)) return null;
        usages = [];
        usageMinimum = null;
        break;
      }
      case 0xa0:
      case 0xc0:
        usages = [];
        usageMinimum = null;
        break;
      default:
      // Limits and units say nothing about places.
    }
  }
  return { fields, size: (report, reportId) => sizes.get(`${report} ${reportId}`) ?? 0 };
}
