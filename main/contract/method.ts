import type { z } from 'zod';
import type { Act, Role, Surface } from './access.ts';

/**
 * One row of a method table. `surfaces`, `act` and `roles` must all allow a call; `roles: 'anyone'` needs nobody signed in.
 * A `mutating` call carries a request id and is answered from the stored result when it is repeated.
 */
export interface MethodDefinition<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> {
  readonly in: In;
  readonly out: Out;
  readonly surfaces: readonly Surface[];
  readonly act?: Act;
  readonly roles: readonly Role[] | 'anyone';
  readonly mutating: boolean;
  /** True: allowed to somebody whose password another one chose (I5). Default: such a person can do nothing. */
  readonly beforePasswordChange?: true;
}

export const method = <In extends z.ZodType, Out extends z.ZodType>(
  definition: MethodDefinition<In, Out>,
): MethodDefinition<In, Out> => definition;

export type MethodTable = Readonly<Record<string, MethodDefinition>>;
export type InputOf<Definition extends MethodDefinition> = z.input<Definition['in']>;
export type ParsedInputOf<Definition extends MethodDefinition> = z.output<Definition['in']>;
export type OutputOf<Definition extends MethodDefinition> = z.output<Definition['out']>;
