/** What the proxy does to one request. Milliseconds; `share` is a part of all bytes, 0 < share < 1. */
export type Fault =
  | { readonly kind: 'none' }
  /** Asked and answered, but later. */
  | { readonly kind: 'latency'; readonly ms: number }
  /** The answer comes in `pieces`, one every `everyMs`. */
  | { readonly kind: 'drip'; readonly pieces: number; readonly everyMs: number }
  /** The connection ends before upstream hears anything. */
  | { readonly kind: 'cutBefore' }
  /** The connection ends in the middle of the request: upstream has a part of it and does nothing. */
  | { readonly kind: 'cutDuring'; readonly share: number }
  /** Upstream has done the work; nobody hears so. */
  | { readonly kind: 'cutAfterWork' }
  /** Upstream has done the work; a part of the answer arrives. */
  | { readonly kind: 'halfAnswer'; readonly share: number }
  /** Upstream is not asked; this status is the answer. `retryAfter`: the header's text. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  /** Upstream has done the work; this status is the answer all the same. */
  | { readonly kind: 'statusAfterWork'; readonly status: number }
  /** Upstream gets the same request twice; the second answer is given. */
  | { readonly kind: 'twice' }
  /** Goes well; upstream gets the same request once more when `after` later ones have arrived. */
  | { readonly kind: 'late'; readonly after: number }
  /** Held until `behind` later requests have been answered, at most `limitMs`: they overtake it. */
  | { readonly kind: 'overtaken'; readonly behind: number; readonly limitMs: number }
  /** A captive portal: 200 and a page for people. */
  | { readonly kind: 'portal' }
  /** Upstream is not asked, and nothing is answered until the client gives up. */
  | { readonly kind: 'silence' };

export type FaultKind = Fault['kind'];

export const faultKinds = [
  'none',
  'latency',
  'drip',
  'cutBefore',
  'cutDuring',
  'cutAfterWork',
  'halfAnswer',
  'status',
  'statusAfterWork',
  'twice',
  'late',
  'overtaken',
  'portal',
  'silence',
] as const satisfies readonly FaultKind[];

/** A request as the script sees it. */
export interface ProxiedRequest {
  /** 1, 2, 3, … in the order of arrival. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
}

/** Decides what happens to a request. */
export type FaultScript = (request: ProxiedRequest) => Fault;

/** Statuses that say nothing about the work: refused rights and wrong paths are no answer of ours, the others are to be tried again. */
export const statuses = [401, 403, 404, 408, 425, 429, 500, 502, 503, 504] as const;

/**
 * A seeded script. `rate`: how many of the requests are struck, 0 to 1. A mood lasts for some requests, so that faults come in bursts
 * as they do on a bad line; in between it is quiet. The same seed answers the same numbers alike, whatever is asked.
 */
export function seededFaults(random: () => number, rate: number): FaultScript {
  let burst = 0;
  return () => {
    const [whether, which, how] = [random(), random(), random()];
    if (burst > 0) burst -= 1;
    else if (whether < rate / 3) burst = 1 + Math.floor(how * 4);
    else if (whether >= rate) return { kind: 'none' };
    return faultOf(which, how);
  };
}

function faultOf(which: number, how: number): Fault {
  const kind = faultKinds[1 + Math.floor(which * (faultKinds.length - 1))] ?? 'none';
  const share = 0.05 + how * 0.9;
  const count = 1 + Math.floor(how * 3);
  switch (kind) {
    case 'latency':
      return { kind, ms: 2 + Math.floor(how * 40) };
    case 'drip':
      return { kind, pieces: 3 + count, everyMs: 2 };
    case 'cutDuring':
    case 'halfAnswer':
      return { kind, share };
    case 'status':
      return statusFault(statuses[Math.floor(how * statuses.length)] ?? 500, how);
    case 'statusAfterWork':
      return { kind, status: how < 0.5 ? 500 : 504 };
    case 'late':
      return { kind, after: count };
    case 'overtaken':
      return { kind, behind: count, limitMs: 40 };
    case 'none':
    case 'cutBefore':
    case 'cutAfterWork':
    case 'twice':
    case 'portal':
    case 'silence':
      return { kind };
  }
}

const statusFault = (status: number, how: number): Fault =>
  status === 429 || status === 503
    ? { kind: 'status', status, retryAfter: String(1 + Math.floor(how * 120)) }
    : { kind: 'status', status };
