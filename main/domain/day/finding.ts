import type { IdentityCheck } from '../../contract/day.ts';

/** An identity with the members that differ, by number or last digits; never a person's name. */
export interface Finding {
  readonly check: IdentityCheck;
  readonly names: readonly string[];
}

/** `names`: members of the difference list. An identity holds when both sides are equal and nobody is on that list. */
export function finding(
  id: string,
  zh: string,
  en: string,
  left: number,
  right: number,
  { open = false, names = [] }: { readonly open?: boolean; readonly names?: readonly string[] } = {},
): Finding {
  const holds = !open && left === right && names.length === 0;
  return { check: { id, zh, en, left, right, holds, open }, names: [...new Set(names.filter(Boolean))] };
}

/** So many members are told by name; the rest by how many they are. */
const named = 20;

/** The difference list in one line; empty when nothing can be named. */
export function namesText(names: readonly string[]): string {
  const rest = names.length - named;
  return [...names.slice(0, named), ...(rest > 0 ? [`+${rest}`] : [])].join(', ');
}
