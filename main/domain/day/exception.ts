import type { DayException, ExceptionKind } from '../../contract/day.ts';
import { exceptionKinds } from './exceptionKinds.ts';

/** One line of the exceptions page. `subject` makes its key: a reason is given for this key, so it must not change within a day. */
export function exception(
  kind: ExceptionKind,
  subject: string,
  text: string,
  owner: string,
  since: string,
  caseId: DayException['caseId'],
  jobId: DayException['jobId'],
): DayException {
  const about = exceptionKinds[kind];
  return {
    key: `${kind}:${subject}`,
    kind,
    risk: about.risk,
    zh: `${about.zh}：${text}`,
    en: `${about.en}: ${text}`,
    owner,
    since,
    caseId,
    jobId,
    needsReason: about.needsReason,
  };
}
