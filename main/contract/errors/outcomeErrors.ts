import { text } from './errorText.ts';

/** Holds, refusals, recalls, and the codes of papers (domain-rules 6; C1 to C9). */
export const outcomeErrors = {
  caseHeld: text(
    '办件因涉嫌伪造已冻结，等待主管处理',
    'The case is held for suspected forgery and waits for a supervisor',
    '请主管核查后签名解除。',
    'A supervisor looks into it and signs the release.',
  ),
  forgeryConfirmed: text(
    '主管已认定材料不实，不能受理',
    'A supervisor confirmed the forgery; the case cannot be accepted',
    '出具补正告知；已受理的由主管不予许可或撤销。',
    'Give a supplement notice; an accepted case is refused or revoked by a supervisor.',
  ),
  lawAccepted: text(
    '逾期未告知，自 {date} 起依法视为受理',
    'Nothing was told in time: accepted by law since {date}',
    '继续核验后受理，或由主管不予许可；不得再作其他答复。',
    'Check on and accept, or a supervisor refuses; no other answer is lawful.',
  ),
  clockNotBreached: text(
    '法定期限未过（至 {date}）',
    'The legal time limit is not over (until {date})',
    '请在期限内一次告知或受理。',
    'Tell everything at once, or accept, before it ends.',
  ),
  holderNotProven: text(
    '护照尾号或出生日期不符',
    'The end of the passport number or the birth date does not fit',
    '请核对本人证件，或改由本人签名。',
    'Look at the holder’s passport, or let the holder sign.',
  ),
  notWithUs: text(
    '所列原件不在窗口：{items}',
    'These originals are not with us: {items}',
    '只列仍在窗口的原件。',
    'List only what lies with us.',
  ),
  noticeServed: text(
    '此文书已登记送达',
    'The service of this paper is already recorded',
    '不可更改；有误请作更正决定。',
    'It cannot change; an error is corrected by a decision.',
  ),
  noticeWithdrawn: text(
    '此文书已被 {number} 撤销或更正',
    'This paper was revoked or corrected by {number}',
    '请使用新的文书。',
    'Use the newer paper.',
  ),
  paperGlyphMissing: text(
    '字库缺少字符，文书无法印出：{glyphs}',
    'The fonts lack these characters, so the paper cannot be printed: {glyphs}',
    '请改写含有该字符的文字；姓名中的字符请联系技术员。',
    'Write the text without them; for a name call a technician.',
  ),
  recallNotFound: text(
    '没有这条追回任务',
    'There is no such recall',
    '请从列表重新选择。',
    'Choose it from the list again.',
  ),
  recallClosed: text(
    '这条追回任务已办结',
    'This recall is already closed',
    '无需再办。',
    'Nothing is left to do.',
  ),
  paperAltered: text(
    '文书二维码验签不通过，内容可能被改动',
    'The signature of this paper does not fit: it may be altered',
    '不要采信；留存文书，转主管处理。',
    'Do not rely on it; keep the paper and call a supervisor.',
  ),
  paperWithdrawn: text(
    '文书 {number} 已撤销或更正',
    'Paper {number} was revoked or corrected',
    '收回该文书，以新文书为准。',
    'Take the paper back; the newer one counts.',
  ),
  paperUnknownStation: text(
    '没有站点 {station} 的验证密钥，无法核验此文书',
    'No key of station {station} is here, so this paper cannot be checked',
    '联系该站点核实；请技术员更新站点密钥。',
    'Ask that station; a technician adds its key.',
  ),
  paperListOld: text(
    '撤销名单超过 {hours} 小时未同步，之后撤销的文书不在名单内',
    'The list of withdrawn papers was not synced for more than {hours} {hours|hour|hours}; a later withdrawal is not on it',
    '联网同步后再验一次；不能等的，致电出具站点核实。',
    'Scan again once the network is back; if it cannot wait, call the station that issued it.',
  ),
  paperListMissing: text(
    '本机尚未同步过撤销名单，不知该文书是否已撤销',
    'No list of withdrawn papers was synced yet: not known whether this paper was withdrawn',
    '联网同步后再验一次；不能等的，致电出具站点核实。',
    'Scan again once the network is back; if it cannot wait, call the station that issued it.',
  ),
} as const;
