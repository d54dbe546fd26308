import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffView } from '../../../main/contract/access.ts';
import type { CaseId } from '../../../main/contract/ids.ts';
import type { MethodName } from '../../../main/contract/methods.ts';
import type { StationStatus } from '../../../main/contract/station.ts';
import { refusalFor } from './permissions.ts';

/** `recovery` has no place of its own in the navigation: it belongs to the cards; `people` opens from one's own name, `retention` from the morning page. */
export type Page =
  | 'desk'
  | 'cards'
  | 'queue'
  | 'stock'
  | 'day'
  | 'devices'
  | 'morning'
  | 'audit'
  | 'recovery'
  | 'people'
  | 'retention';
export const pages: readonly Exclude<Page, 'recovery' | 'people' | 'retention'>[] = [
  'desk',
  'cards',
  'queue',
  'stock',
  'day',
  'devices',
  'morning',
  'audit',
];

/** What every screen of a signed-in window knows. */
export interface Workstation {
  readonly staff: StaffView;
  readonly station: StationStatus | undefined;
  /** The host's clock. */
  readonly now: string;
  /** Goes to the desk with this case. */
  openCase(caseId: CaseId): void;
  /** Opens another page. */
  goTo(page: Page): void;
}

export const WorkstationContext = createContext<Workstation | null>(null);

export function useWorkstation(): Workstation {
  const workstation = useContext(WorkstationContext);
  if (workstation === null) throw new Error('used outside a signed-in window');
  return workstation;
}

/** Why the signed-in person may not do something here, in words; null = may. */
export function useRefusal(): (name: MethodName) => string | null {
  const { t } = useTranslation();
  const { staff, station } = useWorkstation();
  return (name) => {
    const refusal = refusalFor(name, staff, station);
    if (refusal === null) return null;
    if (refusal.kind === 'act') return t(`common.actMissing.${refusal.act}`);
    return t('common.roleNeeded', {
      roles: refusal.roles.map((role) => t(`common.role.${role}`)).join(' / '),
    });
  };
}
