import type { CardStep } from '../../contract/cards.ts';
import type { Bilingual } from '../papers/noticeContent.ts';

const waits: Partial<Record<CardStep, Bilingual>> = {
  lock: { zh: '取得卡号并锁定', en: 'card number and lock' },
  report: { zh: '制卡上报', en: 'report of the card' },
  enable: { zh: '启用', en: 'activation' },
};

export interface CardSlipFacts {
  readonly promise: 'today' | 'whenOnline';
  /** What upstream still has to do, in order (waitsInOrder). */
  readonly waits: readonly CardStep[];
  /** Where the holder collects it. */
  readonly window: Bilingual;
  /** The chip's certificate needs the network with the card inside: the card itself is not made before (13.6). */
  readonly certifies: boolean;
}

/** The promise in large letters (D2). */
export const slipHeading = (promise: CardSlipFacts['promise']): Bilingual =>
  promise === 'today'
    ? { zh: '今天取卡', en: 'Card today' }
    : { zh: '联网后取卡', en: 'Card when the network is back' };

/** What the holder's slip says of the card: what waits for upstream and in which order, where it is collected, what to bring (D2, 9.15, 13.8). */
export function cardSlipText(facts: CardSlipFacts): Bilingual[] {
  return [
    ...promiseLines(facts),
    {
      zh: `领卡地点：${facts.window.zh}。请携带护照原件和此单。`,
      en: `Collect it at: ${facts.window.en}. Bring your passport and this slip.`,
    },
    {
      zh: '此单不含个人信息，不能代替领卡签收。',
      en: 'This slip holds no personal data and does not replace the receipt for the card.',
    },
  ];
}

/** Why the card is promised for then, and what waits for upstream, in order. */
function promiseLines(facts: CardSlipFacts): Bilingual[] {
  const named = facts.waits.flatMap((step) => waits[step] ?? []);
  const order = (language: 'zh' | 'en', join: string): string =>
    named.map((each, index) => `${index + 1} ${each[language]}`).join(join);
  const offline = facts.promise === 'whenOnline';
  return [
    offline
      ? facts.certifies && facts.waits.includes('report')
        ? {
            zh: '社保卡系统目前离线。卡片须联网写入证书，恢复后才能制卡。',
            en: 'The card system is offline. The card needs a certificate from it, so it is made when the network is back.',
          }
        : {
            zh: '社保卡系统目前离线。卡片由本窗口保管，不能提前领取。',
            en: 'The card system is offline. This window keeps your card; it cannot be given out before.',
          }
      : { zh: '各步骤现在都能完成。', en: 'All steps can be finished now.' },
    ...(offline && named.length > 0
      ? [
          {
            zh: `联网后依次办理：${order('zh', '、')}。`,
            en: `When the network is back, in this order: ${order('en', ', ')}.`,
          },
        ]
      : []),
  ];
}
