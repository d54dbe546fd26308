import { failure, success } from '../../contract/result.ts';
import type { Deps, Handlers } from '../deps.ts';

/** The files that leave the station, and the reports over closed days. */
export function reportHandlers(
  deps: Deps,
): Handlers<'dayReport' | 'periodReport' | 'periodExport' | 'exportVerify'> {
  const { stores, paper, profile } = deps;
  return {
    async dayReport(input, caller) {
      const closed = stores.days.get(input.date)?.closed ?? null;
      if (closed === null) return failure('dayNotOpen');
      stores.run(() =>
        stores.audit.append({
          at: new Date(deps.clock.now()).toISOString(),
          actor: caller.staff?.userName ?? 'system',
          surface: caller.surface,
          event: `export.dayReport.${input.format}`,
          subject: input.date,
          detail: {},
        }),
      );
      const fileName = `day-${profile.stationId}-${input.date}.${input.format}`;
      const { date, figures } = closed;
      if (input.format === 'csv')
        return success({ fileName, mediaType: 'text/csv', bytes: paper.dayCsv({ date, figures }) });
      const bytes = await paper.dayReport(closed, {
        nameZh: profile.nameZh,
        nameEn: profile.nameEn,
        training: profile.mode === 'training',
      });
      return success({ fileName, mediaType: 'application/pdf', bytes });
    },
    periodReport: () => failure('dayNotOpen'),
    periodExport: () => failure('dayNotOpen'),
    exportVerify: () => failure('dayNotOpen'),
  };
}
