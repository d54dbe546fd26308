import { z } from 'zod';
import { calendarDate, instant } from './ids.ts';

/** Kinds of events as people look for them, by the beginnings of their codes. An event that is in no group is shown under "all" only. */
export const auditGroups = {
  reads: ['read.', 'scan.viewed'],
  cases: [
    'case.',
    'number.',
    'passport.',
    'oldPassport.',
    'idCard.',
    'qr.',
    'photo.',
    'scan.',
    'paper.',
    'ticket.',
  ],
  papers: ['notice.', 'recall.', 'rating.'],
  cards: ['card.', 'fee.', 'waste.', 'bin.', 'permit.'],
  stock: ['stock.', 'ribbon.', 'printer.', 'custody.'],
  day: ['day.', 'export.'],
  people: ['signIn.', 'signOut.', 'staff.', 'countersign.'],
  upstream: ['row.', 'link.', 'hall.', 'queue.', 'carry.', 'carried.'],
  station: [
    'device.',
    'training.',
    'backup.',
    'records.',
    'cabinet.',
    'maintenance.',
    'kiosk.',
    'language.',
    'retention.',
    'integrity.',
    'audit.',
    'gate.',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export const auditGroup = z.enum(Object.keys(auditGroups) as [keyof typeof auditGroups]);
export type AuditGroup = keyof typeof auditGroups;

/** What a reader asks for; all parts that are given must hold. Dates are days in Asia/Shanghai, both inclusive. */
export const auditFilter = z.object({
  from: calendarDate.optional(),
  to: calendarDate.optional(),
  /** User name. */
  actor: z.string().trim().min(1).max(64).optional(),
  group: auditGroup.optional(),
  /** A case number, which also finds its cards and papers, or the id of anything. */
  subject: z.string().trim().min(1).max(80).optional(),
});
export type AuditFilter = z.infer<typeof auditFilter>;

export const auditEntryView = z.object({
  sequence: z.number().int(),
  at: instant,
  actor: z.string(),
  surface: z.string(),
  event: z.string(),
  subject: z.string(),
  /** Number of the case it belongs to, where the subject is one, or a card or paper of one. */
  caseNumber: z.string().nullable(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  hash: z.string(),
});
export type AuditEntryView = z.infer<typeof auditEntryView>;

export const integrityProblem = z.object({
  kind: z.enum(['altered', 'removed', 'added', 'swapped', 'rolledBack', 'unreadable']),
  table: z.string(),
  row: z.string().nullable(),
  detail: z.string(),
});
export type IntegrityProblemView = z.infer<typeof integrityProblem>;

/** A head of the chain as it stands on a printed day report: its first 16 or all 64 characters, and its number where somebody knows it. */
export const paperHead = z.object({
  sequence: z.number().int().positive().optional(),
  head: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^(?:[0-9a-f]{16}|[0-9a-f]{64})$/),
});
export type PaperHead = z.infer<typeof paperHead>;
