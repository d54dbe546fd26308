import type { EventData, EventName } from '../contract/events.ts';
import type { Surface } from '../contract/access.ts';
import type { InputOf, MethodTable, OutputOf } from '../contract/method.ts';
import type { Result } from '../contract/result.ts';

/**
 * What the preload puts on `window.zhengka`: the methods of this surface as plain functions, and the hints. A call always resolves: a
 * host that is being restarted answers `unavailable`.
 */
export interface Bridge<Table extends MethodTable> {
  readonly surface: Surface;
  readonly methods: {
    readonly [Name in keyof Table]: (input: InputOf<Table[Name]>) => Promise<Result<OutputOf<Table[Name]>>>;
  };
  on<Name extends EventName>(name: Name, listener: (data: EventData<Name>) => void): () => void;
}
