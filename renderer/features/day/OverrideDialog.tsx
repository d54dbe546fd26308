import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayOverride } from '../../../main/contract/dayMatch.ts';
import { useAct } from '../../client/client.ts';
import { Choices } from '../../ui/Choices.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { NoteField } from '../../ui/NoteField.tsx';
import { SecondPerson, isSigned, nobody } from '../../ui/SecondPerson.tsx';

const kinds = ['twoPeople', 'offlineMorning'] as const satisfies readonly DayOverride['kind'][];

/** Opens today although `date` is not closed (H3): two people, or one in the grace of an offline morning. The host decides whether it is one. */
export function OverrideDialog(props: { readonly date: string; readonly today: string; onClose(): void }) {
  const { t } = useTranslation();
  const open = useAct('dayOpen');
  const [kind, setKind] = useState<DayOverride['kind']>('twoPeople');
  const [reason, setReason] = useState('');
  const [second, setSecond] = useState(nobody);
  const alone = kind === 'offlineMorning';
  return (
    <FinalAct
      title={t('day.override.title', { today: props.today })}
      sentence={t('day.override.sentence', { date: props.date })}
      actLabel={t('day.override.act')}
      danger
      busy={open.busy}
      failure={open.failure}
      missing={[
        ...(reason.trim() === '' ? [t('common.reason')] : []),
        ...(alone || isSigned(second) ? [] : [t('common.secondPerson')]),
      ]}
      onClose={props.onClose}
      onConfirm={() =>
        void open
          .run({
            override: { kind, reason: reason.trim(), ...(alone ? {} : { countersignature: second }) },
          })
          .then((result) => {
            if (result.ok) props.onClose();
          })
      }
    >
      <Choices
        label={t('day.override.kind')}
        options={kinds.map((value) => ({ value, label: t(`day.override.${value}`) }))}
        value={kind}
        onChange={setKind}
      />
      <NoteField label={t('day.override.reason')} value={reason} onChange={setReason} />
      {alone ? (
        <p className="quiet">{t('day.override.offlineNote')}</p>
      ) : (
        <SecondPerson value={second} onChange={setSecond} />
      )}
    </FinalAct>
  );
}
