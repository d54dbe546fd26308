import type { English } from '../createI18n.ts';
import type { cabinet as zh } from '../zh/cabinet.ts';

export const cabinet: English<typeof zh> = {
  title: 'Cabinet of the kiosk',
  none: 'Nothing on record.',
  state: {
    open: 'The kiosk serves the public',
    maintenance: 'The kiosk is in maintenance',
    outOfService: 'The kiosk is out of service: an opening is not settled, or the cabinet is not closed',
  },
  contact: {
    closed: 'cabinet closed',
    open: 'cabinet open',
    lost: 'the contact of the cabinet says nothing',
  },
  kind: {
    opened: 'Cabinet opened',
    openedInMaintenance: 'Opened in maintenance',
    foundOpen: 'Found open at the start',
    leftOpen: 'Left open at the end of maintenance',
    contactLost: 'Contact says nothing',
    closed: 'Cabinet closed',
    maintenanceEntered: 'Maintenance begun',
    maintenanceLeft: 'Maintenance ended',
    maintenanceTimedOut: 'Maintenance timed out',
    maintenanceCutOff: 'Maintenance cut off by a restart',
  },
  column: { at: 'Time', kind: 'Event', by: 'By', case: 'On the screen', state: 'Settled' },
  onScreen: 'a visit was running',
  nobody: 'nobody',
  toSettle: 'to be settled by a supervisor',
  settled: '{{by}} {{at}}: {{note}}',
  settle: 'Settle…',
  settleTitle: 'Settle the opening',
  settleSentence:
    'Write what you found. The case can then go on; the kiosk serves again when all are settled and the cabinet is closed. The note cannot be changed.',
  note: 'What you found',
  confirm: 'Settle',
  flag: 'The kiosk’s cabinet was opened during this case',
  flagText: 'No card is made or given until a supervisor has settled it.',
};
