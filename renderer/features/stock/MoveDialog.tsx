import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitKey } from '../../../main/contract/ids.ts';
import { useAct } from '../../client/client.ts';
import { Choices } from '../../ui/Choices.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { SecondPerson, isSigned, nobody } from '../../ui/SecondPerson.tsx';

const targets = ['vault', 'desk', 'hopper', 'returned'] as const;
type Target = (typeof targets)[number];

export function MoveDialog({
  units,
  onClose,
}: {
  readonly units: readonly UnitKey[];
  onClose(done?: string): void;
}) {
  const { t } = useTranslation();
  const move = useAct('stockMove');
  const [to, setTo] = useState<Target>('hopper');
  const [second, setSecond] = useState(nobody);
  return (
    <FinalAct
      title={t('stock.move.title')}
      sentence={t('stock.move.sentence', { n: units.length, to: t(`stock.state.${to}`) })}
      actLabel={t('stock.move.title')}
      busy={move.busy}
      failure={move.failure}
      missing={isSigned(second) ? [] : [t('common.secondPerson')]}
      onClose={() => onClose()}
      onConfirm={() =>
        void move.run({ units: [...units], to, countersignature: second }).then((result) => {
          if (result.ok) onClose(t('stock.move.done', { n: result.value.moved }));
        })
      }
    >
      <Choices
        label={t('stock.move.to')}
        value={to}
        onChange={setTo}
        options={targets.map((value) => ({ value, label: t(`stock.state.${value}`) }))}
      />
      <SecondPerson value={second} onChange={setSecond} />
    </FinalAct>
  );
}
