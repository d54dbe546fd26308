import { failure, success, type Result } from '../../contract/result.ts';
import type { CardTemplate } from './cardTemplate.ts';

/** A sound template and the file that it came from. */
export interface TemplateFile {
  readonly file: string;
  readonly template: CardTemplate;
}

const nation = '100000';

/** From the region itself over its city and province to the whole country (GB/T 2260). */
const wider = (region: string): readonly string[] => [
  ...new Set([region, `${region.slice(0, 4)}00`, `${region.slice(0, 2)}0000`, nation]),
];

/**
 * The template a station prints by (domain-rules 8.3): the one that its profile names (`wish`), a proposal too; otherwise the one in use that is
 * nearest to its region. Of two for the same region the one with the first name in the alphabet, so that the order of files decides nothing.
 * Error: cardTemplateBad, when there is none.
 */
export function chooseTemplate(
  files: readonly TemplateFile[],
  { wish, region }: { readonly wish: string | null; readonly region: string },
): Result<CardTemplate> {
  const templates = files.map(({ template }) => template).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const found =
    wish !== null
      ? templates.find(({ id }) => id === wish)
      : wider(region)
          .map((place) =>
            templates.find(({ status, regions }) => status === 'inUse' && regions.includes(place)),
          )
          .find((each) => each !== undefined);
  return found === undefined
    ? failure('cardTemplateBad', { file: wish ?? region, reason: '无此模板 there is no such template' })
    : success(found);
}
