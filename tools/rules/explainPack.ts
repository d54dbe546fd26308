import { yuan } from '../../main/domain/cards/fees.ts';
import type {
  BusinessRule,
  Condition,
  DateRule,
  DocumentRule,
  RulePack,
} from '../../main/domain/rules/rulePack.ts';

/** Chinese first, then English, as everywhere in the product. */
const both = ({ zh, en }: { zh: string; en: string }): string => `${zh} / ${en}`;
const line = (depth: number, text: string): string => `${'  '.repeat(depth)}${text}`;

const requirements = {
  original: '原件 original',
  copy: '复印件 copy',
  electronic: '电子 electronic',
  waived: '免交 waived',
} as const;
const tags = { fixed: '固定 fixed', policy: '地方政策 policy' } as const;
const places = {
  window: '窗口 window',
  online: '网上 online',
  referral: '转办 referral',
  removed: '已取消 removed',
  none: '无须办理 nothing to do',
} as const;
const categories = ['A', 'B', 'C'] as const;

const ruleOf = (rule: Pick<DocumentRule, 'ruleId' | 'tag'>): string => `${rule.ruleId}, ${tags[rule.tag]}`;

function conditionWords(pack: RulePack, { allOf, anyOf }: Condition): string {
  const words = (names: Condition['allOf'], joint: string): string =>
    names.map((name) => both(pack.situations[name])).join(joint);
  return [words(allOf, ' + '), anyOf.length === 0 ? '' : `(${words(anyOf, ' | ')})`]
    .filter((part) => part !== '')
    .join(' + ');
}

function dateWords({ rule, kind, field, limit, reference }: DateRule): string {
  switch (kind) {
    case 'withinDaysOfSubmission':
      return `${rule}: ${field} 在提交日前后${limit}天内 within ${limit} days of the submission`;
    case 'atMostMonthsOld':
      return `${rule}: ${field} 至${reference}不超过${limit}个月 at most ${limit} months old at ${reference}`;
    case 'notExpired':
      return `${rule}: ${field} 未过期 not expired`;
  }
}

function formWords(pack: RulePack, { form }: DocumentRule): string[] {
  const { authentication, translation, seal, signature, sealOrSignature } = form;
  return [
    ...(authentication === null
      ? []
      : [
          `${authentication.ruleId}: 认证 authentication ${authentication.accepted.join(', ')}` +
            (authentication.notWhen.length === 0
              ? ''
              : `；除 except ${authentication.notWhen.map((name) => both(pack.situations[name])).join(', ')}`),
        ]),
    ...(translation === null
      ? []
      : [
          translation.kind === 'chinese'
            ? `${translation.ruleId}: 须为中文 must be in Chinese`
            : `${translation.ruleId}: 盖章中文翻译件 sealed Chinese translation`,
        ]),
    ...(seal === null ? [] : [`${seal.ruleId}: ${both(seal.words)}`]),
    ...(signature === null ? [] : [`${signature.ruleId}: ${both(signature.words)}`]),
    ...(sealOrSignature ? ['签名或盖章即可 seal or signature is enough'] : []),
  ];
}

function documentWords(pack: RulePack, row: DocumentRule): string[] {
  const when = conditionWords(pack, row.when);
  return [
    line(2, `${row.code} ${both(row.title)}: ${requirements[row.requirement]} [${ruleOf(row)}]`),
    ...(when === '' ? [] : [line(3, `仅当 only when: ${when}`)]),
    line(3, `依据 clause: ${both(row.clause)}`),
    ...row.dateRules.map((rule) => line(3, `日期 date ${dateWords(rule)}`)),
    ...formWords(pack, row).map((words) => line(3, `形式 form ${words}`)),
    ...row.waivedWhen.map((waiver) =>
      line(
        3,
        `免交 waived when: ${conditionWords(pack, waiver.when)} [${ruleOf(waiver)}] ${both(waiver.clause)}`,
      ),
    ),
  ];
}

