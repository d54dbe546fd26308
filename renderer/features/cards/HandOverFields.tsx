import { Button, Checkbox, Input } from 'antd';
import { CheckOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentRelation, type HandOverDocument } from '../../../main/contract/handOver.ts';
import type { CardJobView } from '../../../main/contract/cards.ts';
import type { Failure } from '../../../main/contract/result.ts';
import { call } from '../../client/client.ts';
import { Choices } from '../../ui/Choices.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { formatTime } from '../../ui/format.ts';
import { saveDocument } from '../../ui/saveDocument.ts';
import type { HandOverDraft, ProofKind } from './handOverDraft.ts';
import { SignaturePad } from './SignaturePad.tsx';

type Known = NonNullable<CardJobView['handOver']>;
interface Part {
  readonly draft: HandOverDraft;
  change(changes: Partial<HandOverDraft>): void;
}

const documents: readonly Exclude<HandOverDocument, 'citizenId'>[] = [
  'passport',
  'residencePermit',
  'permanentResidence',
];

/** Identity seen again: the reader's word, or the officer's. */
export function HolderIdentity({ draft, change, known }: Part & { readonly known: Known }) {
  const { t } = useTranslation();
  return (
    <>
      <Choices
        label={t('cards.handOver.identity')}
        value={draft.byEye ? 'byEye' : 'passportRead'}
        onChange={(value) => change({ byEye: value === 'byEye' })}
        options={[
          { value: 'passportRead', label: t('cards.handOver.passportRead') },
          { value: 'byEye', label: t('cards.handOver.byEye') },
        ]}
      />
      {draft.byEye ? (
        <>
          <Choices
            label={t('cards.handOver.document')}
            value={draft.document}
            onChange={(document) => change({ document })}
            options={documents.map((value) => ({ value, label: t(`cards.handOver.documents.${value}`) }))}
          />
          <Field label={t('cards.handOver.lastFour')}>
            {(id) => (
              <Input
                id={id}
                className="mono"
                autoComplete="off"
                maxLength={4}
                value={draft.lastFour}
                onChange={(event) => change({ lastFour: event.target.value })}
              />
            )}
          </Field>
        </>
      ) : (
        <p role="status" className={known.passportReadAt === null ? 'quiet' : 'proofSeen'}>
          {known.passportReadAt === null ? (
            t('cards.handOver.layPassport')
          ) : (
            <>
              <CheckOutlined aria-hidden />{' '}
              {t('cards.handOver.passportSeen', { time: formatTime(known.passportReadAt) })}
            </>
          )}
        </p>
      )}
    </>
  );
}

/** Who fetches the card for its holder. */
export function AgentFields({ draft, change }: Part) {
  const { t } = useTranslation();
  return (
    <>
      <div className="fields">
        <Field label={t('cards.handOver.agentName')}>
          {(id) => (
            <Input
              id={id}
              autoComplete="off"
              maxLength={120}
              value={draft.agentName}
              onChange={(event) => change({ agentName: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('cards.handOver.citizenId')}>
          {(id) => (
            <Input
              id={id}
              className="mono"
              autoComplete="off"
              maxLength={18}
              value={draft.citizenId}
              onChange={(event) => change({ citizenId: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Choices
        label={t('cards.handOver.relation')}
        value={draft.relation}
        onChange={(relation) => change({ relation })}
        options={agentRelation.options.map((value) => ({
          value,
          label: t(`cards.handOver.relations.${value}`),
        }))}
      />
    </>
  );
}

/** Signature, paper, or a code of the holder; and the PIN, where these cards have one. */
export function ProofFields({
  draft,
  change,
  known,
  kinds,
  job,
}: Part & { readonly known: Known; readonly kinds: readonly ProofKind[]; readonly job: CardJobView }) {
  const { t } = useTranslation();
  return (
    <>
      <Choices
        label={t('cards.handOver.proof')}
        value={draft.proof}
        onChange={(proof) => change({ proof })}
        options={kinds.map((value) => ({ value, label: t(`cards.handOver.proofs.${value}`) }))}
      />
      {draft.proof === 'signature' ? (
        <SignaturePad strokes={draft.strokes} onChange={(strokes) => change({ strokes })} />
      ) : null}
      {draft.proof === 'onPaper' ? <ReceiptPaper job={job} /> : null}
      {draft.proof === 'secondFactor' ? (
        <p role="status" className={known.codeReadAt === null ? 'quiet' : 'proofSeen'}>
          {known.codeReadAt === null ? (
            t('cards.handOver.scanCode')
          ) : (
            <>
              <CheckOutlined aria-hidden />{' '}
              {t('cards.handOver.codeSeen', { time: formatTime(known.codeReadAt) })}
            </>
          )}
        </p>
      ) : null}
      {known.holderPin ? (
        <Checkbox
          checked={draft.pinChanged}
          onChange={(event) => change({ pinChanged: event.target.checked })}
        >
          {t('cards.handOver.pinChanged')}
        </Checkbox>
      ) : null}
    </>
  );
}

function ReceiptPaper({ job }: { readonly job: CardJobView }) {
  const { t } = useTranslation();
  const [failure, setFailure] = useState<Failure | null>(null);
  const print = async (): Promise<void> => {
    const made = await call('cardReceiptPaper', { jobId: job.id });
    setFailure(made.ok ? null : made.error);
    if (made.ok) saveDocument(made.value);
  };
  return (
    <>
      <div className="actRow">
        <Button onClick={() => void print()}>{t('cards.handOver.paper')}</Button>
        <span className="quiet">{t('cards.handOver.paperHint')}</span>
      </div>
      {failure === null ? null : <FailureNote failure={failure} />}
    </>
  );
}
