import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardJobView } from '../../../main/contract/cards.ts';
import { useAct } from '../../client/client.ts';
import { Field } from '../../ui/Field.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';

/** A card whose holder does not come goes into the safe, under a label, and comes out again to the desk (9.25). */
export function StoreCard({ job }: { readonly job: CardJobView }) {
  const { t } = useTranslation();
  const store = useAct('cardStore');
  const [open, setOpen] = useState(false);
  const [label, setLabel] = useState('');
  if (job.place === 'safe')
    return (
      <Button loading={store.busy} onClick={() => void store.run({ jobId: job.id, to: 'desk' })}>
        {t('cards.store.takeOut')}
      </Button>
    );
  const close = (): void => {
    setOpen(false);
    setLabel('');
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('cards.store.act')}</Button>
      {open ? (
        <FinalAct
          title={t('cards.store.act')}
          sentence={t('cards.store.sentence', { tail: job.blankTail ?? '—' })}
          actLabel={t('cards.store.act')}
          busy={store.busy}
          failure={store.failure}
          missing={label.trim() === '' ? [t('cards.store.label')] : []}
          onClose={close}
          onConfirm={() =>
            void store.run({ jobId: job.id, to: 'safe', label: label.trim() }).then((result) => {
              if (result.ok) close();
            })
          }
        >
          <Field label={t('cards.store.label')} hint={t('cards.store.hint')}>
            {(id, hintId) => (
              <Input
                id={id}
                aria-describedby={hintId}
                className="mono"
                autoComplete="off"
                maxLength={40}
                value={label}
                onChange={(event) => setLabel(event.target.value)}
              />
            )}
          </Field>
        </FinalAct>
      ) : null}
    </>
  );
}
