/** Of a password that a person chooses, characters (domain-rules 12.5: who somebody is has to be hard to guess). */
export const shortestPassword = 10;

/** Why this cannot be somebody's password; null = it can. */
export function passwordProblem(
  password: string,
  person: { readonly userName: string },
): 'tooShort' | 'isName' | 'oneCharacter' | null {
  if (Array.from(password).length < shortestPassword) return 'tooShort';
  if (password.toLowerCase().includes(person.userName.toLowerCase())) return 'isName';
  return new Set(password).size < 3 ? 'oneCharacter' : null;
}
