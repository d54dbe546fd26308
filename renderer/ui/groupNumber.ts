/** Cuts a number into groups of up to four for the eye. Numbers with hyphens have their groups already; up to five characters stay whole. */
export function groupNumber(value: string): string[] {
  if (value.length <= 5 || value.includes('-')) return [value];
  const groups: string[] = [];
  for (let from = 0; from < value.length; from += 4) groups.push(value.slice(from, from + 4));
  const last = groups.at(-1);
  const before = groups.at(-2);
  // A single character alone is easily overlooked.
  if (last !== undefined && before !== undefined && last.length === 1) {
    groups.splice(-2, 2, before + last);
  }
  return groups;
}
