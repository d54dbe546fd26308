import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { caseDatabaseName } from '../../../main/contract/hosts.ts';
import type { SamplePerson } from '../../../main/training/people.ts';
import { inspect } from '../../main/helpers/index.ts';
import type { InlineStationWithFiles } from './inlineStation.ts';

const auditRow = z.object({
  sequence: z.number().int(),
  event: z.string(),
  actor: z.string(),
  subject: z.string(),
  detail: z.string(),
});
export type AuditLine = z.infer<typeof auditRow>;

/** The station's own folder. What stands around a training station (upstream's books, the printer's cards) lies beside it. */
export const dataFolderOf = (station: InlineStationWithFiles): string => join(station.directory, 'data');

/** Rows of the audit chain after `sequence`, oldest first, read from the file by a second connection. */
export function auditRows(station: InlineStationWithFiles, after = 0): readonly AuditLine[] {
  const file = { path: join(dataFolderOf(station), caseDatabaseName), key: station.databaseKey };
  return inspect(file, (database) =>
    z
      .array(auditRow)
      .parse(
        database
          .prepare(
            'SELECT sequence, event, actor, subject, detail FROM audit WHERE sequence > ? ORDER BY sequence',
          )
          .all(after),
      ),
  );
}

/** Everything in the log files, as one text. */
export function logText(station: InlineStationWithFiles): string {
  const folder = join(dataFolderOf(station), 'logs');
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

/** What of a person must never stand in the open, by what it is. */
export function secretsOf(person: SamplePerson): Readonly<Record<string, string>> {
  const { permit } = person;
  const [familyName = '', givenNames = ''] = person.name.split(', ');
  return {
    'family name': familyName,
    ...(givenNames === '' ? {} : { 'given names': givenNames }),
    'permit number': person.permitNumber,
    'first line of the zone': person.mrz[0],
    'second line of the zone': person.mrz[1],
    'passport number in the zone': person.mrz[1].slice(0, 9).replace(/<+$/, ''),
    'Notice QR': person.noticeQr,
    ...(permit === null ? {} : { 'birth date': permit.holder.birthDate, 'file number': permit.fileNumber }),
  };
}
