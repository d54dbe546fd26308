import { z } from 'zod';
import { role } from './access.ts';
import { binary } from './ids.ts';
import { stationProfile, upstreamService } from './station.ts';
import { signingKey } from './stationIdentity.ts';

/** The interfaces that the program can speak to an upstream: the project's own, and two of simulated provinces (模拟省份). */
export const upstreamAdapter = z.enum(['reference', 'markBatch', 'preOpen']);
export type UpstreamAdapter = z.infer<typeof upstreamAdapter>;

/**
 * Where upstream is and how this station proves itself there. Secrets travel by MessagePort only.
 */
export const upstreamAccess = z.object({
  url: z.url(),
  /** Which interface stands there (docs/adapters.md). Left out: `reference`. */
  adapter: upstreamAdapter.optional(),
  /** Services that stand at an address of their own (G11); the others are at `url`. */
  services: z.partialRecord(upstreamService, z.url()).optional(),
  token: z.string().min(16),
  /** The only authority that upstream's certificates may come from, PEM (I7). Left out: an address on this computer, without TLS. */
  ca: z.string().optional(),
  /** The station's certificate for TLS, where upstream wants one: both PEM. */
  clientCertificate: z.object({ certificate: z.string(), privateKey: z.string() }).optional(),
  /** Signs every request (I7). Left out: the upstream takes the token alone. */
  signing: signingKey.optional(),
});
export type UpstreamAccess = z.infer<typeof upstreamAccess>;

/** First fill of an empty training station; a production station never gets one. */
export const trainingSeed = z.object({
  staff: z.array(
    z.object({
      userName: z.string(),
      displayName: z.string(),
      roles: z.array(role),
      password: z.string(),
      /** Base 32 secret of one-time codes; no secret in training. */
      oneTimeSecret: z.string().optional(),
    }),
  ),
  /** Blanks that are booked in: the first `hopper` of them lie in the printer's feeder, in this order; the rest in the vault. */
  units: z.array(z.object({ bankCardNumber: z.string(), bank: z.string(), vendor: z.string() })),
  hopper: z.number().int().nonnegative(),
});
export type TrainingSeed = z.infer<typeof trainingSeed>;

/** What the training host is started with. */
export const trainingHostInit = z.object({
  /** Where it keeps its books (upstream, printer) from one start to the next. */
  dataDir: z.string(),
  resourcesDir: z.string(),
  sqliteNativeBinding: z.string().nullable(),
});
export type TrainingHostInit = z.infer<typeof trainingHostInit>;

/** What the training host tells the shell when simulated devices and embedded upstream are up. */
export const trainingReady = z.object({
  profile: stationProfile,
  upstream: upstreamAccess,
  hallKey: binary,
  seed: trainingSeed,
});
export type TrainingReady = z.infer<typeof trainingReady>;

/** The precious database inside `dataDir`. */
export const caseDatabaseName = 'cases.db';
/** The wrapped keys inside `dataDir`. */
export const keyFileName = 'key.json';

/** What the core host is started with. Travels by MessagePort: never by environment or arguments (design 5). */
export const coreHostInit = z.object({
  dataDir: z.string(),
  profile: stationProfile,
  upstream: upstreamAccess,
  /** Raw 32-byte database key. */
  databaseKey: binary,
  /** Raw 32-byte key that the stations of one hall share (A10). Left out: the station was given none. */
  hallKey: binary.optional(),
  seed: trainingSeed.nullable(),
  version: z.string(),
  /** Folder with `rules/`, `templates/`, …. */
  resourcesDir: z.string(),
  /** Folder with `<name>.mjs` of the workers; null = run the TypeScript sources (tests). */
  workersDir: z.string().nullable(),
  /** Folder that holds `@expo-google-fonts`. */
  fontsDir: z.string(),
  sqliteNativeBinding: z.string().nullable(),
});
export type CoreHostInit = z.infer<typeof coreHostInit>;

export const deviceHostInit = z.object({ devices: stationProfile.shape.devices });
export type DeviceHostInit = z.infer<typeof deviceHostInit>;
