export const ratings = {
  label: '评价',
  state: { notRated: '未评价', rated: '已评价' },
  ask: '请办事人评价',
  followUps: {
    title: '差评回访',
    text: '差评 100% 回访，15 个工作日内整改。自己经办的办件不在此列。',
    empty: '没有待回访的差评。',
    given: '评价于 {{at}}',
    due: '{{date}} 前，剩 {{count}} 个工作日',
    overdue: '已逾期：应于 {{date}} 前办结',
    closedBy: '{{by}} 于 {{at}} 办结：{{note}}',
    showClosed: '含已办结',
    close: '办结',
    closeTitle: '办结差评回访',
    closeSentence: '办件 {{number}} 的差评回访将记为已办结，此后不可更改。',
    note: '回访与整改情况',
  },
};
