import { join } from 'node:path';
import type { CoreHostInit } from '../../contract/hosts.ts';
import type { Failure, Result } from '../../contract/result.ts';
import type { CardTemplate } from '../../domain/cardFace/cardTemplate.ts';
import { chooseTemplate } from '../../domain/cardFace/chooseTemplate.ts';
import { readTemplates } from '../../infra/paper/readTemplates.ts';

/**
 * The card template of this station (domain-rules 8.3): shipped ones, and those that were put beside its data without a release. A broken file
 * of the station's own folder stops the start by name, as a broken rule pack does: a card drawn by the file it was meant to replace would
 * be a wrong card that nobody notices. Error: cardTemplateBad.
 */
export function openTemplate(
  init: Pick<CoreHostInit, 'resourcesDir' | 'dataDir' | 'profile'>,
): Result<CardTemplate> {
  const { templates, refused } = readTemplates([
    join(init.resourcesDir, 'templates'),
    join(init.dataDir, 'templates'),
  ]);
  const [bad] = refused;
  if (bad !== undefined) return { ok: false, error: refusal(bad) };
  return chooseTemplate(templates, { wish: init.profile.cardTemplate ?? null, region: init.profile.region });
}

function refusal({ file, problems }: ReturnType<typeof readTemplates>['refused'][number]): Failure {
  const [first] = problems;
  const reason = first === undefined ? '' : `${first.path}: ${first.zh} ${first.en}`;
  return { code: 'cardTemplateBad', detail: { file, reason } };
}
