import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './dataTable.css';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly number?: boolean;
  render(row: Row): ReactNode;
}

export interface Ticks<Key extends string> {
  readonly keys: readonly Key[];
  readonly label: string;
  may(key: Key): boolean;
  onChange(keys: readonly Key[]): void;
}

/** A plain table in pages. (The table of antd measures scroll bars with a style that carries no nonce: the content policy refuses it.) */
export function DataTable<Row, Key extends string>(props: {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly pageSize: number;
  readonly empty: string;
  readonly ticks?: Ticks<Key>;
  keyOf(row: Row): Key;
}) {
  const { t } = useTranslation();
  const { rows, ticks, pageSize } = props;
  const [wanted, setWanted] = useState(0);
  const pageCount = Math.max(1, Math.ceil(rows.length / pageSize));
  const page = Math.min(wanted, pageCount - 1);
  const shown = rows.slice(page * pageSize, (page + 1) * pageSize);
  const tickable = ticks === undefined ? [] : shown.map(props.keyOf).filter((key) => ticks.may(key));
  const all = tickable.length > 0 && tickable.every((key) => ticks?.keys.includes(key));
  const toggle = (keys: readonly Key[], on: boolean): void => {
    const kept = ticks?.keys.filter((key) => !keys.includes(key)) ?? [];
    ticks?.onChange(on ? [...kept, ...keys] : kept);
  };
  return (
    <div className="dataTable">
      <table aria-label={props.label}>
        <thead>
          <tr>
            {ticks === undefined ? null : (
              <th scope="col" className="tickCell">
                <input
                  type="checkbox"
                  aria-label={ticks.label}
                  checked={all}
                  disabled={tickable.length === 0}
                  onChange={() => toggle(tickable, !all)}
                />
              </th>
            )}
            {props.columns.map((column) => (
              <th key={column.id} scope="col" className={column.number === true ? 'number' : undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => {
            const key = props.keyOf(row);
            return (
              <tr key={key}>
                {ticks === undefined ? null : (
                  <td className="tickCell">
                    <input
                      type="checkbox"
                      aria-label={`${ticks.label} ${key.slice(-4)}`}
                      checked={ticks.keys.includes(key)}
                      disabled={!ticks.may(key)}
                      onChange={(event) => toggle([key], event.target.checked)}
                    />
                  </td>
                )}
                {props.columns.map((column) => (
                  <td key={column.id} className={column.number === true ? 'number' : undefined}>
                    {column.render(row)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.length === 0 ? <p className="emptyState">{props.empty}</p> : null}
      {pageCount === 1 ? null : (
        <div className="tablePages">
          <Button size="small" disabled={page === 0} onClick={() => setWanted(page - 1)}>
            {t('common.earlierPage')}
          </Button>
          <span>{t('common.pageOf', { at: page + 1, of: pageCount })}</span>
          <Button size="small" disabled={page === pageCount - 1} onClick={() => setWanted(page + 1)}>
            {t('common.laterPage')}
          </Button>
        </div>
      )}
    </div>
  );
}
