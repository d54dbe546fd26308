import { CheckCircleFilled, ClockCircleOutlined, CloseCircleFilled, LockOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffBook, StaffLine } from '../../../main/contract/people.ts';
import { useCall } from '../../client/client.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { formatDateTime, formatTime } from '../../ui/format.ts';
import { useRefusal } from '../window/Workstation.ts';
import { PasswordForm } from './PasswordForm.tsx';
import { AddDialog, EnrolDialog, ResetDialog, RolesDialog, StandingDialog } from './StaffDialogs.tsx';
import './people.css';

type Open =
  | { readonly kind: 'add' }
  | { readonly kind: 'roles' | 'standing' | 'reset' | 'enrol'; readonly person: StaffLine };

/** One's own account, and for supervisors and auditors the people of the station (I4, I5, G10). */
export function PeoplePage() {
  const { t } = useTranslation();
  const refusal = useRefusal();
  return (
    <main className="page">
      {refusal('staffList') === null ? (
        <StaffList />
      ) : (
        <div className="pageHead">
          <h1>{t('people.account')}</h1>
        </div>
      )}
      <section className="card account" aria-label={t('people.account')}>
        <h2>{t('people.password.title')}</h2>
        <PasswordForm />
      </section>
    </main>
  );
}

function StaffList() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const refusal = useRefusal();
  const list = useCall('staffList', {}, { everyMs: 60_000 });
  const [open, setOpen] = useState<Open | null>(null);
  const mayAct = refusal('staffAdd') === null;
  const close = (done?: string): void => {
    setOpen(null);
    if (done !== undefined) void message.success(done);
  };
  const book = list.value;
  const columns: readonly Column<StaffLine>[] = [
    {
      id: 'name',
      title: t('people.column.name'),
      render: (person) => (
        <>
          <b>{person.displayName}</b>{' '}
          {person.self ? <span className="quiet">{t('people.standing.self')}</span> : null}
        </>
      ),
    },
    {
      id: 'userName',
      title: t('people.column.userName'),
      render: (person) => <span className="mono">{person.userName}</span>,
    },
    {
      id: 'roles',
      title: t('people.column.roles'),
      render: (person) => person.roles.map((each) => t(`common.role.${each}`)).join(' / '),
    },
    { id: 'standing', title: t('people.column.standing'), render: (person) => <Standing person={person} /> },
    {
      id: 'confirmed',
      title: t('people.column.confirmed'),
      render: ({ confirmedAt, validUntil }) =>
        confirmedAt === null || validUntil === null
          ? t('people.never')
          : t('people.confirmed', { at: formatDateTime(confirmedAt), until: formatDateTime(validUntil) }),
    },
    ...(mayAct
      ? [
          {
            id: 'act',
            title: t('people.column.act'),
            render: (person: StaffLine) => <Acts person={person} onOpen={setOpen} />,
          },
        ]
      : []),
  ];
  return (
    <>
      <div className="pageHead">
        <h1>{t('people.title')}</h1>
        <span className="quiet">
          {book === undefined ? '' : t('people.shown', { n: book.people.length })}
        </span>
        <span className="push quiet">{mayAct ? '' : t('people.readOnly')}</span>
        {mayAct ? (
          <Button type="primary" disabled={book === undefined} onClick={() => setOpen({ kind: 'add' })}>
            {t('people.add.act')}
          </Button>
        ) : null}
      </div>
      {list.failure === null ? null : <FailureNote failure={list.failure} />}
      <DataTable
        label={t('people.title')}
        rows={book?.people ?? []}
        columns={columns}
        pageSize={12}
        empty={t(list.loading ? 'common.loading' : 'people.empty')}
        keyOf={(person) => person.id}
      />
      {book === undefined ? null : <Rules book={book} />}
      {book !== undefined && open?.kind === 'add' ? <AddDialog book={book} onClose={close} /> : null}
      {book !== undefined && open?.kind === 'roles' ? (
        <RolesDialog person={open.person} book={book} onClose={close} />
      ) : null}
      {open?.kind === 'standing' ? <StandingDialog person={open.person} onClose={close} /> : null}
      {open?.kind === 'reset' ? <ResetDialog person={open.person} onClose={close} /> : null}
      {open?.kind === 'enrol' ? <EnrolDialog person={open.person} onClose={close} /> : null}
    </>
  );
}

/** What can be done with an account; the host decides all the same. */
function Acts({ person, onOpen }: { readonly person: StaffLine; onOpen(open: Open): void }) {
  const { t } = useTranslation();
  // Nobody changes his own account, and what upstream took only upstream gives back.
  if (person.self) return <span className="quiet">—</span>;
  return (
    <span className="staffActs">
      <Button size="small" onClick={() => onOpen({ kind: 'roles', person })}>
        {t('people.roles.act')}
      </Button>
      <Button size="small" onClick={() => onOpen({ kind: 'reset', person })}>
        {t('people.reset.act')}
      </Button>
      {person.roles.includes('technician') ? (
        <Button size="small" onClick={() => onOpen({ kind: 'enrol', person })}>
          {t('people.enrol.act')}
        </Button>
      ) : null}
      {person.deactivatedBy === 'upstream' ? null : (
        <Button size="small" danger={person.active} onClick={() => onOpen({ kind: 'standing', person })}>
          {t(person.active ? 'people.deactivate.act' : 'people.reactivate.act')}
        </Button>
      )}
    </span>
  );
}

function Standing({ person }: { readonly person: StaffLine }) {
  const { t } = useTranslation();
  const code = person.problem?.code;
  return (
    <span className="standingMarks">
      {code === undefined ? (
        <span className="tone good">
          <CheckCircleFilled aria-hidden /> {t('people.standing.active')}
        </span>
      ) : (
        <span className={code === 'signInExpired' ? 'tone warn' : 'tone bad'}>
          {code === 'signInExpired' ? <ClockCircleOutlined aria-hidden /> : <CloseCircleFilled aria-hidden />}{' '}
          {code === 'signInExpired'
            ? t('people.standing.expired')
            : code === 'rolesForbidden'
              ? t('people.standing.rolesForbidden')
              : t(
                  person.deactivatedBy === 'upstream'
                    ? 'people.standing.deactivatedUpstream'
                    : 'people.standing.deactivatedStation',
                )}
        </span>
      )}
      {person.lockedUntil === null ? null : (
        <span className="tone warn">
          <LockOutlined aria-hidden /> {t('people.standing.locked', { at: formatTime(person.lockedUntil) })}
        </span>
      )}
      {person.mustChangePassword ? <span className="quiet">{t('people.standing.mustChange')}</span> : null}
      {person.secondFactor ? <span className="quiet">{t('people.standing.codes')}</span> : null}
    </span>
  );
}

/** The rules as this station has them: pairs, and how long somebody may sign in without upstream. */
function Rules({ book }: { readonly book: StaffBook }) {
  const { t } = useTranslation();
  return (
    <div className="staffRules">
      <p>
        <b>{t('people.rules.title')}</b>{' '}
        {book.forbiddenPairs
          .map(([one, other]) =>
            t('people.rules.pair', { one: t(`common.role.${one}`), other: t(`common.role.${other}`) }),
          )
          .join(t('common.semicolon'))}
      </p>
      <p>
        <b>{t('people.rules.offline')}</b>{' '}
        {(Object.keys(book.offlineHours) as (keyof typeof book.offlineHours)[])
          .map((each) =>
            t('people.rules.hours', { role: t(`common.role.${each}`), n: book.offlineHours[each] }),
          )
          .join(t('common.semicolon'))}
      </p>
    </div>
  );
}
