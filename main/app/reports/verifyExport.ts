import type { ClosedDay } from '../../contract/day.ts';
import { calendarDate } from '../../contract/ids.ts';
import type { OutputOf } from '../../contract/method.ts';
import type { Methods } from '../../contract/methods.ts';
import type { Deps } from '../deps.ts';
import type { ExportFormat, ExportIdentity, ExportStation } from '../ports/exports.ts';
import type { DayRecord } from '../ports/days.ts';
import { makePeriod } from './makePeriod.ts';

export type Verification = OutputOf<Methods['exportVerify']>;

/** No file of ours is nearly as long; what is longer is not even looked at. */
export const longestExport = 64 << 20;

export const exportStation = ({ profile }: Pick<Deps, 'profile'>): ExportStation => ({
  stationId: profile.stationId,
  nameZh: profile.nameZh,
  nameEn: profile.nameEn,
  training: profile.mode === 'training',
});

/** A day as it is exported: closed, or as it stood when it was overridden, then without signatures (H3). Null = nothing to export yet. */
export function exportedDay(record: DayRecord | null): ClosedDay | null {
  if (record === null) return null;
  if (record.closed !== null) return record.closed;
  return record.overridden === null ? null : { ...record.overridden, signatures: [], reasons: {} };
}

const formats: Readonly<Record<ExportIdentity['kind'], ExportFormat>> = {
  dayCsv: 'csv',
  dayXlsx: 'xlsx',
  dayPdf: 'pdf',
  periodCsv: 'csv',
  periodXlsx: 'xlsx',
  periodPdf: 'pdf',
};

const subjectOf = (identity: ExportIdentity): string =>
  'date' in identity
    ? `${identity.stationId} ${identity.date}`
    : `${identity.stationId} ${identity.from} – ${identity.to} (${identity.by})`;

type VerifyDeps = Pick<Deps, 'stores' | 'profile' | 'hall' | 'exports'>;

/**
 * What a file says it is, whether it is byte for byte what the ledger of this station gives now, and where the first difference lies (H4).
 * Every file gets an answer, whatever its bytes are.
 */
export async function verifyExport(deps: VerifyDeps, bytes: Uint8Array): Promise<Verification> {
  const identity = bytes.length > longestExport ? null : await deps.exports.identify(bytes);
  if (identity === null)
    return {
      kind: 'unknown',
      subject: null,
      same: false,
      difference: {
        place: '文件 file',
        found: '不是本系统导出的文件 not a file that this program exports',
        expected: '日终或期间报表 a report of a day or a period',
      },
    };
  const answer = (difference: Verification['difference']): Verification => ({
    kind: identity.kind,
    subject: subjectOf(identity),
    same: difference === null,
    difference,
  });
  const { stationId } = deps.profile;
  if (identity.stationId !== stationId)
    return answer({ place: '终端 station', found: identity.stationId, expected: stationId });
  const expected = await regenerate(deps, identity);
  if ('place' in expected) return answer(expected);
  return answer(await deps.exports.compare(identity.kind, bytes, expected));
}

async function regenerate(
  deps: VerifyDeps,
  identity: ExportIdentity,
): Promise<Uint8Array | NonNullable<Verification['difference']>> {
  const format = formats[identity.kind];
  const station = exportStation(deps);
  if ('date' in identity) {
    const day = exportedDay(deps.stores.days.get(identity.date));
    if (day !== null) return deps.exports.day(day, station, format);
    return {
      place: '期间 period',
      found: identity.date,
      expected: '台账中无此已结日 no such closed day in the ledger',
    };
  }
  const { from, to, by } = identity;
  if (!calendarDate.safeParse(from).success || !calendarDate.safeParse(to).success || from > to)
    return {
      place: '期间 period',
      found: `${from} – ${to}`,
      expected: '起始日不晚于截止日 it begins before it ends',
    };
  const { report, stamp } = await makePeriod(deps, { from, to, by });
  return deps.exports.period(report, stamp, station, format);
}
