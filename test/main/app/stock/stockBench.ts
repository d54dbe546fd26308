import { bookHandlers } from '../../../../main/app/stock/bookHandlers.ts';
import { custodyHandlers } from '../../../../main/app/stock/custodyHandlers.ts';
import { printerHandlers } from '../../../../main/app/stock/printerHandlers.ts';
import { stockHandlers } from '../../../../main/app/stock/stockHandlers.ts';
import type { StaffRecord } from '../../../../main/app/ports/stores.ts';
import type { Countersignature, Role } from '../../../../main/contract/access.ts';
import type { DeviceConfig } from '../../../../main/contract/devices.ts';
import type { StaffId, UnitKey } from '../../../../main/contract/ids.ts';
import type { Result } from '../../../../main/contract/result.ts';
import type { CardClass } from '../../../../main/contract/stock.ts';
import type { StockBook } from '../../../../main/contract/stockBook.ts';
import {
  notReadyPrinter,
  sampleStaff,
  stubDevices,
  testCaller,
  testDeps,
  testProfile,
} from '../../helpers/index.ts';

const word = 'pass phrase of the second person';
export const numberOf = (index: number): string => `62000000000${String(index).padStart(8, '0')}`;

export const printer = (id: string, surface: DeviceConfig['surface']): DeviceConfig => ({
  id,
  kind: 'cardPrinter',
  driver: 'evolis',
  path: '/none',
  baudRate: 9600,
  surface,
  options: {},
});

/** A stock with its keeper, a supervisor and two clerks; printers whose counter is what the test says. */
export async function stockBench(
  options: { readonly limits?: boolean; readonly printers?: readonly DeviceConfig[] } = {},
) {
  const machine = { printedCards: 500 as number | null };
  const deps = testDeps({
    profile: {
      ...testProfile,
      devices: [...(options.printers ?? [printer('cardPrinter', 'window')])],
      ...(options.limits === true && { stockLimits: { deskCeiling: 4, deskFloor: 2, hopperFloor: 3 } }),
    },
    devices: stubDevices({
      printerFacts: () =>
        Promise.resolve(
          machine.printedCards === null
            ? notReadyPrinter
            : {
                ...notReadyPrinter,
                completion: { code: 'success' },
                position: 'none',
                printedCards: machine.printedCards,
              },
        ),
    }),
  });
  const passwordHash = await deps.crypto.hashPassword(word);
  const person = (role: Role, name: string): StaffRecord => ({ ...sampleStaff([role], name), passwordHash });
  const staff = {
    keeper: person('stockKeeper', 'keeper'),
    supervisor: person('supervisor', 'supervisor'),
    ann: person('clerk', 'ann'),
    ben: person('clerk', 'ben'),
  };
  deps.stores.run(() => Object.values(staff).forEach((each) => deps.stores.staff.save(each)));
  const handlers = {
    ...stockHandlers(deps),
    ...custodyHandlers(deps),
    ...printerHandlers(deps),
    ...bookHandlers(deps),
  };
  const keeper = testCaller(staff.keeper);
  const signedBy = (who: StaffRecord): Countersignature => ({ userName: who.userName, password: word });
  const countersignature = signedBy(staff.supervisor);
  const key = (index: number): UnitKey => deps.crypto.unitKeyOf(numberOf(index)) as UnitKey;
  return {
    deps,
    machine,
    handlers,
    staff,
    keeper,
    signedBy,
    countersignature,
    key,
    async receive(
      indexes: readonly number[],
      batch: { readonly cardClass?: CardClass; readonly box?: string } = {},
    ): Promise<Result<{ received: number }>> {
      return handlers.stockReceive(
        {
          bank: 'Test Bank',
          vendor: 'Test Vendor',
          cardClass: batch.cardClass ?? 'standard',
          box: batch.box ?? null,
          bankCardNumbers: indexes.map(numberOf),
          countersignature,
        },
        keeper,
      );
    },
    async move(
      indexes: readonly number[],
      to: 'vault' | 'desk' | 'hopper' | 'returned',
      more: { readonly clerkId?: StaffId; readonly boxes?: string[]; readonly printerId?: string } = {},
    ): Promise<Result<{ moved: number }>> {
      return handlers.stockMove({ units: indexes.map(key), to, ...more, countersignature }, keeper);
    },
    async waste(index: number): Promise<void> {
      const wasted = await handlers.stockWaste(
        { unit: key(index), reason: 'jam', note: '', countersignature },
        keeper,
      );
      if (!wasted.ok) throw new Error(wasted.error.code);
    },
    async book(): Promise<StockBook> {
      const book = await handlers.stockBook({}, keeper);
      if (!book.ok) throw new Error(book.error.code);
      return book.value;
    },
  };
}
export type StockBench = Awaited<ReturnType<typeof stockBench>>;
