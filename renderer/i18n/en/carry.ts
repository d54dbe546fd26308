import type { English } from '../createI18n.ts';
import type { carry as zh } from '../zh/carry.ts';

export const carry: English<typeof zh> = {
  intro:
    'What this station cannot report, without a network or no longer admitted, goes to another one, encrypted; its receipts come back. The records stay here too: whoever sends first, upstream takes each once.',
  standing: {
    none: 'Nothing without a receipt was carried out of here.',
    exported_one: 'Carried out, no receipt yet: {{count}} record, last at {{at}}',
    exported: 'Carried out, no receipt yet: {{count}} records, last at {{at}}',
    carried: 'Carried in: waiting {{waiting}} · needs a hand {{problems}} · receipt {{acked}}',
  },
  out: {
    title: '1 Carry records out',
    text: 'At the station that cannot report. The file is encrypted; only the code that is shown once opens it.',
    act: 'Carry records out…',
    dialog: 'Carry records out',
    sentence:
      'Every record without a receipt, with its pictures, goes into one encrypted file; the records stay here too. The code is shown next, once.',
    confirm: 'Make the encrypted file',
    reason: 'Reason',
  },
  code: {
    title: 'Write the code down',
    text: 'Records: {{rows}}, cases: {{cases}}, all in {{file}}. The code below opens it. It is shown this once and kept nowhere.',
    label: 'Code',
    again: 'Save the file again',
    written: 'I have written it down',
    first: 'Write the code down first, then tick',
    more: 'One file does not hold everything: write this code down, then make the next file, which has a code of its own.',
    next: 'Make the next file',
    close: 'Done',
  },
  in: {
    title: '2 Carry records in',
    text: 'At a station with a network. Choose the file and type its code.',
    act: 'Carry records in…',
    dialog: 'Carry in the records of another station',
    sentence:
      'This station reports the records of the file, under the number of the station they come from; what is here already is not taken twice.',
    file: 'Choose the file',
    noFile: 'no file chosen',
    tooLarge: 'The file is too large to be one of these.',
    code: 'Code',
    codeHint: 'Group by group; capitals and spaces do not matter.',
    confirm: 'Carry in',
    codeMissing: 'code',
    fileMissing: 'file',
  },
  report: {
    title: 'What was carried in',
    text: 'Station {{station}}, carried out at {{at}}. Records: {{rows}}, pictures: {{pictures}}; taken: {{taken}}, known already: {{known}}.',
    case: 'Case',
    rows: 'Records',
    outcome: 'Outcome',
    noCase: 'of no case',
    unverified:
      'No key of {{station}} is known here: that the file is that station’s own was taken at its word. A technician adds its key to paperKeys.',
    word: {
      taken: 'taken, reported from here',
      knownHere: 'known here, not taken twice',
      knownUpstream: 'upstream has it already, not taken twice',
      partlyKnown: 'partly known, the rest taken',
    },
  },
  receiptsOut: {
    title: '3 Carry receipts out',
    text: 'At the station that reported. The file is signed and holds nothing personal.',
    station: 'Station they come from',
    act: 'Carry receipts out',
    none: 'Nothing was carried in here.',
    waiting: 'no receipts yet',
  },
  receiptsIn: {
    title: '4 Bring receipts back',
    text: 'At the station where the records were made. A record with its receipt is done.',
    act: 'Choose the file of receipts…',
    done: 'Receipts stored: {{rows}}; known already: {{known}}.',
  },
  table: {
    title: 'Records carried in',
    empty: 'Nothing was carried in.',
    station: 'From station',
    kind: 'What',
    case: 'Case',
    state: 'State',
    carried: 'Carried in',
    receipt: 'Receipt / reason',
  },
};
