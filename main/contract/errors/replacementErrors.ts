import { text } from './errorText.ts';

/** Earlier cards, loss, and fees (D8, D12). */
export const replacementErrors = {
  lossNotConfirmed: text(
    '原卡的挂失或注销尚未得到上级确认',
    'Loss or cancelling of the old card is not confirmed upstream yet',
    '卡暂不制作；上级确认后自动继续。请勿另行制卡。',
    'No card is made yet; it goes on by itself after the confirmation. Do not make another one.',
  ),
  lossRefused: text(
    '上级退回了原卡的挂失或注销：{reason}',
    'Loss or cancelling of the old card was refused upstream: {reason}',
    '核对原卡情况后重新办理挂失或收回，或请主管在“待上报”中重试；在此之前不制新卡。',
    'Check the old card, then report it again, or have a supervisor ask again in the queue; no new card before that.',
  ),
  lossPending: text(
    '此人已有一条待上级确认的挂失或注销',
    'A report about this person’s card still waits for upstream',
    '等待上级回执后再办理。',
    'Wait for the receipt.',
  ),
  lossNotFitting: text(
    '原卡当前状态（{status}）不能办理此项',
    'The old card is “{status}”: this cannot be done with it',
    '请按上级所示的卡状态选择办理。',
    'Choose by the status that upstream shows.',
  ),
  replacementOpen: text(
    '补换卡正在办理，不能解除挂失',
    'A replacement is under way: the loss cannot be taken back',
    '如原卡已找回，请先结束补卡任务；新卡制成后原卡作废。',
    'If the old card was found, end the replacement first; once the new card is made the old one is void.',
  ),
  oldCardUsable: text(
    '原卡（{status}）仍可使用，不能制作新卡',
    'The old card ({status}) can still be used: no new card is made',
    '遗失的办理书面挂失；损坏、到期或信息变更的收回原卡并注销。',
    'Report formal loss of a lost card; take in a damaged, expired or changed one and have it cancelled.',
  ),
  noOldCard: text(
    '上级没有此人的原卡，无卡可补换',
    'Upstream has no earlier card of this person to replace',
    '请按首次申领办理；持卡人确有旧卡的，请主管与社保经办机构核实。',
    'Make it as a first card; where the holder has one in hand, a supervisor asks the social security office.',
  ),
  otherCity: text(
    '原卡由其他城市管理（{region}），注销和补换只能在该市办理',
    'The old card is kept by another city ({region}); cancelling and replacing is done there only',
    '可在此办理挂失；请持卡人到该市办理补换卡。',
    'Loss can be reported here; the holder gets the replacement in that city.',
  ),
  cardGivenUp: text(
    '已不再办理此卡：{note}',
    'This card is not wanted any more: {note}',
    '卡片未动用；已收的费用可以退还。',
    'No card was used; a fee that was paid can be given back.',
  ),
  feeUnpaid: text(
    '补换卡工本费 {amount} 元尚未收取',
    'The fee of {amount} yuan for this card is not paid',
    '收费并登记票据号后继续；减免须主管确认。',
    'Take the fee and its receipt number, then go on; waiving needs a supervisor.',
  ),
  feeNotDue: text(
    '此卡没有应收费用',
    'No fee is due for this card',
    '无需收费；已收的在办件页查看。',
    'Nothing is to be paid; what was paid is shown with the case.',
  ),
  feeReceiptKnown: text(
    '票据号 {number} 已登记过',
    'Receipt number {number} is in the books already',
    '核对票据，登记本次的票据号。',
    'Check the receipt and write the number of this one.',
  ),
  feeNotRefundable: text(
    '没有可退的费用',
    'There is no fee to give back',
    '只有已收费而未制成卡的可以退费。',
    'Only a fee of which no card came is given back.',
  ),
  notInsured: text(
    '未参加社会保险，本地暂不制作实体社保卡：{reason}',
    'Not insured: no physical card is made here: {reason}',
    '不影响工作许可。请告知本人电子凭证可用；参保后再来申领实体卡。',
    'The work permit is not affected. The electronic card can be used; come back for a physical one once insured.',
  ),
  overInsurableAge: text(
    '超过参保年龄，本地暂不制作实体社保卡：{reason}',
    'Above the age of social insurance: no physical card is made here: {reason}',
    '不影响工作许可。请告知本人使用电子工作许可。',
    'The work permit is not affected. The holder uses the electronic permit.',
  ),
} as const;
