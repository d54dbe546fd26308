import type { RatingLevel } from '../../main/contract/ratings.ts';

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** The five levels in the words of the rule (domain-rules 6.6), best first; the key is their place. */
export const ratingLevels: readonly (Words & { readonly level: RatingLevel })[] = [
  { level: 'verySatisfied', zh: '非常满意', en: 'Very satisfied' },
  { level: 'satisfied', zh: '满意', en: 'Satisfied' },
  { level: 'mostlySatisfied', zh: '基本满意', en: 'Mostly satisfied' },
  { level: 'dissatisfied', zh: '不满意', en: 'Dissatisfied' },
  { level: 'veryDissatisfied', zh: '非常不满意', en: 'Very dissatisfied' },
];

export const levelWords = (level: RatingLevel): Words =>
  ratingLevels.find((each) => each.level === level) ?? { zh: level, en: level };

/** What a visitor reads at the window; always in both languages, because nobody asked which one. */
export const visitorWords = {
  question: { zh: '您对本次办理满意吗？', en: 'How satisfied were you with our service?' },
  free: {
    zh: '自愿评价，一件一次。办理人员看不到您的选择。',
    en: 'Rating is voluntary, once for each case. The staff who served you cannot see your answer.',
  },
  caseNumber: { zh: '办件编号', en: 'Case No.' },
  notNow: { zh: '暂不评价', en: 'Not now' },
  thanks: { zh: '谢谢您的评价', en: 'Thank you' },
} as const satisfies Record<string, Words>;

export const closesIn = (seconds: number): Words => ({
  zh: `${seconds} 秒后自动关闭`,
  en: `closes in ${seconds} s`,
});
