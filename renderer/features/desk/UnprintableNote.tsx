import { ExclamationCircleFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { CaseId } from '../../../main/contract/ids.ts';
import { useCall } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';

/** Which characters of which field no paper and no card can show, with what to do: read before a decision is put on paper (A4, C2, D10). */
export function UnprintableNote({ caseId }: { readonly caseId: CaseId }) {
  const { t } = useTranslation();
  const { value, failure } = useCall('caseUnprintable', { caseId });
  if (failure !== null) return <FailureNote failure={failure} />;
  if (value === undefined || value.length === 0) return null;
  return (
    <section className="unprintable" role="alert" aria-label={t('desk.unprintable.title')}>
      <b className="tone warn">
        <ExclamationCircleFilled aria-hidden /> {t('desk.unprintable.title')}
      </b>
      <ul>
        {value.map(({ field, glyphs, card }) => (
          <li key={field}>
            <b>{t(`desk.unprintable.field.${field}`)}</b> <span className="mono">{glyphs.join('  ')}</span>{' '}
            {t(card ? 'desk.unprintable.paperAndCard' : 'desk.unprintable.paper')}{' '}
            <span className="quiet">{t(`desk.unprintable.remedy.${field}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
