import { failure, success, type Result } from '../../contract/result.ts';
import { auditAct } from '../audit/auditAct.ts';
import type { Deps, Handlers } from '../deps.ts';
import type { ExportFormat } from '../ports/exports.ts';
import { createReadAudit } from '../people/readAudit.ts';
import { makePeriod } from './makePeriod.ts';
import { exportedDay, exportStation, verifyExport } from './verifyExport.ts';

const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  pdf: 'application/pdf',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * The files that leave the station, and the reports over closed days (H4, H7). Every file and every look is an audit entry; what a verified
 * file holds is none of the journal's business, only what it said it was and whether that is true.
 */
export function reportHandlers(
  deps: Deps,
): Handlers<'dayReport' | 'periodReport' | 'periodExport' | 'exportVerify'> {
  const { stores, profile, exports } = deps;
  const station = exportStation(deps);
  const auditRead = createReadAudit(deps);
  const document = (
    name: string,
    format: ExportFormat,
    bytes: Uint8Array,
  ): Result<{ fileName: string; mediaType: string; bytes: Uint8Array }> =>
    success({ fileName: `${name}.${format}`, mediaType: mediaTypes[format], bytes });

  return {
    async dayReport({ date, format }, caller) {
      const day = exportedDay(stores.days.get(date));
      if (day === null) return failure('dayNotOpen');
      auditAct(deps, caller, `export.dayReport.${format}`, date);
      return document(`day-${profile.stationId}-${date}`, format, await exports.day(day, station, format));
    },
    async periodReport(period, caller) {
      if (period.from > period.to) return failure('periodBackwards');
      auditRead(
        { userName: caller.staff?.userName ?? 'system', surface: caller.surface },
        'read.periodReport',
        `${period.from} ${period.to} ${period.by}`,
      );
      return success((await makePeriod(deps, period)).report);
    },
    async periodExport({ format, ...period }, caller) {
      const { from, to, by } = period;
      if (from > to) return failure('periodBackwards');
      auditAct(deps, caller, `export.periodReport.${format}`, `${from} ${to}`, { by });
      const { report, stamp } = await makePeriod(deps, period);
      const name = `period-${profile.stationId}-${from}-${to}-${by}`;
      return document(name, format, await exports.period(report, stamp, station, format));
    },
    async exportVerify({ bytes }, caller) {
      const verified = await verifyExport(deps, bytes);
      auditAct(deps, caller, 'export.verify', verified.subject ?? 'unknown', {
        kind: verified.kind,
        same: verified.same,
      });
      return success(verified);
    },
  };
}
