import type { CardData } from '../../contract/cards.ts';
import type { JobId } from '../../contract/ids.ts';
import { failure, type Result } from '../../contract/result.ts';
import { photoRulesOf } from '../../domain/photo/photoRules.ts';
import type { DrawnFace } from '../ports/outside.ts';
import type { JobRecord } from '../ports/stores.ts';
import type { CardDeps } from './cardDeps.ts';
import type { StepContext } from './stepContext.ts';

/**
 * The face of a job's card: the data of upstream, and of the permit what a template may ask for beside them (8.3). The only way to it, so that
 * what clerk and holder agree to is what is printed (D10). Errors: those of `Paper.cardFace`.
 */
export function drawFace(
  { paper, profile, packs, stores }: Pick<CardDeps, 'paper' | 'profile' | 'packs' | 'stores'>,
  job: Pick<JobRecord, 'caseId'>,
  data: CardData,
): Promise<Result<DrawnFace>> {
  const theCase = stores.cases.get(job.caseId);
  const record = theCase === null ? null : (stores.snapshots.get(theCase.snapshotId)?.record ?? null);
  return paper.cardFace(
    { ...data, ...(record !== null && { permitValidUntil: record.validTo }) },
    { training: profile.mode === 'training', photo: photoRulesOf(packs.newest().photo).card },
  );
}

/** The face of a job's card, made once per program run. Errors: those of `drawFace`. */
export async function renderFace(
  context: Pick<StepContext, 'deps' | 'faces'>,
  job: JobRecord,
  data: CardData,
): Promise<Result<DrawnFace>> {
  const known = context.faces.get(job.id);
  if (known !== undefined) return { ok: true, value: known };
  const made = await drawFace(context.deps, job, data);
  if (made.ok) context.faces.set(job.id, made.value);
  return made;
}

/**
 * The face that may go onto a card: the one that was agreed to. A template that was changed in between draws another one, and then nothing is
 * printed (D10). Errors: those of `drawFace`, faceTemplateChanged.
 */
export async function agreedFace(
  context: Pick<StepContext, 'deps' | 'faces'>,
  job: JobRecord,
): Promise<Result<DrawnFace>> {
  if (job.data === null) throw new Error('a card without card data');
  const face = await renderFace(context, job, job.data);
  if (!face.ok) return face;
  const from = lockedTemplate(context.deps, job.id);
  const to = face.value.template;
  return from === null || from === to ? face : failure('faceTemplateChanged', { from, to });
}

/** The template by which the face of this attempt was drawn when its data came; null: a job from before templates were noted. */
export function lockedTemplate({ stores }: Pick<CardDeps, 'stores'>, jobId: JobId): string | null {
  const locked = stores.jobs
    .steps(jobId)
    .findLast(({ step, phase }) => step === 'lock' && phase === 'confirmed');
  const template = locked?.facts['template'];
  return typeof template === 'string' ? template : null;
}
