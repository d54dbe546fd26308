import type { DocumentSeen, FormCheck, SeenAsk, Situation } from '../../contract/caseFacts.ts';
import type { AuthType, UploadedDocument } from '../../contract/permit.ts';
import type { DocumentRule, RulePack } from '../rules/rulePack.ts';
import { ask } from './askWords.ts';

export interface AuthenticationFacts {
  readonly rule: DocumentRule;
  readonly recorded: UploadedDocument | undefined;
  readonly seen: DocumentSeen | null;
  readonly situations: readonly Situation[];
  readonly apostille: RulePack['apostille'];
  /** Day of the application: the law of that day counts. */
  readonly submissionDate: string;
}

export interface Authenticated {
  readonly checks: readonly FormCheck[];
  readonly asks: readonly SeenAsk[];
}

const names: Readonly<Record<AuthType, readonly [string, string]>> = {
  apostille: ['附加证明书（Apostille）', 'apostille'],
  consular: ['领事认证', 'consular authentication'],
  cn_degree_authentication: ['学历学位认证书', 'Chinese degree authentication'],
  notary_hkmotw: ['港澳台公证', 'notary of Hong Kong, Macao or Taiwan'],
  none_required: ['无需认证', 'none'],
};

/** ISO codes of the places whose papers a local notary certifies (4.31). */
const notaryPlaces = ['HKG', 'MAC', 'TWN'];

function apostilleAnswer(facts: AuthenticationFacts): Authenticated {
  const { apostille, seen, recorded, submissionDate } = facts;
  const check = (result: FormCheck['result'], zh: string, en: string): FormCheck => ({
    rule: apostille.ruleId,
    kind: 'authentication',
    result,
    zh,
    en,
  });
  const country = seen?.authCountry ?? recorded?.authCountry ?? null;
  const state = apostille.states.find((entry) => entry.country === country);
  const from = state?.from ?? apostille.inForceFrom;
  if (submissionDate < from)
    return {
      checks: [
        check(
          'fails',
          `附加证明书自 ${from} 起适用，${submissionDate} 提交的申请须经领事认证`,
          `an apostille counts from ${from} on; the application of ${submissionDate} needs consular authentication`,
        ),
      ],
      asks: [],
    };
  if (country === null)
    return {
      checks: [check('look', '附加证明书：核对出具国家', 'apostille: look at the country it comes from')],
      asks: [ask('authCountry', false)],
    };
  if (state !== undefined) {
    const early = seen !== null && seen.authDate !== null && seen.authDate < from;
    return {
      checks: [
        early
          ? check(
              'warn',
              `${country} 附加证明书签发于 ${seen.authDate}，早于 ${from}`,
              `apostille of ${country} made on ${seen.authDate}, before ${from}`,
            )
          : check(
              'ok',
              `${country} 附加证明书，自 ${from} 起适用`,
              `apostille of ${country}, in force since ${from}`,
            ),
      ],
      asks: [],
    };
  }
  // The pack does not know this state. Nothing is invented: who made it and its number are written down, and it stays a warning.
  const wanted = (['authority', 'authNumber'] as const).filter(
    (fact) => seen === null || seen[fact] === null,
  );
  return wanted.length > 0
    ? {
        checks: [
          check(
            'asks',
            `规则包未列明 ${country} 的附加证明书是否适用：写明签发机关和编号，并向外事部门核实`,
            `the pack does not say whether an apostille of ${country} counts: write down who made it and its number, and ask`,
          ),
        ],
        asks: wanted.map((fact) => ask(fact, true)),
      }
    : {
        checks: [
          check(
            'warn',
            `${country} 不在规则包的附加证明书名单内，已记录签发机关和编号`,
            `${country} is not in the pack's list of apostille states; authority and number are written down`,
          ),
        ],
        asks: [],
      };
}

/** Authentication of a foreign paper (4.31 to 4.33). What the clerk read beats the record; where neither says it, it is asked for. */
export function checkAuthentication(facts: AuthenticationFacts): Authenticated {
  const { rule, recorded, seen, situations } = facts;
  const wanted = rule.form.authentication;
  if (wanted === null) return { checks: [], asks: [] };
  const answer = (result: FormCheck['result'], zh: string, en: string): Authenticated => ({
    checks: [{ rule: wanted.ruleId, kind: 'authentication', result, zh, en }],
    asks: [],
  });
  if (wanted.notWhen.some((name) => situations.includes(name)))
    return answer('ok', '中国学历：只需原件，无需认证', 'a Chinese degree: the original only');
  const type = seen?.authType ?? recorded?.authType;
  if (type === undefined)
    return {
      ...answer('asks', '须经认证，请写明认证方式', 'must be authenticated: say how'),
      asks: [ask('authType', true)],
    };
  const [zh, en] = names[type];
  if (!wanted.accepted.includes(type))
    return type === 'none_required'
      ? answer('fails', '未经认证', 'not authenticated')
      : answer('fails', `不接受此认证方式：${zh}`, `this authentication is not accepted here: ${en}`);
  if (type === 'apostille') return apostilleAnswer(facts);
  const country = seen?.authCountry ?? recorded?.authCountry ?? null;
  if (type === 'notary_hkmotw' && country !== null && !notaryPlaces.includes(country))
    return answer(
      'fails',
      `港澳台公证不适用于 ${country} 出具的文书`,
      `a notary of Hong Kong, Macao or Taiwan is not for papers from ${country}`,
    );
  return answer('ok', zh, en);
}
