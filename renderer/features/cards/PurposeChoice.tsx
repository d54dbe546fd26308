import { useTranslation } from 'react-i18next';
import { cardPurpose, type CardPurpose } from '../../../main/contract/cards.ts';
import type { EarlierView } from '../../../main/contract/earlierCards.ts';
import { yuan } from '../../../main/domain/cards/fees.ts';
import { Choices } from '../../ui/Choices.tsx';

/** What the card is for, with what it costs (domain-rules 4.20, 4.21, 9.2). */
export function PurposeChoice({
  fees,
  value,
  onChange,
}: {
  readonly fees: EarlierView['fees'];
  readonly value: CardPurpose;
  onChange(purpose: CardPurpose): void;
}) {
  const { t } = useTranslation();
  const price = (purpose: CardPurpose): string =>
    fees[purpose] > 0 ? t('replacement.price', { yuan: yuan(fees[purpose]) }) : t('replacement.free');
  return (
    <div className="purposeChoice">
      <Choices
        label={t('replacement.purposeLabel')}
        value={value}
        onChange={onChange}
        options={cardPurpose.options.map((purpose) => ({
          value: purpose,
          label: `${t(`replacement.purpose.${purpose}`)} · ${price(purpose)}`,
        }))}
      />
    </div>
  );
}
