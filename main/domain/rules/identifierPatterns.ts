import type { RulePack } from './rulePack.ts';

/**
 * Has a text the shape that the pack gives this kind of number (A5)? True where the pack has no pattern for it: what is not said is not
 * refused. Check digits are the validators' matter; a pack only knows shapes, because the shapes are what may change.
 */
export function hasShape(pack: Pick<RulePack, 'identifiers'>, id: string, text: string): boolean {
  const rule = pack.identifiers.find((entry) => entry.id === id);
  return rule === undefined || new RegExp(rule.pattern, 'u').test(text);
}
