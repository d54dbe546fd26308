import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Acknowledgement } from '../../../../main/contract/outcomes.ts';
import { useAct } from '../../../client/client.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { Field } from '../../../ui/Field.tsx';
import { FinalAct } from '../../../ui/FinalAct.tsx';
import { mayGoBack } from '../custody/withUs.ts';
import type { PanelProps } from '../DeskPanel.tsx';
import { typedDate } from '../facts/typedDate.ts';
import { holderName } from '../holderName.ts';

/** The originals that lie here go back, on a list that the holder acknowledges (B6): by name as signed, or by what only the holder can show. */
export function HandBackPanel({ view, onClose }: PanelProps) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const act = useAct('noticeHandBack');
  const [documents, setDocuments] = useState(() => mayGoBack(view));
  const [how, setHow] = useState<Acknowledgement['kind']>('signature');
  const [name, setName] = useState(holderName(view));
  const [tail, setTail] = useState('');
  const [birth, setBirth] = useState('');
  const birthDate = typedDate(birth);
  const missing = [
    ...(documents.length === 0 ? [t('outcome.handBack.documents')] : []),
    ...(how === 'signature' && name.trim().length < 2 ? [t('outcome.handBack.name')] : []),
    ...(how === 'secondFactor' && tail.trim().length !== 4 ? [t('outcome.handBack.tail')] : []),
    ...(how === 'secondFactor' && birthDate === null ? [t('outcome.handBack.birth')] : []),
  ];
  const confirm = (): void => {
    const acknowledgement: Acknowledgement =
      how === 'signature'
        ? { kind: 'signature', name: name.trim() }
        : { kind: 'secondFactor', passportTail: tail.trim().toUpperCase(), birthDate: birthDate ?? '' };
    void act.run({ caseId: view.id, documents, acknowledgement }).then((result) => {
      if (result.ok) onClose('left');
    });
  };
  return (
    <FinalAct
      title={t('outcome.handBack.title')}
      sentence={t('outcome.handBack.sentence', { count: documents.length, name: holderName(view) })}
      actLabel={t('outcome.handBack.act')}
      busy={act.busy}
      failure={act.failure}
      missing={missing}
      onClose={() => onClose('left')}
      onConfirm={confirm}
    >
      <fieldset className="backList">
        <legend>{t('outcome.handBack.documents')}</legend>
        {view.withUs.map((code) => {
          const row = view.documents.find((each) => each.code === code);
          const free = mayGoBack(view).includes(code);
          return (
            <label key={code}>
              <input
                type="checkbox"
                disabled={!free}
                checked={documents.includes(code)}
                onChange={(event) =>
                  setDocuments((before) =>
                    event.target.checked ? [...before, code] : before.filter((each) => each !== code),
                  )
                }
              />{' '}
              {row === undefined ? code : pick(row.titleZh, row.titleEn)}
              {free ? null : <small className="tone warn"> {t('checking.custody.suspected')}</small>}
            </label>
          );
        })}
      </fieldset>
      <Choices
        label={t('outcome.handBack.how')}
        value={how}
        onChange={setHow}
        options={[
          { value: 'signature', label: t('outcome.handBack.signature') },
          { value: 'secondFactor', label: t('outcome.handBack.secondFactor') },
        ]}
      />
      {how === 'signature' ? (
        <Field label={t('outcome.handBack.name')}>
          {(id) => (
            <Input id={id} maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
      ) : (
        <div className="fields">
          <Field label={t('outcome.handBack.tail')}>
            {(id) => (
              <Input
                id={id}
                className="mono"
                maxLength={4}
                autoComplete="off"
                value={tail}
                onChange={(event) => setTail(event.target.value)}
              />
            )}
          </Field>
          <Field label={t('outcome.handBack.birth')}>
            {(id) => (
              <Input
                id={id}
                className="mono"
                maxLength={12}
                placeholder="19740812"
                autoComplete="off"
                value={birth}
                onChange={(event) => setBirth(event.target.value)}
              />
            )}
          </Field>
        </div>
      )}
    </FinalAct>
  );
}
