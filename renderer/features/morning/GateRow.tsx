import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { GateItem } from '../../../main/contract/gate.ts';
import { useLanguage } from '../../i18n/useLanguage.ts';
import { StatusMark } from '../window/StatusMark.tsx';
import { useWorkstation } from '../window/Workstation.ts';

const tones = { ok: 'good', warn: 'warn', blocked: 'bad' } as const;

/** One precondition: state in word and shape, what was found, what to do and where. */
export function GateRow({ item }: { readonly item: GateItem }) {
  const { t } = useTranslation();
  const { pick } = useLanguage();
  const { goTo } = useWorkstation();
  const { page } = item;
  return (
    <tr data-key={item.key} data-state={item.state}>
      <td>
        <span className={`tone ${tones[item.state]}`}>
          <StatusMark tone={tones[item.state]} />
          {t(`morning.states.${item.state}`)}
        </span>
      </td>
      <th scope="row">{pick(item.name.zh, item.name.en)}</th>
      <td>
        {pick(item.reason.zh, item.reason.en)}
        {item.blocks.length === 0 ? null : (
          <strong className="gateBlocks">
            {t('morning.blocks', {
              what: item.blocks.map((act) => t(`morning.acts.${act}`)).join(pick('、', ', ')),
            })}
          </strong>
        )}
      </td>
      <td>
        {item.fix === null ? null : (
          <>
            {pick(item.fix.zh, item.fix.en)}
            {page === null || page === 'morning' ? null : (
              <Button size="small" className="gateGo" onClick={() => goTo(page)}>
                {t(`morning.go.${page}`)}
              </Button>
            )}
          </>
        )}
      </td>
    </tr>
  );
}
