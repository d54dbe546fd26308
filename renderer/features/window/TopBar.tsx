import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { StaffView } from '../../../main/contract/access.ts';
import type { Failure } from '../../../main/contract/result.ts';
import type { StationStatus } from '../../../main/contract/station.ts';
import { useAct } from '../../client/client.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { formatTime } from '../../ui/format.ts';
import { LanguageSwitch } from '../../ui/LanguageSwitch.tsx';
import { refusalFor } from './permissions.ts';
import { pages, type Page } from './Workstation.ts';

export function TopBar(props: {
  readonly status: StationStatus | undefined;
  readonly staff: StaffView;
  readonly now: string;
  readonly page: Page;
  onPage(page: Page): void;
  /** Why somebody cannot leave, such as a passport that lies here. */
  onRefused(refusal: Failure): void;
}) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const signOut = useAct('signOut');
  const { status, staff } = props;
  const mayAudit = refusalFor('auditList', staff, status) === null;
  const current = props.page === 'recovery' ? 'cards' : props.page;
  const leave = (): void =>
    void signOut.run({}).then((result) => {
      if (!result.ok) props.onRefused(result.error);
    });
  return (
    <header className="topBar">
      <strong className="brand">
        {t('common.appName')}
        {status === undefined ? null : <span>{pick(status.nameZh, status.nameEn)}</span>}
      </strong>
      {status?.mode === 'training' ? (
        <span className="trainingBadge" title={t('common.trainingNote')}>
          {t('common.training')}
        </span>
      ) : null}
      <nav aria-label={t('station.nav.label')}>
        {pages.map((page, index) =>
          page === 'audit' && !mayAudit ? null : (
            <button
              key={page}
              type="button"
              aria-current={page === current ? 'page' : undefined}
              aria-keyshortcuts={`Alt+${index + 1}`}
              title={`Alt+${index + 1}`}
              onClick={() => props.onPage(page)}
            >
              {t(`station.nav.${page}`)}
            </button>
          ),
        )}
      </nav>
      <button
        type="button"
        className="who"
        aria-current={props.page === 'people' ? 'page' : undefined}
        title={t('people.open')}
        onClick={() => props.onPage('people')}
      >
        {staff.displayName}
        <small>{staff.roles.map((role) => t(`common.role.${role}`)).join(' / ')}</small>
      </button>
      <time className="clock" dateTime={props.now}>
        {formatTime(props.now)}
      </time>
      <LanguageSwitch />
      <Button size="small" onClick={leave} loading={signOut.busy}>
        {t('station.signOut')}
      </Button>
    </header>
  );
}
