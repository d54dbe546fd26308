import type { DocumentSeen, FormCheck } from '../../contract/caseFacts.ts';
import type { DocumentRule } from '../rules/rulePack.ts';
import { checkAuthentication, type Authenticated, type AuthenticationFacts } from './authentication.ts';

type Kind = FormCheck['kind'];
const checkOf = (
  rule: string,
  kind: Kind,
  result: FormCheck['result'],
  words: { readonly zh: string; readonly en: string },
): FormCheck => ({ rule, kind, result, zh: words.zh, en: words.en });

/** An original is an original (4.1): what the clerk calls a copy is none. */
function formOf(rule: DocumentRule, requirement: string, seen: DocumentSeen | null): FormCheck[] {
  if (requirement !== 'original' || seen === null || seen.form === null) return [];
  return [
    seen.form === 'original'
      ? checkOf(rule.ruleId, 'form', 'ok', { zh: '原件', en: 'original' })
      : checkOf(rule.ruleId, 'form', 'fails', { zh: '不是原件', en: 'not the original' }),
  ];
}

function translationOf(rule: DocumentRule, seen: DocumentSeen | null): FormCheck[] {
  const wanted = rule.form.translation;
  if (wanted === null) return [];
  const check = (result: FormCheck['result'], zh: string, en: string): FormCheck =>
    checkOf(wanted.ruleId, 'translation', result, { zh, en });
  const said = seen?.translation ?? null;
  if (said === 'notNeeded') return [check('ok', '中文文本', 'in Chinese')];
  if (wanted.kind === 'chinese')
    return said === null
      ? [check('look', '须为中文文本', 'must be in Chinese')]
      : [check('fails', '不是中文文本；翻译件不能代替', 'not in Chinese; a translation is not enough')];
  switch (said) {
    case null:
      return [
        check(
          'look',
          '外文须附加盖用人单位公章的中文翻译件',
          'unless in Chinese, with a translation that carries the employer’s seal',
        ),
      ];
    case 'sealed':
      return [check('ok', '附盖章中文翻译件', 'with a sealed Chinese translation')];
    case 'unsealed':
      return [check('fails', '翻译件未盖用人单位公章', 'the translation lacks the employer’s seal')];
    case 'missing':
      return [check('fails', '缺中文翻译件', 'the Chinese translation is missing')];
  }
}

type Stand = 'unsaid' | 'good' | 'missing' | 'differs';
const sealStand = (seen: DocumentSeen | null): Stand =>
  seen === null || seen.seal === null ? 'unsaid' : seen.seal === 'present' ? 'good' : 'missing';
const signatureStand = (seen: DocumentSeen | null): Stand =>
  seen === null || seen.signature === null
    ? 'unsaid'
    : seen.signature === 'matches'
      ? 'good'
      : seen.signature;

/** Seal and signature (4.5, 4.30). Where one of the two is enough, a missing one fails only when the other is missing as well. */
function marksOf(rule: DocumentRule, seen: DocumentSeen | null): FormCheck[] {
  const { seal, signature, sealOrSignature } = rule.form;
  const stands = { seal: sealStand(seen), signature: signatureStand(seen) };
  const mark = (
    kind: 'seal' | 'signature',
    wanted: NonNullable<DocumentRule['form']['seal']> | null,
    other: Stand,
  ): FormCheck[] => {
    if (wanted === null) return [];
    const { zh, en } = wanted.words;
    const check = (result: FormCheck['result'], words: { zh: string; en: string }): FormCheck[] => [
      checkOf(wanted.ruleId, kind, result, words),
    ];
    switch (stands[kind]) {
      case 'good':
        return check('ok', { zh, en });
      case 'unsaid':
        return sealOrSignature && other === 'good' ? [] : check('look', { zh, en });
      case 'differs':
        return check('fails', { zh: `签名与护照不符：${zh}`, en: `differs from the passport: ${en}` });
      case 'missing':
        return sealOrSignature && other !== 'missing'
          ? []
          : check('fails', { zh: `缺：${zh}`, en: `missing: ${en}` });
    }
  };
  return [...mark('seal', seal, stands.signature), ...mark('signature', signature, stands.seal)];
}

/** How the paper is made, rule by rule, and what has to be said before that is known (4.5, 4.30 to 4.33). */
export function checkForm(
  facts: AuthenticationFacts & { readonly requirement: 'original' | 'copy' },
): Authenticated {
  const { rule, seen, requirement } = facts;
  const { checks, asks } = checkAuthentication(facts);
  return {
    checks: [
      ...formOf(rule, requirement, seen),
      ...checks,
      ...translationOf(rule, seen),
      ...marksOf(rule, seen),
    ],
    asks,
  };
}
