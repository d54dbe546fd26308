import type { queue as zh } from '../zh/queue.ts';

export const queue: typeof zh = {
  title: 'Queue',
  summary: 'Waiting {{waiting}} · needs a hand {{problem}} · oldest waits {{age}}',
  summaryNone: 'Everything has its receipt',
  openOnly: 'Open',
  all: 'All',
  retryAll: 'Retry all now',
  retry: 'Retry',
  empty: 'Nothing is waiting.',
  paused:
    'Reporting is paused: the answer did not come from upstream. Nothing is lost; it goes on by itself.',
  column: {
    kind: 'What',
    case: 'Case',
    state: 'State',
    owner: 'Owner',
    age: 'Age',
    attempts: 'Tries',
    receipt: 'Receipt / reason',
    next: 'Next action',
  },
  kind: {
    'case.opened': 'Case opened',
    'case.decided': 'Decision',
    'notice.issued': 'Paper',
    'card.report': 'Card report',
    'card.enable': 'Card enable',
    'card.handOver': 'Hand-over',
    'card.wasted': 'Wasted card',
    'stock.moved': 'Stock move',
    'day.closed': 'Day close',
    'rating.given': 'Rating',
  },
  state: { waiting: 'waiting', acked: 'receipt', refused: 'refused', conflict: 'conflict' },
  next: {
    none: 'nothing to do',
    waitForNetwork: 'waits, retried by itself',
    correct: 'make a correcting record',
    askSupervisor: 'ask a supervisor',
  },
  nextAt: 'next {{at}}',
};
