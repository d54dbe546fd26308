import type { DeviceCompletion } from '../../../main/contract/devices.ts';
import type { CardForecast, DeviceView } from '../../../main/contract/methods/deviceMethods.ts';
import { deviceItem, type Tone } from '../window/statusItems.ts';

/** How a device is, as text keys; the remedy also says what still works. */
export interface DeviceWords {
  readonly tone: Tone;
  readonly wordKey: string;
  readonly remedyKey: string | null;
}

const problem = (name: string, tone: Tone = 'bad'): DeviceWords => ({
  tone,
  wordKey: `devices.problem.${name}`,
  remedyKey: `devices.remedy.${name}`,
});

/** The one thing to see to first: who it is, why it cannot be used, whether it is there, its media, then its supplies. */
export function deviceWords({ state, differences, forecast }: DeviceView): DeviceWords {
  if (differences.length > 0) return problem('otherDevice');
  if (state.problem !== undefined) return problem(state.problem);
  const { tone, wordKey, remedyKey } = deviceItem(state);
  if (tone === 'bad') return { tone, wordKey, remedyKey };
  // Only a printer that works can be without blanks.
  if (tone === 'good' && forecast?.cards === 0 && forecast.limitedBy === 'hopper')
    return { tone: 'warn', wordKey: 'devices.noBlanks', remedyKey: 'devices.remedy.noBlanks' };
  return { tone, wordKey, remedyKey };
}

/** A text key with what fills it. */
export interface Phrase {
  readonly key: string;
  readonly values: Readonly<Record<string, number>>;
}

/** "Enough for 14 cards", what ends first, and for how long (D9). */
export function forecastPhrases(forecast: CardForecast): readonly Phrase[] {
  const { cards, limitedBy, perDay, daysLeft } = forecast;
  if (cards === null) return [{ key: 'devices.forecast.unknown', values: {} }];
  return [
    { key: `devices.forecast.${forecast.atMost === true ? 'atMost' : 'enough'}`, values: { count: cards } },
    ...(limitedBy === null ? [] : [{ key: `devices.forecast.${limitedBy}`, values: {} }]),
    perDay === null || daysLeft === null
      ? { key: 'devices.forecast.noRate', values: {} }
      : daysLeft === 0
        ? { key: 'devices.forecast.today', values: { perDay } }
        : { key: 'devices.forecast.days', values: { perDay, count: daysLeft } },
  ];
}

/** What `detailWord('fault', …)` has a word for; null = it worked. */
export const faultOf = ({ code, errorCode }: DeviceCompletion): string | null =>
  code === 'success' ? null : (errorCode ?? code);

/** Windows first, then kiosks; within a place as in the station profile. */
export function byPlace(
  views: readonly DeviceView[],
): readonly { readonly place: DeviceView['surface']; readonly views: readonly DeviceView[] }[] {
  return (['window', 'kiosk'] as const)
    .map((place) => ({ place, views: views.filter(({ surface }) => surface === place) }))
    .filter((group) => group.views.length > 0);
}
