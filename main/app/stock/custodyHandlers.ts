import type { CustodyActId, UnitKey } from '../../contract/ids.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import type { CustodyActKind, CustodyActView } from '../../contract/stockBook.ts';
import { shanghaiDay } from '../../domain/calendar/shanghai.ts';
import { mayMoveRibbon, mayTakeWaste, wasteReportOf } from '../../domain/stock/custody.ts';
import type { Caller, Deps, Handlers } from '../deps.ts';
import type { SealedPicture } from '../ports/pictures.ts';
import type { CustodyActRecord, RibbonRecord } from '../ports/stockBook.ts';
import type { StaffRecord, UnitRecord } from '../ports/stores.ts';
import { secondPerson, signed, writeAct, type StockDeps } from './stockActs.ts';

type CustodyDeps = StockDeps & Pick<Deps, 'pictures'>;
type CustodyMethod = 'stockToSafe' | 'stockSendUp' | 'stockDestroy' | 'stockWasteReport';

interface Chosen {
  readonly units: readonly UnitRecord[];
  readonly ribbons: readonly RibbonRecord[];
}
interface Photo {
  readonly size: number;
  readonly sealed: SealedPicture;
}

/** Waste from the moment it is waste to its end (D5, D13, domain-rules 10.3, 10.4): two people, a record that nobody changes. */
export function custodyHandlers(deps: CustodyDeps): Handlers<CustodyMethod> {
  const { stores } = deps;
  return {
    async stockToSafe({ units, countersignature }, caller) {
      const second = await secondPerson(deps, caller, countersignature);
      if (!second.ok) return second;
      return take(deps, caller, second.value, { kind: 'safe', units, ribbons: [] });
    },

    async stockSendUp({ units, ribbons, listNumber, countersignature }, caller) {
      const second = await secondPerson(deps, caller, countersignature);
      if (!second.ok) return second;
      return take(deps, caller, second.value, { kind: 'sentUp', units, ribbons, listNumber });
    },

    async stockDestroy({ units, ribbons, photos, countersignature }, caller) {
      const second = await secondPerson(deps, caller, countersignature);
      if (!second.ok) return second;
      const chosen = choose(deps, 'destroyed', units, ribbons);
      if (!chosen.ok) return chosen;
      if (photos.length === 0) return failure('destroyPhotoMissing');
      const sealed = await sealPhotos(deps, photos);
      if (!sealed.ok) return sealed;
      return take(deps, caller, second.value, { kind: 'destroyed', units, ribbons, photos: sealed.value });
    },

    stockWasteReport({ from, to }) {
      if (to < from) return failure('invalidInput', { field: 'to' });
      const wasted = stores.units
        .movementsBetween(shanghaiDay(from).from, shanghaiDay(to).to)
        .filter((move) => move.to === 'wasted');
      return success(
        wasteReportOf(
          wasted.flatMap(({ unitKey }) => {
            const unit = stores.units.get(unitKey);
            return unit === null ? [] : [unit];
          }),
        ),
      );
    },
  };
}

/** Photos are opened before they are kept: one that does not decode proves nothing. Fails with the failures of `readJpeg`. */
async function sealPhotos(
  { pictures }: Pick<Deps, 'pictures'>,
  photos: readonly Uint8Array[],
): Promise<Result<readonly Photo[]>> {
  const kept: Photo[] = [];
  for (const bytes of photos) {
    const opened = await pictures.scan(bytes);
    if (!opened.ok) return opened;
    kept.push({ size: bytes.length, sealed: await pictures.seal(bytes) });
  }
  return success(kept);
}

/** What is taken, all of it or nothing. Errors: invalidInput (nothing chosen), unitNotFound, wasteNotHeld, ribbonNotFound, ribbonWrongState. */
function choose(
  { stores }: Pick<Deps, 'stores'>,
  kind: CustodyActKind,
  keys: readonly UnitKey[],
  labels: readonly string[],
): Result<Chosen> {
  if (keys.length + labels.length === 0) return failure('invalidInput', { field: 'units' });
  const units: UnitRecord[] = [];
  for (const key of new Set(keys)) {
    const unit = stores.units.get(key);
    if (unit === null) return failure('unitNotFound');
    const fit = mayTakeWaste(unit, kind);
    if (!fit.ok) return fit;
    units.push(unit);
  }
  const ribbons: RibbonRecord[] = [];
  for (const label of new Set(labels)) {
    const ribbon = stores.stockBook.ribbon(label);
    if (ribbon === null) return failure('ribbonNotFound', { label });
    // A ribbon has no safe: only its ends are acts of two people.
    const fit = kind === 'safe' ? success() : mayMoveRibbon(ribbon, kind);
    if (!fit.ok) return fit;
    ribbons.push(ribbon);
  }
  return success({ units, ribbons });
}

function take(
  deps: CustodyDeps,
  caller: Caller,
  second: StaffRecord,
  act: {
    readonly kind: CustodyActKind;
    readonly units: readonly UnitKey[];
    readonly ribbons: readonly string[];
    readonly listNumber?: string;
    readonly photos?: readonly Photo[];
  },
): Result<CustodyActView> {
  const { kind } = act;
  // Chosen again: people may have worked on between the signature and the photos.
  const chosen = choose(deps, kind, act.units, act.ribbons);
  if (!chosen.ok) return chosen;
  const { units, ribbons } = chosen.value;
  const { at, people } = signed(deps, caller, second);
  const photos = act.photos ?? [];
  const record: CustodyActRecord = {
    id: deps.ids.next('custody') as CustodyActId,
    kind,
    at,
    ...people,
    units: units.map(({ key }) => key),
    ribbons: ribbons.map(({ label }) => label),
    listNumber: act.listNumber ?? null,
    photos: photos.map(({ size, sealed }) => ({ size, digest: sealed.digest })),
  };
  const detail = { units: units.length, ribbons: ribbons.length, photos: photos.length };
  writeAct(deps, caller, { event: `waste.${kind}`, subject: record.id, detail, second }, () => {
    for (const { key } of units) deps.stores.units.keepWaste(key, kind);
    if (kind !== 'safe')
      for (const ribbon of ribbons)
        deps.stores.stockBook.moveRibbon(
          { ...ribbon, state: kind, since: at },
          { ...people, label: ribbon.label, from: ribbon.state, to: kind, at, printerId: ribbon.printerId },
        );
    deps.stores.stockBook.insertCustodyAct(
      record,
      photos.map(({ sealed }) => sealed),
    );
    // Into the safe is no business of upstream: the card is waste there since it was declared.
    return kind === 'safe' ? null : { act: kind, ...record };
  });
  return success(presentCustodyAct(deps, record));
}

/** A record of waste as people see it: the cards by their tails. */
export function presentCustodyAct(
  { stores }: Pick<Deps, 'stores'>,
  { units, photos, ribbons, ...rest }: CustodyActRecord,
): CustodyActView {
  return {
    ...rest,
    tails: units.flatMap((key) => stores.units.get(key)?.tail ?? []),
    ribbons: [...ribbons],
    photos: photos.map(({ digest }) => digest),
  };
}
