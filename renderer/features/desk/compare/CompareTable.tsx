import { useTranslation } from 'react-i18next';
import type { CaseView, ComparedField, ComparisonRow } from '../../../../main/contract/cases.ts';
import type { ComparisonHint } from '../../../../main/contract/comparison.ts';
import { eyeMayAnswer } from '../../../../main/domain/documents/comparePassport.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';
import { openComparison } from '../checklistRows.ts';
import { EyeButtons, Outcome, Runs } from './CompareMarks.tsx';
import { cellOf, eyeOf, nameWhyKey, sourcesOf, type Cell, type Source } from './compareCells.ts';

export interface CompareTableProps {
  readonly view: CaseView;
  /** Every source in a column of its own, and the result with it; else record and passport, and what else was read under them. */
  readonly wide: boolean;
  readonly editable: boolean;
  onConfirm(field: ComparedField, outcome: 'same' | 'differs'): void;
}

/** One table of everything that was read beside the permit record (A3): a row for each field, a mark and a word in each cell. */
export function CompareTable({ view, wide, editable, onConfirm }: CompareTableProps) {
  const { t } = useTranslation();
  const { comparison } = view;
  const open = openComparison(comparison)?.field ?? null;
  const sources = sourcesOf(comparison);
  const columns = wide ? sources : sources.filter((source) => source === 'passport');
  return (
    <table className={wide ? 'compareTable wide' : 'compareTable'}>
      <thead>
        <tr>
          <th scope="col">{t('checking.compare.fieldColumn')}</th>
          <th scope="col">{t('desk.compare.record')}</th>
          {columns.map((source) => (
            <th key={source} scope="col">
              {source === 'passport' ? t('desk.compare.passport') : t(`checking.compare.source.${source}`)}
            </th>
          ))}
          {wide ? <th scope="col">{t('checking.compare.result')}</th> : null}
        </tr>
      </thead>
      {comparison.map((row) => (
        <Field
          key={row.field}
          row={row}
          columns={columns}
          others={wide ? [] : sources.filter((source) => source !== 'passport')}
          wide={wide}
          keyed={row.field === open}
          editable={editable}
          why={row.field === 'name' ? t(nameWhyKey(view)) : null}
          onConfirm={(outcome) => onConfirm(row.field, outcome)}
        />
      ))}
    </table>
  );
}

interface FieldProps {
  readonly row: ComparisonRow;
  readonly columns: readonly Source[];
  /** Sources without a column of their own. */
  readonly others: readonly Source[];
  readonly wide: boolean;
  readonly keyed: boolean;
  readonly editable: boolean;
  readonly why: string | null;
  onConfirm(outcome: 'same' | 'differs'): void;
}

function Field(props: FieldProps) {
  const { t } = useTranslation();
  const { row, columns, wide, keyed } = props;
  const mono = row.field === 'name' ? undefined : 'mono';
  const result = <Result {...props} />;
  return (
    <tbody className={keyed ? 'openField' : undefined}>
      <tr>
        <th scope="row">{t(`desk.compare.field.${row.field}`)}</th>
        <td className={mono}>
          <Runs runs={row.marks?.record ?? null} value={row.record === '' ? '—' : row.record} />
        </td>
        {columns.map((source) => (
          <td key={source}>
            <SourceCell cell={cellOf(row, source)} row={row} wide={wide} />
          </td>
        ))}
        {wide ? <td className="compareResult">{result}</td> : null}
      </tr>
      {wide || !hasMore(props) ? null : (
        <tr>
          <td colSpan={2 + columns.length} className="compareResult">
            {result}
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** Is there anything to say below a field in the narrow table? */
const hasMore = ({ row, others, editable }: FieldProps): boolean =>
  row.hint !== null ||
  (eyeMayAnswer(row) && editable) ||
  row.record === '' ||
  others.some((source) => cellOf(row, source) !== null);

function SourceCell({
  cell,
  row,
  wide,
}: {
  readonly cell: Cell | null;
  readonly row: ComparisonRow;
  readonly wide: boolean;
}) {
  const { pick } = useLanguage();
  if (cell === null) return <>—</>;
  // In the narrow table the mark is the row's, because that is where its result stands.
  const machine = wide ? cell.machine : row.record === '' ? null : row.machine;
  const eye = wide ? eyeOf(row, cell.machine) : row.eye;
  // What is the same need not be read twice where there is little room.
  const repeated = !wide && machine === 'same' && cell.value === row.record;
  return (
    <>
      {repeated ? null : (
        <span className={row.field === 'name' ? 'compareValue' : 'compareValue mono'}>
          <Runs runs={cell.runs} value={cell.value} />
        </span>
      )}
      {machine === null ? null : <Outcome machine={machine} eye={eye} />}
      {!wide || cell.hint === null || cell.hint.code === row.hint?.code ? null : (
        <small>{pick(cell.hint.zh, cell.hint.en)}</small>
      )}
    </>
  );
}

/** What comes of a field: the mark of the row, why, what else was read beside it, and the eye's answer. */
function Result({ row, others, wide, keyed, editable, why, onConfirm }: FieldProps) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const say = (hint: ComparisonHint | null) => (hint === null ? null : pick(hint.zh, hint.en));
  return (
    <>
      {wide || row.record === '' ? <Outcome machine={row.machine} eye={row.eye} /> : null}
      {row.hint === null ? null : <p className="compareHint">{say(row.hint)}</p>}
      {others.map((source) => {
        const cell = cellOf(row, source);
        if (cell === null) return null;
        return (
          <div key={source} className="compareOther">
            <span className="quiet">{t(`checking.compare.source.${source}`)}</span>
            <span className={row.field === 'name' ? undefined : 'mono'}>{cell.value}</span>
            {cell.machine === null ? null : <Outcome machine={cell.machine} eye={eyeOf(row, cell.machine)} />}
            {cell.hint === null || cell.hint.code === row.hint?.code ? null : <small>{say(cell.hint)}</small>}
          </div>
        );
      })}
      {eyeMayAnswer(row) && editable ? (
        <EyeButtons row={row} keyed={keyed} why={why} onConfirm={onConfirm} />
      ) : null}
    </>
  );
}
