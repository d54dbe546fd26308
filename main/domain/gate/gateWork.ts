import type { GateItem } from '../../contract/gate.ts';
import { shanghaiTime } from '../calendar/shanghai.ts';
import type { GateFacts } from './gateFacts.ts';
import { blocked, ok, say, warn, wordsOf } from './gateWords.ts';

/** Clocks of one office differ by less; more is a wrong setting (milliseconds). */
const clockDriftMs = 120_000;

/** Records, day, people, clock, stock and differences. */
export function workItems(facts: GateFacts): GateItem[] {
  return [records(facts), day(facts), staff(facts), clock(facts), stock(facts), differences(facts)];
}

function records({ lock }: GateFacts): GateItem {
  if (lock === null)
    return ok(
      'records',
      say('与外部标记一致，是本站最新的记录', 'agree with the marks outside: the newest of this station'),
    );
  const since = shanghaiTime(lock.since);
  return blocked('records', lock.exact ? ['cards'] : ['cards', 'caseNumbers', 'papers'], {
    ...wordsOf({ code: lock.exact ? 'recordsBehind' : 'recordsNumbers', detail: { since } }),
    page: 'morning',
  });
}

function day({ day: { open, unsigned, todayEnded }, today }: GateFacts): GateItem {
  if (open === null)
    return blocked('day', ['cards'], {
      reason: todayEnded
        ? say('今日已日终，空白卡不再动用', 'today is closed: no blank moves any more')
        : say('当日尚未开启，空白卡不能动用', 'the day is not open: no blank moves'),
      fix: todayEnded
        ? say('次日由主管开启', 'a supervisor opens the next day tomorrow')
        : say('主管在“日终”页开启当日', 'a supervisor opens it on the Day close page'),
      page: 'day',
    });
  if (open !== today)
    return warn('day', {
      reason: say(`开启的是 ${open}，今天是 ${today}`, `the open day is ${open}, today is ${today}`),
      fix: say('先完成该日的日终对账', 'close that day first'),
      page: 'day',
    });
  if (unsigned.length > 0)
    return warn('day', {
      reason: say(
        `${open} 已开启；${unsigned.length} 日未签名：${unsigned.slice(0, 4).join('、')}`,
        `${open} is open; not signed yet: ${unsigned.slice(0, 4).join(', ')} (${unsigned.length})`,
      ),
      fix: say('由两人补签', 'two people sign them'),
      page: 'day',
    });
  return ok(
    'day',
    say(`${open} 已开启，此前各日均已签名`, `${open} is open, all earlier days are signed`),
    'day',
  );
}

function staff({ staff: { supervisors, seconds, clerks } }: GateFacts): GateItem {
  const zh = `可登录：主管 ${supervisors} 人，可作第二人 ${seconds} 人，经办 ${clerks} 人`;
  const en = `can sign in: ${supervisors} supervisors, ${seconds} who may be the second person, ${clerks} clerks`;
  if (supervisors === 0 || seconds < 2)
    return blocked('staff', ['twoPeople'], {
      reason: say(`${zh}；两人共同办理的事项无法进行`, `${en}; acts of two people are not possible`),
      fix: say(
        '联网确认人员资格，或由上级启用主管和另一人',
        'go online so that upstream vouches for people, or have a supervisor and a second person enabled',
      ),
    });
  return ok('staff', say(zh, en));
}

function clock({ clock: behind, clockHeld, upstreamAheadMs, now }: GateFacts): GateItem {
  if (behind !== null) return blocked('clock', ['cards', 'caseNumbers', 'papers'], wordsOf(behind));
  if (clockHeld !== null) return warn('clock', { ...wordsOf(clockHeld), page: 'queue' });
  const at = shanghaiTime(now);
  if (upstreamAheadMs === null)
    return ok(
      'clock',
      say(
        `${at}，不早于最新记录；上级时间未取得`,
        `${at}, not behind the newest record; upstream's time is not known yet`,
      ),
    );
  const seconds = Math.round(Math.abs(upstreamAheadMs) / 1000);
  if (seconds === 0) return ok('clock', say(`${at}，与上级时间一致`, `${at}, the same as upstream's`));
  const drift = say(
    `${at}，比上级时间${upstreamAheadMs > 0 ? '慢' : '快'} ${seconds} 秒`,
    `${at}, ${seconds} s ${upstreamAheadMs > 0 ? 'behind' : 'ahead of'} upstream`,
  );
  return Math.abs(upstreamAheadMs) > clockDriftMs
    ? warn('clock', { reason: drift, fix: say('请技术员校准时钟', 'a technician sets the clock') })
    : ok('clock', drift);
}

function stock({ stock: s, profile }: GateFacts): GateItem {
  const free = s.hopper - s.reserved;
  const zh = `料斗可用 ${free} 张，窗口 ${s.desks} 张，库房 ${s.vault} 张，共 ${s.known} 张在册`;
  const en = `${free} free in the hopper, ${s.desks} on desks, ${s.vault} in the vault; ${s.known} in the books`;
  if (!profile.acts.includes('issueCards')) return ok('stock', say(zh, en), 'stock');
  if (free <= 0)
    return blocked('stock', ['cards'], {
      reason: say(`${zh}；不能进卡`, `${en}; no card can be fed`),
      fix: say('库管员补卡并登记', 'the stock keeper refills and records it'),
      page: 'stock',
    });
  if (profile.stockLimits !== undefined && free < profile.stockLimits.hopperFloor)
    return warn('stock', {
      reason: say(
        `${zh}；低于下限 ${profile.stockLimits.hopperFloor}`,
        `${en}; below the floor of ${profile.stockLimits.hopperFloor}`,
      ),
      fix: say('库管员补卡并登记', 'the stock keeper refills and records it'),
      page: 'stock',
    });
  if (s.countedAt === null)
    return warn('stock', {
      reason: say(`${zh}；从未清点`, `${en}; never counted`),
      fix: say('在“库存”页清点一次', 'count it once on the Stock page'),
      page: 'stock',
    });
  return ok(
    'stock',
    say(`${zh}；最近清点 ${shanghaiTime(s.countedAt)}`, `${en}; last counted ${shanghaiTime(s.countedAt)}`),
    'stock',
  );
}

function differences({ differences: n, oldestDifference }: GateFacts): GateItem {
  if (n === 0 || oldestDifference === null)
    return ok(
      'differences',
      say('没有未了结的库存或计数差异', 'no difference of stock or counters is open'),
      'stock',
    );
  return warn('differences', {
    reason: say(
      `${n} 项未了结，最早 ${shanghaiTime(oldestDifference)}`,
      `${n} open, the oldest of ${shanghaiTime(oldestDifference)}`,
    ),
    fix: say('主管查明后了结', 'a supervisor finds the cause and closes them'),
    page: 'stock',
  });
}
