import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../main/infra/db/database.ts';
import { caseDatabaseName } from '../../main/contract/hosts.ts';
import { percentile } from '../bench/devices/table.ts';
import { nativeBinding } from '../main/helpers/index.ts';
import { leanBundle, type LeanBundle } from './support/queueProof/leanBundle.ts';
import { manyPeople } from './support/queueProof/manyPeople.ts';
import { monthDesk, type MonthDesk } from './support/queueProof/monthDesk.ts';
import { loneUpstream } from './support/queueProof/otherSide.ts';
import {
  proofDay,
  stationBeside,
  type RunningStation,
  type StationTemplate,
} from './support/queueProof/proofStation.ts';
import { stationTemplate } from './support/queueProof/stationTemplate.ts';
import { inOrder, ledgerRows, rowByRow, upstreamLedger } from './support/queueProof/queueLedger.ts';

/** `ZHENGKA_PROOF=1`: the whole hundred of the target; else as many as a minute allows. */
const long = process.env['ZHENGKA_PROOF'] === '1';
const days = 30;
const casesADay = long ? 100 : 5;
/** People who come while nothing is sent, and those who come while the month is sent. */
const scans = long ? 300 : 60;
const limit = { timeout: long ? 1_800_000 : 600_000 };

describe('G1 G2 G3 G4 G9 thirty days without a network, then the drain', limit, () => {
  let bundle: LeanBundle;
  let template: StationTemplate;
  let station: RunningStation<Awaited<ReturnType<typeof loneUpstream>>>;
  let month: MonthDesk;
  beforeAll(async () => {
    const people = manyPeople(days * casesADay + 2 * scans, proofDay);
    // A station that may be alone for a month: what its profile allows is the authority's choice.
    const hours = (days + 10) * 24;
    const profile = {
      offlineLimits: { notices: 60_000, hours },
      signInOfflineHours: { clerk: hours, supervisor: hours, stockKeeper: hours, auditor: hours },
    };
    bundle = await leanBundle();
    template = await stationTemplate(bundle.path, { people, profile });
    station = await stationBeside(loneUpstream, { program: bundle.path, template, people, profile });
    month = monthDesk(station, people);
  }, limit.timeout);
  afterAll(async () => {
    await station.close();
    template.remove();
    bundle.remove();
  });

  it('each day is opened, worked and signed; then everything arrives once, in order, with its receipt', async () => {
    station.other.upstream.setNetwork(false);
    for (let day = 0; day < days; day += 1) {
      await month.openDay();
      for (let person = 0; person < casesADay; person += 1) await month.serve();
      await month.closeDay();
      month.nextMorning();
    }
    const offline = ledgerRows(localDatabase());
    expect(offline.filter(({ state }) => state !== 'waiting')).toEqual([]);
    expect(offline.filter(({ kind }) => kind === 'case.opened')).toHaveLength(days * casesADay);
    expect(offline.filter(({ kind }) => kind === 'day.closed')).toHaveLength(days);
    expect(upstreamLedger(station.other.upstreamFile).rows.size).toBe(0);

    await month.openDay();
    const alone = await month.scanTimes(scans, () => true);
    station.other.upstream.setNetwork(true);
    const begun = performance.now();
    await month.askForDrain();
    const draining = await month.scanTimes(scans, month.isDraining);
    await month.drained(limit.timeout / 2);
    const seconds = (performance.now() - begun) / 1000;

    const local = ledgerRows(localDatabase());
    const upstream = upstreamLedger(station.other.upstreamFile);
    expect(rowByRow(local, upstream)).toEqual([]);
    expect(inOrder(local, upstream)).toEqual([]);
    // Each row of a signed day is a correction of that day, in the day its receipt came; the signed pages stay as they are (G9).
    const signed = new Set(offline.filter(({ kind }) => !kind.startsWith('day.')).map(({ id }) => id));
    const receipts = local.filter(({ id }) => signed.has(id)).map((row) => row.receipt?.number ?? '');
    expect(await month.lateReceipts()).toEqual(receipts.toSorted());
    expect(await month.auditIntact()).toBe(true);

    console.log(
      [
        `${days} days × ${casesADay} cases: ${local.length} rows drained in ${seconds.toFixed(1)} s`,
        times('scan to case, nothing sent', alone),
        times('scan to case, while draining', draining),
      ].join('\n'),
    );
  });

  function localDatabase(): ReturnType<typeof openDatabase> {
    return openDatabase({
      path: `${station.folder}/data/${caseDatabaseName}`,
      key: template.databaseKey,
      nativeBinding,
    });
  }
});

const times = (what: string, milliseconds: readonly number[]): string =>
  milliseconds.length === 0
    ? `${what}: no scan fell into it`
    : `${what}: p50 ${percentile(milliseconds, 0.5).toFixed(1)} ms, p99 ${percentile(milliseconds, 0.99).toFixed(1)} ms (${milliseconds.length} scans)`;
