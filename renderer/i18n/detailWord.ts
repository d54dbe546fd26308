import type { Language } from '../../main/contract/access.ts';
import { refusal } from '../../main/contract/upstream.ts';
import { detailWords } from './detailWords.ts';

/** Chinese, one space, then words without any Chinese: how the host writes one value in both languages. */
const bothLanguages =
  /^(.*[\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]) ([^\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]*[A-Za-z]{2}[^\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]*)$/;
const refusalCode = new RegExp(`^(?:${refusal.shape.code.options.join('|')}): `);

/**
 * A value of `Failure.detail` in the reader's language: by the words of its place, or the half of a bilingual value. Lists are said item
 * by item. What has no words (a number, a date, a name, an upstream's own text) stays as it is.
 */
export function detailWord(name: string, value: string | number, language: Language): string | number {
  if (typeof value === 'number') return value;
  const text = name === 'reason' ? value.replace(refusalCode, '') : value;
  const whole = known(name, text, language);
  if (whole !== null) return whole;
  if (name === 'items') return list(name, text.split(/(?<=[A-Za-z)])、/), language);
  // A Chinese list inside a bilingual value has its own marks, so only a mark that both halves follow parts two items.
  if (/^[A-Za-z ]+(?:, [A-Za-z ]+)+$/.test(text)) return list(name, text.split(', '), language);
  if (/, [\u4e00-\u9fff]/.test(text)) return list(name, text.split(/, (?=[\u4e00-\u9fff])/), language);
  return half(name, text, language);
}

function known(name: string, text: string, language: Language): string | null {
  const words = detailWords[name];
  if (words === undefined) return null;
  const field = name === 'field' ? (text.split('.').findLast((part) => !/^\d+$/.test(part)) ?? text) : text;
  const word = own(words, text) ?? own(words, field);
  if (word !== null) return language === 'zh' ? word[0] : word[1];
  const refusedByDevice = name === 'fault' ? /^NACK (.*)$/.exec(text) : null;
  if (refusedByDevice === null) return null;
  const [, code = ''] = refusedByDevice;
  return language === 'zh' ? `设备拒绝（代码 ${code}）` : `refused by the device (code ${code})`;
}

const own = <Value>(table: Readonly<Record<string, Value>>, key: string): Value | null =>
  Object.hasOwn(table, key) ? (table[key] ?? null) : null;

const list = (name: string, items: readonly string[], language: Language): string =>
  items
    .map((item) => known(name, item, language) ?? half(name, item, language))
    .join(language === 'zh' ? '、' : ', ');

function half(name: string, text: string, language: Language): string {
  const found = bothLanguages.exec(text);
  if (found === null) return text;
  const [, zh = '', en = ''] = found;
  // One Latin word after Chinese may be a name or a number in an upstream's own words; the program's own reasons have more.
  if (name === 'reason' && !/[a-z].* .*[a-z]/.test(en)) return text;
  const amount = /^\d+ /.exec(zh)?.[0] ?? '';
  // "许可状态 Permit status: cancelled": what follows the colon belongs to both halves.
  const told = /: ([A-Za-z]+)$/.exec(en)?.[1] ?? null;
  const said = told === null ? null : (known('status', told, language) ?? known('state', told, language));
  if (language === 'en')
    return said === null || told === null ? amount + en : en.slice(0, -told.length) + said;
  return said === null ? zh : `${zh}：${said}`;
}
