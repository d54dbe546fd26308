/** Words that the text of a paper must leave room for: what a person typed, or what the case says, has to come out on it. */
export function noticeWords(kind: string): readonly string[] {
  switch (kind) {
    case 'notNeeded':
      return ['reason'];
    case 'notOurs':
      return ['authority'];
    case 'acceptanceByLaw':
      return ['received'];
    case 'registration':
      return ['permit'];
    case 'insurance':
      return ['hrss'];
    default:
      return [];
  }
}
