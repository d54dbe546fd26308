import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paperHead, type IntegrityProblemView } from '../../../main/contract/audit.ts';
import type { OutputOf } from '../../../main/contract/method.ts';
import type { Methods } from '../../../main/contract/methods.ts';
import { useAct } from '../../client/client.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Field } from '../../ui/Field.tsx';

type Answer = OutputOf<Methods['auditVerify']>;
const shortHash = 16;

/** Reads everything on demand and says in words what the program did not write (I1). A hash from a paper proves the file. */
export function VerifyRecords() {
  const { t } = useTranslation();
  const verify = useAct('auditVerify');
  const [number, setNumber] = useState('');
  const [head, setHead] = useState('');
  const [asked, setAsked] = useState<{ readonly answer: Answer; readonly paper: boolean } | null>(null);
  const given = number.trim() !== '' || head.trim() !== '';
  const paper = paperHead.safeParse({ head, ...(number.trim() !== '' && { sequence: Number(number) }) });
  const start = async (): Promise<void> => {
    setAsked(null);
    const result = await verify.run(given && paper.success ? { paper: paper.data } : {});
    if (result.ok) setAsked({ answer: result.value, paper: given });
  };
  return (
    <section className="auditVerify" aria-label={t('audit.verify.title')}>
      <div className="auditVerifyRow">
        <strong>{t('audit.verify.title')}</strong>
        <span className="quiet auditVerifyHint">
          {t(verify.busy ? 'audit.verify.busy' : 'audit.verify.hint')}
        </span>
        <Field label={t('audit.verify.paperHead')}>
          {(id) => (
            <Input
              id={id}
              className="mono"
              maxLength={64}
              value={head}
              onChange={(event) => setHead(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('audit.verify.paperNumber')}>
          {(id) => (
            <Input
              id={id}
              inputMode="numeric"
              maxLength={12}
              value={number}
              onChange={(event) => setNumber(event.target.value)}
            />
          )}
        </Field>
        <Button
          type="primary"
          loading={verify.busy}
          disabled={given && !paper.success}
          onClick={() => void start()}
        >
          {t('audit.verify.act')}
        </Button>
      </div>
      {given && !paper.success ? <p className="quiet">{t('audit.verify.paperBad')}</p> : null}
      {asked === null ? null : <Verdict answer={asked.answer} paper={asked.paper} />}
      {verify.failure === null ? null : <FailureNote failure={verify.failure} />}
    </section>
  );
}

function Verdict({ answer, paper }: { readonly answer: Answer; readonly paper: boolean }) {
  const { t } = useTranslation();
  if (answer.intact)
    return (
      <p className="tone good wrap" role="status">
        <CheckCircleFilled aria-hidden />
        <span>
          {t('audit.verify.good', {
            rows: answer.rows,
            records: answer.records,
            pages: answer.pages,
            head: answer.head.slice(0, shortHash),
          })}{' '}
          {paper ? t('audit.verify.goodPaper') : null}
        </span>
      </p>
    );
  const more = answer.count - answer.problems.length;
  return (
    <div role="alert">
      <p className="tone bad wrap">
        <CloseCircleFilled aria-hidden />
        <span>{t('audit.verify.bad', { count: answer.count })}</span>
      </p>
      <ul className="auditProblems" aria-label={t('audit.verify.list')}>
        {answer.problems.map((problem) => (
          <li key={JSON.stringify(problem)}>
            <Problem problem={problem} />
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="quiet">{t('audit.verify.more', { count: more })}</p> : null}
    </div>
  );
}

const namedTables = ['audit', 'file', 'wal', 'head', 'sqlite_schema'] as const;

function Problem({ problem }: { readonly problem: IntegrityProblemView }) {
  const { t } = useTranslation();
  const { kind, row, detail } = problem;
  const named = namedTables.find((name) => name === problem.table);
  const table = named === undefined ? problem.table : t(`audit.verify.table.${named}`);
  const place =
    row === null
      ? t('audit.verify.whereWhole', { table })
      : detail === 'page'
        ? `${table}, ${t('audit.verify.page', { row })}`
        : detail === 'frame'
          ? t('audit.verify.frame', { row })
          : t('audit.verify.where', { table, row });
  const rest =
    kind === 'swapped'
      ? t('audit.verify.with', { other: detail })
      : /^\d+$/.test(detail)
        ? t('audit.verify.missing', { count: Number(detail) })
        : '';
  return (
    <>
      <strong>{t(`audit.verify.kind.${kind}`)}</strong> <span className="mono">{place}</span>{' '}
      <span className="quiet">{rest}</span>
    </>
  );
}