/** Which originals each category shows: what a clerk wants to know first. */
function categoryWords(type: BusinessRule): string[] {
  return categories.map((category) => {
    const exemption = type.exemptions.find((entry) => entry.category === category);
    const shown = type.documents
      .filter((row) => ['original', 'copy'].includes((row.byCategory[category] ?? row).requirement))
      .map((row) => row.code);
    return line(
      1,
      exemption === undefined
        ? `${category}: 原件 originals ${shown.length === 0 ? '无 none' : shown.join(' ')}`
        : `${category}: 不核验原件 shows nothing [${ruleOf(exemption)}] ${both(exemption.clause)}` +
            (exemption.unless.length === 0 ? '' : `；除非 unless ${exemption.unless.join(', ')}`),
    );
  });
}

function businessWords(pack: RulePack, type: BusinessRule): string[] {
  const names = (list: BusinessRule['offers']): string =>
    list.map((name) => both(pack.situations[name])).join('; ');
  return [
    '',
    `${type.type} ${both(type.title)}: ${places[type.handledAt]} [${ruleOf(type)}]`,
    line(1, `依据 clause: ${both(type.clause)}`),
    ...(type.elsewhere === null ? [] : [line(1, `其他途径 elsewhere: ${both(type.elsewhere)}`)]),
    ...(type.grounds.length === 0 ? [] : [line(1, `须符合其一 one of: ${names(type.grounds)}`)]),
    ...type.newApplicationWhen.map((entry) =>
      line(
        1,
        `须重新申请 new application when: ${both(pack.situations[entry.situation])} ${both(entry.clause)}`,
      ),
    ),
    ...(type.documents.length === 0 ? [] : categoryWords(type)),
    ...(type.onlyRecorded ? [line(1, '只核验许可信息列明的材料 only documents that the record lists')] : []),
    ...type.documents.flatMap((row) => documentWords(pack, row)),
    ...type.purposes.map((purpose) =>
      line(2, `${purpose.qualifies ? '属于 qualifies' : '不属于 does not qualify'}: ${both(purpose)}`),
    ),
  ];
}

/** How far the calendar reaches: after it a deadline counts weekdays only. */
function calendarWords({ calendar, legalClock }: RulePack): string {
  const { holidays, makeUpDays, coversUntil } = calendar;
  return (
    `法定时限 legal clock: ${legalClock.workingDays} 个工作日 working days; ` +
    `日历 calendar ${holidays.length} 休 days off, ${makeUpDays.length} 班 make-up days, 至 until ${coversUntil}`
  );
}

/** Which codes of an electronic card leave the station. */
function ecardWords({ ecardQr }: RulePack): string {
  const entries = ecardQr.map(
    ({ prefix, pattern, lifeSeconds, trainingOnly }) =>
      `${prefix}… ${pattern ?? '任意内容 anything'}, ${lifeSeconds} s${trainingOnly ? ' 仅培训 training only' : ''}`,
  );
  return `电子社保卡二维码 electronic card codes: ${entries.length === 0 ? '不核验 none' : entries.join('; ')}`;
}

/** What a photo must be for the permit, the card and the chip (7.1 to 7.3, 5.11); a pack may be stricter than the fixed rules, never looser. */
function photoWords({ photo }: RulePack): string[] {
  const { permit, card, chip } = photo;
  const span = ({ low, high }: { low: number; high: number }): string => `${low}–${high}`;
  return [
    '',
    '照片 photos',
    line(
      1,
      `许可照片 permit photo: JPG, 至多 at most ${permit.maxBytes} 字节 bytes, ` +
        `至少 at least ${permit.minWidth}×${permit.minHeight} 像素 pixels, ` +
        `不超过 at most ${permit.maxMonths} 个月 months old, ` +
        `导出件至多 our copy at most ${permit.producedMaxBytes} 字节 bytes [${ruleOf(permit)}]`,
    ),
    line(2, `依据 clause: ${both(permit.clause)}`),
    line(
      1,
      `卡面照片 card photo: ${card.width}×${card.height} 像素 pixels, ${span(card.bytes)} 字节 bytes, ` +
        `质量约 quality about ${card.quality} [${ruleOf(card)}]`,
    ),
    line(
      2,
      `脸宽 face width ${span(card.faceWidth)}, 头顶距上边 hair top ${span(card.hairTop)} from the top, ` +
        `双眼中点距左边 eyes ${span(card.eyeX)} from the left, ` +
        `眼线距下边至少 eye line at least ${card.minEyeFromBottom} from the bottom (像素 pixels)`,
    ),
    line(2, `依据 clause: ${both(card.clause)}`),
    line(
      2,
      card.age === null
        ? '照片年限 age: 无规定 no rule'
        : `照片年限 age: 不超过 at most ${card.age.maxYears} 年 years [${ruleOf(card.age)}] ${both(card.age.clause)}`,
    ),
    line(
      1,
      `芯片照片 chip photo: 至多 at most ${chip.maxBytes} 字节 bytes [${ruleOf(chip)}] ${both(chip.clause)}`,
    ),
  ];
}

