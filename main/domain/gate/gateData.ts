import type { GateItem } from '../../contract/gate.ts';
import type { UpstreamService } from '../../contract/station.ts';
import { daysBetween } from '../calendar/dates.ts';
import { shanghaiTime } from '../calendar/shanghai.ts';
import { snapshotAge } from '../cases/snapshotAge.ts';
import type { GateFacts } from './gateFacts.ts';
import { blocked, ok, say, warn, wordsOf, type Said } from './gateWords.ts';

const hourMs = 3_600_000;
const hoursSince = (facts: Pick<GateFacts, 'now'>, at: string): number =>
  Math.max(0, Math.floor((Date.parse(facts.now) - Date.parse(at)) / hourMs));

/** Days before the calendar ends from which the page speaks of it: next year's is published in November. */
export const calendarWarnDays = 40;
const defaultWithdrawnHours = 24;

/** Upstream by act, and the data that came from it. */
export function dataItems(facts: GateFacts): GateItem[] {
  return [
    link(facts, 'permits'),
    ...(facts.profile.acts.includes('issueCards') ? [link(facts, 'cards')] : []),
    queue(facts),
    snapshot(facts),
    withdrawn(facts),
    ok(
      'rulePack',
      say(
        `${facts.pack.version}，自 ${facts.pack.effectiveFrom} 施行，签名有效`,
        `${facts.pack.version}, in force since ${facts.pack.effectiveFrom}, signature valid`,
      ),
    ),
    calendar(facts),
  ];
}

const faultFix = say(
  '网络可能要求登录，请技术员处理；数据不丢失',
  'the network may ask for a sign-in: call a technician; nothing is lost',
);

function link(facts: GateFacts, service: 'permits' | 'cards'): GateItem {
  const found = stateOf(facts, service);
  if (found === null || found.state === 'unknown')
    return warn(service, {
      reason: say('尚未探测', 'not asked yet'),
      fix: say('稍候', 'wait a moment'),
      page: 'queue',
    });
  const since = shanghaiTime(found.since);
  if (found.state === 'online') return ok(service, say(`在线，自 ${since}`, `online since ${since}`));
  const reason =
    found.state === 'linkFault'
      ? say(`链路异常，自 ${since}`, `link fault since ${since}`)
      : say(`离线，自 ${since}`, `offline since ${since}`);
  if (service === 'cards')
    return blocked('cards', ['cards'], {
      reason: say(`${reason.zh}；不能登记新卡`, `${reason.en}; no new card can be registered`),
      fix:
        found.state === 'linkFault'
          ? faultFix
          : say(
              '核对与受理照常；恢复后自动继续',
              'checks and acceptance go on; cards go on by themselves later',
            ),
      page: 'queue',
    });
  return warn('permits', {
    reason,
    fix:
      found.state === 'linkFault'
        ? faultFix
        : say('按本地许可数据核对，联网后补核', 'checks go on with local data and are verified later'),
    page: 'queue',
  });
}

const stateOf = (facts: GateFacts, service: UpstreamService) =>
  facts.links.find((each) => each.service === service) ?? null;

function queue(facts: GateFacts): GateItem {
  const { waiting, refused, oldestAt } = facts.rows;
  const age = oldestAt === null ? null : hoursSince(facts, oldestAt);
  const zh = `待报 ${waiting} 行${age === null ? '' : `，最早 ${age} 小时前`}，被退回 ${refused} 行`;
  const en = `${waiting} rows to send${age === null ? '' : `, the oldest ${age} h old`}, ${refused} refused`;
  if (facts.offline !== null)
    return blocked('queue', ['papers'], { ...wordsOf(facts.offline), page: 'queue' });
  const found = stateOf(facts, 'queue');
  if (refused > 0)
    return warn('queue', {
      reason: say(zh, en),
      fix: say('在“上报”页逐行处理', 'settle each row on the Queue page'),
      page: 'queue',
    });
  if (found?.state === 'online') return ok('queue', say(`在线；${zh}`, `online; ${en}`), 'queue');
  return warn('queue', {
    reason: say(`未联网；${zh}`, `not online; ${en}`),
    fix:
      found?.state === 'linkFault'
        ? faultFix
        : say('业务照常；联网后自动上报', 'work goes on; rows are sent by themselves later'),
    page: 'queue',
  });
}

function snapshot(facts: GateFacts): GateItem {
  const { permitsAsOf, permits, profile } = facts;
  const limit = profile.snapshotLimitDays;
  if (permitsAsOf === null)
    return warn('snapshot', {
      reason: say(`本地 ${permits} 条，尚未取全`, `${permits} here, not read to the end yet`),
      fix: say('联网取一次许可数据', 'go online once to read the feed'),
      page: 'queue',
    });
  const hours = hoursSince(facts, permitsAsOf);
  // Fetched later than it is now: the clock was put back, and nobody knows how old the copy is (G8).
  const { ahead } = snapshotAge(permitsAsOf, Date.parse(facts.now));
  const figures = say(
    `${permits} 条，${shanghaiTime(permitsAsOf)} 与上级一致；限 ${limit} 天`,
    `${permits} permits, as upstream had them ${shanghaiTime(permitsAsOf)}; the limit is ${limit} days`,
  );
  return ahead || hours >= limit * 24
    ? warn('snapshot', {
        reason: figures,
        fix: say(
          '联网更新；过期的许可数据不能用于制卡',
          'go online; data past the limit are not used for cards',
        ),
        page: 'queue',
      })
    : ok('snapshot', figures);
}

function withdrawn(facts: GateFacts): GateItem {
  const limit = facts.profile.withdrawnListLimitHours ?? defaultWithdrawnHours;
  const at = facts.withdrawnAsOf;
  const late = at === null || hoursSince(facts, at) >= limit;
  const figures: Said =
    at === null
      ? say(`尚未取得；限 ${limit} 小时`, `not read yet; the limit is ${limit} hours`)
      : say(
          `${shanghaiTime(at)} 取全；限 ${limit} 小时`,
          `as of ${shanghaiTime(at)}; the limit is ${limit} hours`,
        );
  return late
    ? warn('withdrawn', {
        reason: figures,
        fix: say(
          '联网更新；在此之前他站文书只作提示',
          'go online; until then papers of other stations are called valid only with a warning',
        ),
        page: 'queue',
      })
    : ok('withdrawn', figures);
}

function calendar({ pack, today }: GateFacts): GateItem {
  const { coversUntil } = pack.calendar;
  const left = daysBetween(today, coversUntil);
  if (left >= calendarWarnDays)
    return ok(
      'calendar',
      say(`至 ${coversUntil}，还有 ${left} 天`, `until ${coversUntil}, ${left} days left`),
    );
  const year = String(Number(coversUntil.slice(0, 4)) + (coversUntil.endsWith('-12-31') ? 1 : 0));
  return warn('calendar', {
    reason:
      left < 0
        ? say(
            `已于 ${coversUntil} 用尽；期限只按周末计算`,
            `ended on ${coversUntil}; periods are counted by weekends only`,
          )
        : say(
            `至 ${coversUntil}，只剩 ${left} 天，缺 ${year} 年`,
            `until ${coversUntil}, only ${left} days left; ${year} is missing`,
          ),
    fix: say(`安装含 ${year} 年放假调休的规则包`, `install a rule pack with the holidays of ${year}`),
  });
}
