import type { Exports } from '../../app/ports/exports.ts';
import { makeDayReport } from '../paper/dayReport.ts';
import { openFonts } from '../paper/fonts.ts';
import { makePeriodReport } from '../paper/periodReport.ts';
import { auditCsvFile } from './auditCsv.ts';
import { compareExports } from './compareExports.ts';
import { dayBook } from './dayBook.ts';
import { dayCsvFile, dayToken } from './dayProof.ts';
import { identifyExport } from './exportToken.ts';
import { periodBook, periodCsvFile, periodHash, periodToken } from './periodBook.ts';
import { makeXlsx } from './xlsx.ts';

export type ExportMethodName = keyof Exports;

/** Makes and compares files. Fonts are read when the first PDF is made. */
export function exportMethods(places: { readonly fontsDir: string }): Exports {
  const fonts = openFonts(places.fontsDir);
  return {
    async day(day, station, format) {
      if (format === 'csv') return dayCsvFile(day, station);
      if (format === 'xlsx') return makeXlsx(dayBook(day, station), dayToken(day));
      return makeDayReport(fonts, day, station, dayToken(day));
    },
    async period(report, stamp, station, format) {
      if (format === 'csv') return periodCsvFile(report, stamp, station);
      const token = periodToken(report);
      if (format === 'xlsx') return makeXlsx(periodBook(report, stamp, station), token);
      return makePeriodReport(fonts, report, { stamp, station, token, hash: periodHash(report) });
    },
    audit: (part, station) => Promise.resolve(auditCsvFile(part, station)),
    identify: (bytes) => Promise.resolve(identifyExport(bytes)),
    compare: (kind, given, expected) => Promise.resolve(compareExports(kind, given, expected)),
  };
}
