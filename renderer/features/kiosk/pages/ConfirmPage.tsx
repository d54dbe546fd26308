import { useTranslation } from 'react-i18next';
import countries from 'i18n-iso-countries';
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import chinese from 'i18n-iso-countries/langs/zh.json' with { type: 'json' };
import { builtInFor, type LanguageTag } from '../../../../main/contract/access.ts';
import type { KioskView } from '../../../../main/contract/kiosk.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { DocumentNumber } from '../../../ui/DocumentNumber.tsx';
import { Question } from '../KioskFrame.tsx';
import { Problem } from '../Problem.tsx';
import type { KioskTouch } from '../useKiosk.ts';

countries.registerLocale(english);
countries.registerLocale(chinese);

/** A country (ISO 3166 alpha-3) in the language of the page, or in English where neither program nor browser knows it; empty = unknown. */
function countryName(code: string, tag: LanguageTag): string {
  const region = countries.alpha3ToAlpha2(code);
  const fromFile = tag !== builtInFor(tag) && Intl.DisplayNames.supportedLocalesOf(tag).length > 0;
  const own =
    fromFile && region !== undefined
      ? new Intl.DisplayNames([tag], { type: 'region', fallback: 'none' }).of(region)
      : undefined;
  return own ?? countries.getName(code, builtInFor(tag)) ?? '';
}

/** "Is this you?": the visitor's own record, shown to the passport that it names and to no other. */
export function ConfirmPage({
  view,
  touch,
  busy,
}: {
  readonly view: KioskView;
  readonly touch: KioskTouch;
  readonly busy: boolean;
}) {
  const { t } = useTranslation();
  const { tag } = useLanguage();
  const { person } = view;
  if (person === null) return null;
  return (
    <>
      <Question>{t('confirm.question')}</Question>
      <dl className="kioskPerson">
        <div className="kioskPersonName">
          <dt>{t('confirm.name')}</dt>
          <dd translate="no">{person.name}</dd>
        </div>
        <div>
          <dt>{t('confirm.nationality')}</dt>
          <dd>
            {countryName(person.nationality, tag)} <span className="mono">{person.nationality}</span>
          </dd>
        </div>
        <div>
          <dt>{t('confirm.passport')}</dt>
          <dd className="mono">•••• {person.passportTail}</dd>
        </div>
        <div className="kioskPersonWide">
          <dt>{t('confirm.employer')}</dt>
          <dd>{person.employer}</dd>
        </div>
        <div className="kioskPersonWide">
          <dt>{t('confirm.permit')}</dt>
          <dd>
            <DocumentNumber value={person.permitNumber} />
          </dd>
        </div>
      </dl>
      <div className="kioskAct">
        <Problem failure={view.problem} />
        {view.cardOffered ? (
          <>
            <button
              type="button"
              className="kioskPrimary"
              disabled={busy}
              onClick={() => touch.confirm('card')}
            >
              {busy ? t('confirm.working') : t('confirm.card')}
            </button>
            <button
              type="button"
              className="kioskSecond"
              disabled={busy}
              onClick={() => touch.confirm('slip')}
            >
              {t('confirm.slipInstead')}
            </button>
          </>
        ) : (
          <button
            type="button"
            className="kioskPrimary"
            disabled={busy}
            onClick={() => touch.confirm('slip')}
          >
            {busy ? t('confirm.working') : t('confirm.slip')}
          </button>
        )}
        <p className="kioskHint">{t('confirm.wrong')}</p>
      </div>
    </>
  );
}
