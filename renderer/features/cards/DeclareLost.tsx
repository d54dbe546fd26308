import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardJobView } from '../../../main/contract/cards.ts';
import { useAct } from '../../client/client.ts';
import { Field } from '../../ui/Field.tsx';
import { FinalAct } from '../../ui/FinalAct.tsx';
import { useRefusal } from '../window/Workstation.ts';

/** A card that is not found settles the fate of its blank first; only then another one is made (11.2). A supervisor's act. */
export function DeclareLost({ job }: { readonly job: CardJobView }) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const lost = useAct('cardDeclareLost');
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const refused = refusal('cardDeclareLost');
  const close = (): void => {
    setOpen(false);
    setNote('');
  };
  return (
    <>
      <div className="actRow">
        <Button danger disabled={refused !== null} onClick={() => setOpen(true)}>
          {t('cards.lost.act')}
        </Button>
        <span className="quiet">{refused ?? t('cards.lost.hint')}</span>
      </div>
      {open ? (
        <FinalAct
          danger
          title={t('cards.lost.act')}
          sentence={t('cards.lost.sentence', { tail: job.blankTail ?? '—' })}
          actLabel={t('cards.lost.act')}
          busy={lost.busy}
          failure={lost.failure}
          missing={note.trim() === '' ? [t('cards.lost.note')] : []}
          onClose={close}
          onConfirm={() =>
            void lost.run({ jobId: job.id, note: note.trim() }).then((result) => {
              if (result.ok) close();
            })
          }
        >
          <Field label={t('cards.lost.note')}>
            {(id) => (
              <Input
                id={id}
                autoComplete="off"
                maxLength={200}
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </Field>
        </FinalAct>
      ) : null}
    </>
  );
}
