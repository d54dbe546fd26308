import { z } from 'zod';
import { caseId } from '../ids.ts';
import { method } from '../method.ts';
import { caseRetention, retentionView } from '../retention.ts';
import { none, window } from './common.ts';

/** What is kept of people, why and until when (I3). */
export const retentionMethods = {
  /** Every rule with what is kept by it now, what waits and why, and what was destroyed last. Names nobody. */
  retentionView: method({
    in: none,
    out: retentionView,
    surfaces: window,
    roles: ['supervisor', 'auditor'],
    mutating: false,
  }),
  /** Of one case: what is kept and until when, what was destroyed and by which rule. Fails with caseNotFound. */
  retentionOfCase: method({
    in: z.object({ caseId }),
    out: caseRetention,
    surfaces: window,
    roles: ['clerk', 'supervisor', 'auditor'],
    mutating: false,
  }),
} as const;
