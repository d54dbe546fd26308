import type { SeenAsk, SeenFact } from '../../contract/caseFacts.ts';

const words: Readonly<Record<SeenFact, readonly [string, string]>> = {
  form: ['原件还是复印件', 'original or copy'],
  issueDate: ['签发日期', 'date of issue'],
  effectiveDate: ['生效日期', 'effective date'],
  authType: ['认证方式', 'kind of authentication'],
  authCountry: ['出具国家或地区', 'country of issue'],
  authority: ['签发机关', 'issuing authority'],
  authNumber: ['认证编号', 'number of the authentication'],
  authDate: ['认证日期', 'date of the authentication'],
  translation: ['中文翻译件', 'Chinese translation'],
  seal: ['盖章', 'seal'],
  signature: ['签名', 'signature'],
};

/** A fact that is wanted, in words. */
export function ask(fact: SeenFact, required: boolean): SeenAsk {
  const [zh, en] = words[fact];
  return { fact, zh, en, required };
}
