import type { CardData } from '../../contract/cards.ts';
import type { CardFace } from '../../contract/devices.ts';
import type { JobId } from '../../contract/ids.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import type { StepContext } from './stepContext.ts';

/** The face of a job's card, made once per program run. Error: glyphMissing, before anything is touched. */
export async function renderFace(
  context: Pick<StepContext, 'deps' | 'faces'>,
  jobId: JobId,
  data: CardData,
): Promise<Result<CardFace>> {
  const known = context.faces.get(jobId);
  if (known !== undefined) return success(known);
  const { paper, profile } = context.deps;
  const made = await paper.cardFace(data, { training: profile.mode === 'training' });
  if (!made.ok) return failure('glyphMissing', { glyphs: made.missing.join(' ') });
  context.faces.set(jobId, made.face);
  return success(made.face);
}
