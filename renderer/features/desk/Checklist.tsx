import { useTranslation } from 'react-i18next';
import type { SeenFact } from '../../../main/contract/caseFacts.ts';
import type { CaseView, Verdict } from '../../../main/contract/cases.ts';
import type { DocumentCode } from '../../../main/contract/permit.ts';
import { formatTime } from '../../ui/format.ts';
import { ChecklistRow } from './ChecklistRow.tsx';
import { DecisionList } from './DecisionList.tsx';
import { BusinessBar } from './business/BusinessBar.tsx';
import { progressOf } from './checklistRows.ts';

export interface ChecklistProps {
  readonly view: CaseView;
  readonly focus: number;
  readonly editable: boolean;
  /** Whether kind of business and situations are unfolded. */
  readonly businessOpen: boolean;
  /** The row whose difference is being typed. */
  readonly noteFor: DocumentCode | null;
  readonly busy: boolean;
  onBusiness(open: boolean): void;
  onFocus(index: number): void;
  onChoose(code: DocumentCode, verdict: Verdict): void;
  onSay(code: DocumentCode, fact: SeenFact, value: string | null): Promise<boolean>;
  onTake(code: DocumentCode): void;
  onNote(code: DocumentCode, note: string): Promise<boolean>;
  onNoteCancel(): void;
}

/** Originals, one row each; the row in focus is large, finished rows are quiet, a failing one says why with its clause. */
export function Checklist(props: ChecklistProps) {
  const { t } = useTranslation();
  const { view } = props;
  const progress = progressOf(view.documents);
  return (
    <section className="checklist" aria-label={t('desk.list')}>
      <div className="checklistHead">
        <h2>{t('desk.list')}</h2>
        {props.editable ? <span className="quiet">{t('desk.verdictHint')}</span> : null}
        <span className="progress" aria-live="polite">
          {t('desk.progress', { done: progress.done, total: progress.total })}
        </span>
      </div>
      <BusinessBar
        view={view}
        editable={props.editable}
        open={props.businessOpen}
        onOpen={props.onBusiness}
      />
      <ol>
        {view.documents.map((row, index) => (
          <ChecklistRow
            key={row.code}
            view={view}
            row={row}
            index={index}
            focused={index === props.focus}
            editable={props.editable}
            typing={props.noteFor === row.code}
            busy={props.busy}
            onFocus={() => props.onFocus(index)}
            onChoose={(verdict) => props.onChoose(row.code, verdict)}
            onSay={(fact, value) => props.onSay(row.code, fact, value)}
            onTake={() => props.onTake(row.code)}
            onNote={(note) => props.onNote(row.code, note)}
            onNoteCancel={props.onNoteCancel}
          />
        ))}
      </ol>
      <DecisionList view={view} />
      {view.corrections.length === 0 ? null : (
        <div className="corrections">
          <h3>{t('desk.corrections')}</h3>
          <ul>
            {view.corrections.map((correction) => (
              <li key={correction.at}>
                {correction.note}{' '}
                <span className="quiet">
                  {t('common.by', { name: correction.by, at: formatTime(correction.at) })}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
