import { failure, success } from '../../contract/result.ts';
import type { AuditFilter, PaperHead } from '../../contract/audit.ts';
import type { KnownHead } from '../ports/integrity.ts';
import type { Caller, Deps, Handlers } from '../deps.ts';
import { createReadAudit } from '../people/readAudit.ts';
import { createMask, presentEntry, queryOf } from './auditFilters.ts';
import { knownHeadsOf, noteVerification } from './watchRecords.ts';

/** More would be a list that nobody reads, and would hold up the desk while it is collected. */
export const exportLimit = 20_000;
/** Of a head on paper, as much as a person types. */
const shortHead = 16;

/** The audit journal (I1): read in pages, verified, exported with masks. Each of the three is itself an entry. */
export function auditHandlers(
  deps: Pick<Deps, 'stores' | 'clock' | 'crypto' | 'exports' | 'profile'>,
): Handlers<'auditVerify' | 'auditList' | 'auditExport'> {
  const { stores, profile } = deps;
  const auditRead = createReadAudit(deps);
  const userName = (caller: Caller): string => caller.staff?.userName ?? 'system';

  return {
    async auditVerify({ paper }, caller) {
      const report = await stores.integrity.verify({
        knownHeads: [...knownHeadsOf(deps), ...(paper === undefined ? [] : [fullHead(deps, paper)])],
      });
      noteVerification(deps, report, userName(caller));
      const { audit, problems, count, rows, pages, intact } = report;
      const bad = problems
        .filter(({ table }) => table === 'audit')
        .map(({ row }) => Number.parseInt(row ?? '', 10));
      const firstBad =
        bad.length === 0 ? null : Math.min(...bad.filter((number) => Number.isInteger(number)));
      return success({
        intact,
        rows: audit.rows,
        head: audit.head,
        sequence: audit.sequence,
        firstBad: firstBad === Infinity ? null : firstBad,
        records: rows,
        pages,
        problems: [...problems],
        count,
      });
    },

    auditList({ before, limit, ...filter }, caller) {
      auditRead({ userName: userName(caller), surface: caller.surface }, 'read.audit', wordsOf(filter));
      const { entries, next } = stores.audit.page({ ...queryOf(deps, filter), before, limit });
      return success({
        entries: entries.map((entry) => presentEntry(deps, entry)),
        next,
        sequence: stores.audit.sequence(),
        head: stores.audit.head(),
      });
    },

    async auditExport(filter, caller) {
      const { entries, next } = stores.audit.page({ ...queryOf(deps, filter), limit: exportLimit });
      if (next !== null) return failure('auditTooLong', { limit: exportLimit });
      const mask = createMask(deps);
      const oldestFirst = entries.map(mask).toReversed();
      const bytes = await deps.exports.audit(
        { from: filter.from ?? null, to: filter.to ?? null, filter: wordsOf(filter), entries: oldestFirst },
        {
          stationId: profile.stationId,
          nameZh: profile.nameZh,
          nameEn: profile.nameEn,
          training: profile.mode === 'training',
        },
      );
      const hash = deps.crypto.sha256Hex(bytes);
      stores.run(() =>
        stores.audit.append({
          at: new Date(deps.clock.now()).toISOString(),
          actor: userName(caller),
          surface: caller.surface,
          event: 'export.audit',
          subject: wordsOf(filter),
          detail: { rows: entries.length, hash },
        }),
      );
      const span = [filter.from, filter.to].filter((date) => date !== undefined).join('-');
      return success({
        fileName: `audit-${profile.stationId}${span === '' ? '' : `-${span}`}.csv`,
        mediaType: 'text/csv',
        bytes,
        rows: entries.length,
        hash,
        head: entries[0]?.hash ?? stores.audit.head(),
      });
    },
  };
}

/** What was asked for, without whom or what: those may be names. */
function wordsOf({ from, to, group, actor, subject }: AuditFilter): string {
  return [
    `${from ?? ''}..${to ?? ''}`,
    group ?? 'all',
    ...(actor === undefined ? [] : ['actor']),
    ...(subject === undefined ? [] : ['subject']),
  ].join(' ');
}

/**
 * A head as a person reads it off a paper is short: it is made whole with ours, when ours begins like that. Without a number it is the head
 * of a signed day; one that no day has is asked for at the end of the chain, where it cannot be either.
 */
function fullHead({ stores }: Pick<Deps, 'stores'>, paper: PaperHead): KnownHead {
  const sequence = paper.sequence ?? dayWith(stores, paper.head) ?? stores.audit.sequence();
  const ours = stores.audit.headOf(sequence);
  const head = paper.head.length === shortHead && ours?.startsWith(paper.head) === true ? ours : paper.head;
  return { sequence, head, where: 'paper' };
}

function dayWith(stores: Deps['stores'], head: string): number | null {
  const ends = stores.audit.page({ events: ['day.'], limit: exportLimit }).entries;
  return ends.find(({ hash }) => hash.startsWith(head))?.sequence ?? null;
}
