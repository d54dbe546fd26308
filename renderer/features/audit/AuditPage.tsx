import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntryView, AuditFilter } from '../../../main/contract/audit.ts';
import { useAct, useCall } from '../../client/client.ts';
import { auditWord } from '../../i18n/auditWords.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { formatDate, formatPreciseTime } from '../../ui/format.ts';
import { saveDocument } from '../../ui/saveDocument.ts';
import { useRefusal } from '../window/Workstation.ts';
import { AuditFilters } from './AuditFilters.tsx';
import { VerifyRecords } from './VerifyRecords.tsx';
import './audit.css';

const pageLength = 50;
const shortHash = 16;

/** The audit journal (I1): every act and every look, newest first; verified and exported here. */
export function AuditPage() {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const [filter, setFilter] = useState<AuditFilter>({});
  // Where each page that was turned began; the last is the one on screen.
  const [turned, setTurned] = useState<readonly number[]>([]);
  const before = turned.at(-1);
  const missing = refusal('auditList');
  const list = useCall(
    'auditList',
    { ...filter, ...(before === undefined ? {} : { before }), limit: pageLength },
    { enabled: missing === null },
  );
  const exporting = useAct('auditExport');
  const [exported, setExported] = useState<{ rows: number; hash: string; head: string } | null>(null);
  const columns = useColumns();
  const save = async (): Promise<void> => {
    setExported(null);
    const result = await exporting.run(filter);
    if (!result.ok) return;
    saveDocument(result.value);
    setExported(result.value);
  };
  if (missing !== null)
    return (
      <main className="page">
        <h1>{t('audit.title')}</h1>
        <p className="explainBar">{missing}</p>
      </main>
    );
  const next = list.value?.next ?? null;
  return (
    <main className="page auditPage">
      <div className="pageHead">
        <h1>{t('audit.title')}</h1>
        {list.value === undefined ? null : (
          <span className="quiet">
            {t('audit.standing', { count: list.value.sequence, head: list.value.head.slice(0, shortHash) })}
          </span>
        )}
        <span className="push" />
        <Button loading={exporting.busy} onClick={() => void save()}>
          {t('audit.export.act')}
        </Button>
      </div>
      <VerifyRecords />
      <AuditFilters
        onApply={(wanted) => {
          setFilter(wanted);
          setTurned([]);
          setExported(null);
        }}
      />
      {exporting.failure === null ? null : <FailureNote failure={exporting.failure} />}
      {exported === null ? null : (
        <p className="tone good wrap" role="status">
          {t('audit.export.done', {
            rows: exported.rows,
            hash: exported.hash.slice(0, shortHash),
            head: exported.head.slice(0, shortHash),
          })}
        </p>
      )}
      {list.failure === null ? null : <FailureNote failure={list.failure} />}
      <DataTable
        label={t('audit.title')}
        rows={list.value?.entries ?? []}
        columns={columns}
        pageSize={pageLength}
        empty={t(list.loading ? 'common.loading' : 'audit.empty')}
        keyOf={(row) => String(row.sequence)}
      />
      <div className="auditPages">
        <Button disabled={turned.length === 0} onClick={() => setTurned([])}>
          {t('audit.newest')}
        </Button>
        <Button disabled={turned.length === 0} onClick={() => setTurned(turned.slice(0, -1))}>
          {t('audit.newer')}
        </Button>
        <Button disabled={next === null} onClick={() => next !== null && setTurned([...turned, next])}>
          {t('audit.older')}
        </Button>
      </div>
    </main>
  );
}

function useColumns(): readonly Column<AuditEntryView>[] {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const who = (actor: string): string =>
    actor === 'system' || actor === 'kiosk' ? t(`audit.actor.${actor}`) : actor;
  return [
    { id: 'sequence', title: t('audit.column.sequence'), number: true, render: (row) => row.sequence },
    {
      id: 'at',
      title: t('audit.column.at'),
      render: (row) => (
        <time dateTime={row.at}>
          {formatDate(row.at)} {formatPreciseTime(row.at)}
        </time>
      ),
    },
    { id: 'actor', title: t('audit.column.actor'), render: (row) => who(row.actor) },
    {
      id: 'event',
      title: t('audit.column.event'),
      render: (row) => (
        <>
          {auditWord(row.event, language)}
          {auditWord(row.event, language) === row.event ? null : (
            <small className="quiet mono auditCode">{row.event}</small>
          )}
        </>
      ),
    },
    {
      id: 'subject',
      title: t('audit.column.subject'),
      render: (row) => (
        <>
          {row.caseNumber === null ? null : <span className="mono">{row.caseNumber}</span>}
          {row.caseNumber === row.subject ? null : (
            <small className="quiet mono auditCode" title={row.subject}>
              {row.subject}
            </small>
          )}
        </>
      ),
    },
    { id: 'detail', title: t('audit.column.detail'), render: (row) => <Detail detail={row.detail} /> },
    {
      id: 'hash',
      title: t('audit.column.hash'),
      render: (row) => (
        <span className="mono hash" title={`${t('audit.showHash', { n: row.sequence })}: ${row.hash}`}>
          {row.hash.slice(0, shortHash)}
        </span>
      ),
    },
  ];
}

/** Digests are shortened: whole they would push everything else off the line. */
function Detail({ detail }: { readonly detail: AuditEntryView['detail'] }) {
  const { t } = useTranslation();
  const facts = Object.entries(detail).filter(([, value]) => value !== null);
  if (facts.length === 0) return <span className="quiet">{t('audit.noDetail')}</span>;
  return (
    <span className="auditDetail">
      {facts.map(([name, value]) => (
        <span key={name} title={String(value)}>
          <span className="quiet">{name}</span>{' '}
          <span className="mono">
            {/^[0-9a-f]{64}$/.test(String(value)) ? `${String(value).slice(0, 8)}…` : String(value)}
          </span>
        </span>
      ))}
    </span>
  );
}
