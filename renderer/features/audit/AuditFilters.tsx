import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { auditGroup, type AuditFilter, type AuditGroup } from '../../../main/contract/audit.ts';
import { Field } from '../../ui/Field.tsx';

interface Wish {
  readonly from: string;
  readonly to: string;
  readonly actor: string;
  readonly subject: string;
  readonly group: AuditGroup | 'all';
}
const nothing: Wish = { from: '', to: '', actor: '', subject: '', group: 'all' };

/** Days, person, kind of event, case. Enter asks. */
export function AuditFilters({ onApply }: { onApply(filter: AuditFilter): void }) {
  const { t } = useTranslation();
  const [wish, setWish] = useState(nothing);
  const backwards = wish.from !== '' && wish.to !== '' && wish.from > wish.to;
  const text = (name: 'from' | 'to' | 'actor' | 'subject', type: 'date' | 'text') => (
    <Field label={t(`audit.filter.${name}`)}>
      {(id) => (
        <Input
          id={id}
          type={type}
          maxLength={80}
          value={wish[name]}
          {...(backwards && type === 'date' && { status: 'error' as const })}
          onChange={(event) => setWish({ ...wish, [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <form
      className="auditFilters"
      aria-label={t('audit.filter.label')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!backwards) onApply(filterOf(wish));
      }}
    >
      {text('from', 'date')}
      {text('to', 'date')}
      <Field label={t('audit.filter.group')}>
        {(id) => (
          <Select
            id={id}
            value={wish.group}
            onChange={(group) => setWish({ ...wish, group })}
            options={(['all', ...auditGroup.options] as const).map((value) => ({
              value,
              label: t(`audit.group.${value}`),
            }))}
          />
        )}
      </Field>
      {text('actor', 'text')}
      {text('subject', 'text')}
      <Button type="primary" htmlType="submit" disabled={backwards}>
        {t('audit.filter.apply')}
      </Button>
      <Button
        onClick={() => {
          setWish(nothing);
          onApply({});
        }}
      >
        {t('audit.filter.clear')}
      </Button>
      {backwards ? (
        <span className="tone bad" role="alert">
          {t('audit.filter.dates')}
        </span>
      ) : null}
    </form>
  );
}

function filterOf({ from, to, actor, subject, group }: Wish): AuditFilter {
  return {
    ...(from !== '' && { from: from as NonNullable<AuditFilter['from']> }),
    ...(to !== '' && { to: to as NonNullable<AuditFilter['to']> }),
    ...(actor.trim() !== '' && { actor: actor.trim() }),
    ...(subject.trim() !== '' && { subject: subject.trim() }),
    ...(group !== 'all' && { group }),
  };
}
