import type { UpstreamFault } from '../../contract/devdock.ts';

export interface FaultOrder {
  readonly fault: UpstreamFault;
  /** How many of the next calls it strikes; 0 takes the fault away. */
  readonly calls: number;
  /** Only calls of this path, e.g. `/v1/outbox`. */
  readonly path?: string | undefined;
}

/** The faults that are switched on, oldest first. */
export interface FaultBook {
  set(order: FaultOrder): void;
  /** The fault that strikes this call, used up by one; null when the call goes well. */
  strike(path: string): UpstreamFault | null;
  active(): readonly FaultOrder[];
}

/**
 * An order without a path strikes any call but the health probe, so that a probe does not use it up. A login page catches the probe
 * too: a captive portal stands before everything.
 */
export function faultBook(): FaultBook {
  let orders: readonly FaultOrder[] = [];
  const strikes = (order: FaultOrder, path: string): boolean =>
    order.path === undefined ? path !== '/v1/health' || order.fault === 'loginPage' : order.path === path;
  return {
    set(order) {
      const others = orders.filter((each) => each.fault !== order.fault || each.path !== order.path);
      orders = order.calls > 0 ? [...others, order] : others;
    },
    strike(path) {
      const found = orders.find((order) => strikes(order, path));
      if (found === undefined) return null;
      orders = orders
        .map((order) => (order === found ? { ...order, calls: order.calls - 1 } : order))
        .filter((order) => order.calls > 0);
      return found.fault;
    },
    active: () => orders,
  };
}
