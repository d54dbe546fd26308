export const ratings = {
  label: 'Rating',
  state: { notRated: 'not rated', rated: 'rated' },
  ask: 'Ask the visitor',
  followUps: {
    title: 'Follow-up of poor ratings',
    text: 'Every poor rating is called back and put right within 15 working days. Those about your own work are not listed.',
    empty: 'No poor rating waits for a follow-up.',
    given: 'rated {{at}}',
    due: 'by {{date}}, {{n}} working days left',
    overdue: 'overdue: was due by {{date}}',
    closedBy: 'closed by {{by}}, {{at}}: {{note}}',
    showClosed: 'with closed ones',
    close: 'Close',
    closeTitle: 'Close the follow-up',
    closeSentence: 'The follow-up of case {{number}} is recorded as closed. This cannot be changed later.',
    note: 'What was said and put right',
  },
};