/** What a card costs, and why an uninsured person gets none (9.2, 9.3); nothing where the pack says nothing. */
function cardWords({ cardFees, cardRefusals }: RulePack): string[] {
  const fees = Object.entries(cardFees?.cents ?? {}).map(([purpose, cents]) => `${purpose} ${yuan(cents)}`);
  return [
    line(1, `工本费（元） fees in yuan: ${fees.length === 0 ? '无 none' : fees.join(', ')}`),
    ...(cardRefusals === undefined
      ? []
      : [
          line(1, `未参保 not insured: ${both(cardRefusals.uninsured)} [${ruleOf(cardRefusals)}]`),
          line(
            1,
            `${cardRefusals.ageOver} 岁以上 past the birthday of ${cardRefusals.ageOver}: ${both(cardRefusals.overAge)}`,
          ),
        ]),
  ];
}

/** A pack in words, Chinese and English, line by line. */
export function explainPack(pack: RulePack): string[] {
  return [
    `${pack.version} ${both(pack.name)}`,
    line(1, `自 from ${pack.effectiveFrom}; ${both(pack.windowAddress)}`),
    line(1, calendarWords(pack)),
    line(
      1,
      `附加证明书 apostille: 自 since ${pack.apostille.inForceFrom}, ${pack.apostille.states.length} 国 states` +
        `；未列明的须询问 a state that is not listed is asked about`,
    ),
    line(1, `未参保可制卡 card without insurance: ${pack.uninsuredMayGetCard ? '可 yes' : '否 no'}`),
    ...cardWords(pack),
    line(1, ecardWords(pack)),
    ...pack.businessTypes.flatMap((type) => businessWords(pack, type)),
    ...photoWords(pack),
    '',
    '已取消的业务 removed business',
    ...pack.removed.map((entry) => line(1, `${both(entry.title)}: ${both(entry.words)} [${ruleOf(entry)}]`)),
    '',
    '过渡规则 transition',
    ...pack.transition.map((row) =>
      line(
        1,
        `${row.rule} ${row.id}: ${[
          row.businessTypes.join('|'),
          conditionWords(pack, row.when),
          row.approvedBefore === null ? '' : `获批早于 approved before ${row.approvedBefore}`,
          row.approvedFrom === null ? '' : `获批不早于 approved from ${row.approvedFrom}`,
          row.permit === 'any' ? '' : `许可证 permit ${row.permit}`,
        ]
          .filter((part) => part !== '')
          .join(
            ', ',
          )} → ${places[row.place]}${row.stops ? ' 不予受理 not accepted here' : ''}: ${both(row.words)}`,
      ),
    ),
    '',
    '期限与提示 windows and advice',
    ...pack.timing.map((rule) =>
      line(1, `${rule.rule} ${rule.businessTypes.join('|')}: ${rule.kind} ${rule.limit} ${both(rule.words)}`),
    ),
    '',
    '号码 identifiers',
    ...pack.identifiers.map((rule) => line(1, `${rule.ruleId} ${both(rule.title)}: ${rule.pattern}`)),
    '',
    '机关 offices',
    ...pack.offices.map((office) =>
      line(
        1,
        `${both(office.name)}${office.phone === null ? '' : `, ${office.phone}`}: ${both(office.tasks)}`,
      ),
    ),
  ];
}
