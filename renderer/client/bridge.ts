import type { MethodTable } from '../../main/contract/method.ts';
import type { Bridge } from '../../main/rpc/bridge.ts';

declare global {
  interface Window {
    /** Put there by the preload; which methods it has depends on the surface. */
    readonly zhengka?: unknown;
  }
}

/**
 * The bridge of this window. The table is a promise of the preload, not of this page: a method of another surface is simply not there.
 * Throws when the page runs without its preload.
 */
export function bridge<Table extends MethodTable>(): Bridge<Table> {
  const found = globalThis.window?.zhengka;
  if (found === undefined) throw new Error('the preload did not put window.zhengka');
  return found as Bridge<Table>;
}
