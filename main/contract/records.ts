import { z } from 'zod';
import { instant, rowId } from './ids.ts';
import { rowKind } from './sync.ts';

/** Where copies go and how often (J1, G7). No secret is in it. */
export const backupProfile = z.object({
  /** A second place: another disk, a share, a USB drive. Never inside the data folder. */
  folder: z.string().min(1).max(512),
  everyHours: z.number().int().min(1).max(168).default(24),
  /** Good copies that stay; older ones are removed. */
  keep: z.number().int().min(2).max(365).default(14),
});
export type BackupProfile = z.infer<typeof backupProfile>;

const hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();

/**
 * A place in the audit chain. `line` grows by one each time two people accept older records as the ones to go on with: of two places the later
 * one is that of the higher line, then of the higher sequence.
 */
export const chainPlace = z.object({ line: count, sequence: count, head: hex64 });
export type ChainPlace = z.infer<typeof chainPlace>;

/** Counters of local numbers by name, e.g. `case-20261128`: figures, nothing personal. */
export const localCounters = z.record(z.string().max(60), count);
export type LocalCounters = z.infer<typeof localCounters>;

/** What lies beside a copy. Nothing in it is secret or personal: the key in it opens only with the recovery officer's own. */
export const copyManifest = z.object({
  version: z.literal(1),
  stationId: z.string(),
  mode: z.enum(['training', 'production']),
  program: z.string(),
  takenAt: instant,
  /** Name of the copy in the same folder. */
  file: z.string().regex(/^[\w.-]{1,120}$/),
  bytes: count,
  sha256: hex64,
  place: chainPlace,
  /** Rows by table. */
  rows: z.record(z.string(), count),
  counters: localCounters,
  /** The database key, wrapped for the recovery officer (RSA-OAEP); null = the station was given no officer. */
  recoveryKey: z.base64().nullable(),
});
export type CopyManifest = z.infer<typeof copyManifest>;

/** The place outside the database that says how far the records had come; sealed with a key of the station. */
export const recordsAnchor = z.object({
  version: z.literal(1),
  stationId: z.string(),
  at: instant,
  place: chainPlace,
  counters: localCounters,
  /** Written by a program that ended in order: nothing was numbered after it. */
  clean: z.boolean(),
});
export type RecordsAnchor = z.infer<typeof recordsAnchor>;

/** What a drill looks at, in this order; it stops at the first that fails. */
export const drillStep = z.enum(['manifest', 'bytes', 'opens', 'pages', 'chain', 'head', 'rows', 'ours']);
export type DrillStep = z.infer<typeof drillStep>;
export const drillReport = z.object({
  at: instant,
  file: z.string(),
  takenAt: instant,
  proven: z.boolean(),
  /** The step that failed; null = none did. */
  failed: drillStep.nullable(),
  steps: z.array(z.object({ step: drillStep, ok: z.boolean(), figure: z.string() })),
  milliseconds: count,
  rows: count,
});
export type DrillReport = z.infer<typeof drillReport>;

/** How a copy ended: `done`, or what the second place did not allow. */
export const copyOutcome = z.enum(['done', 'folderAway', 'folderFull', 'folderReadOnly', 'failed']);
export type CopyOutcome = z.infer<typeof copyOutcome>;

export const backupStatus = z.object({
  /** Null = the profile names no second place. */
  folder: z.string().nullable(),
  everyHours: count,
  keep: count,
  /** Good copies that lie there now; null = the place does not answer. */
  copies: count.nullable(),
  newest: z.object({ file: z.string(), takenAt: instant, bytes: count, sequence: count }).nullable(),
  lastTry: z.object({ at: instant, outcome: copyOutcome }).nullable(),
  lastDrill: drillReport.nullable(),
  /** The newest drill that proved a copy. */
  provenAt: instant.nullable(),
  running: z.boolean(),
});
export type BackupStatus = z.infer<typeof backupStatus>;

/** A row that upstream has and these records lack. */
export const lackingRow = z.object({
  id: rowId,
  kind: rowKind,
  caseNumber: z.string().max(60).nullable(),
  /** Number of a paper, where the row is about one. */
  number: z.string().max(60).nullable(),
  createdAt: instant,
});
export type LackingRow = z.infer<typeof lackingRow>;

/**
 * Why these records are not the newest of this station. `restored`: put in from a copy; `older`: something outside knows of later entries;
 * `other`: something outside knows another entry at the same place, so two stations wrote under one name.
 */
export const recordsLock = z.object({
  since: instant,
  cause: z.enum(['restored', 'older', 'other']),
  /** Who knew: the mark beside the data, the mark in the second place, upstream, or the restore itself. */
  told: z.enum(['beside', 'secondPlace', 'upstream', 'restore']),
  ours: chainPlace,
  known: chainPlace.extend({ at: instant }).nullable(),
  /** The counters that were known outside. `exact`: nothing can have been numbered after them. */
  counters: localCounters,
  exact: z.boolean(),
  /** Upstream was asked; null = not yet. */
  asked: z.object({ at: instant, lacking: z.array(lackingRow), more: z.boolean() }).nullable(),
});
export type RecordsLock = z.infer<typeof recordsLock>;

export const recordsStanding = z.object({
  place: chainPlace,
  lock: recordsLock.nullable(),
  /** When upstream last said that it knows of nothing newer; null = not since the start. */
  comparedAt: instant.nullable(),
});
export type RecordsStanding = z.infer<typeof recordsStanding>;
