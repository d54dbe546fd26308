import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { StationProfile } from '../../../../main/contract/station.ts';
import type { SamplePerson } from '../../../../main/training/people.ts';
import { trainingBank, trainingStaff } from '../../../../main/training/station.ts';
import {
  startEmbeddedUpstream,
  type EmbeddedUpstream,
  type EmbeddedUpstreamOptions,
} from '../../../../main/training/upstream/embeddedUpstream.ts';
import { nativeBinding } from '../../../main/helpers/index.ts';
import { faultProxy, type FaultProxy } from '../faultProxy/faultProxy.ts';
import { startUpstreamAlone, type UpstreamAlone } from './upstreamAlone.ts';

export interface OtherSideOptions {
  readonly folder: string;
  readonly people: readonly SamplePerson[];
  readonly profile: StationProfile;
  /** Public half of the station's key, when every request must be signed (I7). */
  readonly signedBy: KeyObject | null;
  /** Milliseconds that its clock is before the computer's; asked for at each call. */
  readonly aheadMs: () => number;
}

/** What a station of the proof talks to; it outlives every kill of the station. */
export interface OtherSide {
  /** Where the station's calls go. */
  readonly url: string;
  readonly token: string;
  readonly upstreamFile: string;
  /** Time was skipped, or the clock of the training moved. */
  follow(): void;
  close(): Promise<void>;
}

/** The reference upstream behind the fault proxy, in this process. */
export async function faultyUpstream(
  options: OtherSideOptions,
): Promise<OtherSide & { readonly upstream: EmbeddedUpstream; readonly proxy: FaultProxy }> {
  const upstream = await startEmbeddedUpstream({
    ...booksOf(options),
    photoOf: () => '',
    now: () => Date.now() + options.aheadMs(),
  });
  const proxy = await faultProxy(upstream.url);
  return {
    upstream,
    proxy,
    url: proxy.url,
    token: upstream.token,
    upstreamFile: booksOf(options).databasePath,
    follow: () => undefined,
    async close() {
      await proxy.close();
      await upstream.close();
    },
  };
}

/** The reference upstream in a process of its own with nothing in between: for figures of the desk without a part of upstream's work. */
export async function loneUpstream(
  options: OtherSideOptions,
): Promise<OtherSide & { readonly upstream: UpstreamAlone }> {
  const upstream = await startUpstreamAlone(booksOf(options), options.aheadMs());
  return {
    upstream,
    url: upstream.url,
    token: upstream.token,
    upstreamFile: booksOf(options).databasePath,
    follow: () => upstream.setAhead(options.aheadMs()),
    close: () => upstream.close(),
  };
}

function booksOf({
  folder,
  people,
  profile,
  signedBy,
}: OtherSideOptions): Omit<EmbeddedUpstreamOptions, 'now' | 'photoOf'> {
  return {
    databasePath: join(folder, 'upstream.sqlite'),
    nativeBinding: nativeBinding ?? null,
    permits: people.flatMap((person) => person.permit ?? []),
    bankName: trainingBank,
    staff: trainingStaff.map(({ userName, roles }) => ({ userName, active: true, roles })),
    ...(signedBy !== null && {
      stations: [
        {
          stationId: profile.stationId,
          publicKey: signedBy.export({ type: 'spki', format: 'pem' }).toString(),
        },
      ],
    }),
  };
}
