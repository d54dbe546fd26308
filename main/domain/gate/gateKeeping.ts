import type { GateItem } from '../../contract/gate.ts';
import { shanghaiTime } from '../calendar/shanghai.ts';
import type { GateFacts } from './gateFacts.ts';
import { blocked, ok, say, warn, wordsOf, type Said } from './gateWords.ts';

const gigabyte = 1024 ** 3;
const dayMs = 86_400_000;
/** A copy may be half a period late: the station sleeps at night. */
const lateFactor = 1.5;
/** A copy that nobody opened for so long is a hope, not a copy. */
export const drillEveryDays = 35;
const roomWarnBytes = 2 * gigabyte;

/** Disk, copies, drill and keys: what keeps the records. */
export function keepingItems(facts: GateFacts): GateItem[] {
  return [disk(facts), backup(facts), drill(facts), keys(facts)];
}

function disk({ disk: problem, freeBytes }: GateFacts): GateItem {
  if (problem !== null) return blocked('disk', ['cards'], wordsOf(problem));
  if (freeBytes === null)
    return ok('disk', say('可写；系统未报剩余空间', 'writable; the system does not tell its room'));
  const free = (freeBytes / gigabyte).toFixed(1);
  const figures = say(`可写，剩余 ${free} GB`, `writable, ${free} GB free`);
  return freeBytes < roomWarnBytes
    ? warn('disk', { reason: figures, fix: say('请技术员腾出空间', 'a technician makes room') })
    : ok('disk', figures);
}

const outcomes: Readonly<Record<string, Said>> = {
  folderAway: say('备份位置不在', 'the place is not there'),
  folderFull: say('备份位置已满', 'the place is full'),
  folderReadOnly: say('备份位置只读', 'the place is read-only'),
  failed: say('未完成', 'it was not finished'),
};

function backup({ backup: status, now }: GateFacts): GateItem {
  const { folder, newest, lastTry, everyHours, copies } = status;
  if (folder === null)
    return warn('backup', {
      reason: say('站点配置没有第二处备份', 'the profile names no second place'),
      fix: say('技术员在站点配置中写明 backup.folder', 'a technician names backup.folder in the profile'),
      page: 'morning',
    });
  const why =
    copies === null ? outcomes['folderAway'] : lastTry === null ? undefined : outcomes[lastTry.outcome];
  const last =
    newest === null
      ? say('还没有备份', 'no copy yet')
      : say(
          `最新 ${shanghaiTime(newest.takenAt)}，${(newest.bytes / 1024 ** 2).toFixed(1)} MB，共 ${copies ?? 0} 份`,
          `newest of ${shanghaiTime(newest.takenAt)}, ${(newest.bytes / 1024 ** 2).toFixed(1)} MB, ${copies ?? 0} kept`,
        );
  if (why !== undefined)
    return warn('backup', {
      reason: say(`${last.zh}；上次：${why.zh}`, `${last.en}; last time: ${why.en}`),
      fix: say('接好或腾空备份位置，再“立即备份”', 'connect the place or make room, then “Copy now”'),
      page: 'morning',
    });
  const late =
    newest === null || Date.parse(now) - Date.parse(newest.takenAt) > everyHours * lateFactor * 3_600_000;
  return late
    ? warn('backup', {
        reason: say(
          `${last.zh}；每 ${everyHours} 小时应有一份`,
          `${last.en}; one is due every ${everyHours} hours`,
        ),
        fix: say('在晨检页点“立即备份”', 'press “Copy now” on the Morning page'),
        page: 'morning',
      })
    : ok('backup', last, 'morning');
}

function drill({ backup: { folder, lastDrill, provenAt }, now }: GateFacts): GateItem {
  if (folder === null)
    return warn('drill', {
      reason: say('没有可演练的备份', 'there is no copy to prove'),
      fix: say('先配置第二处备份', 'name a second place first'),
      page: 'morning',
    });
  if (lastDrill !== null && !lastDrill.proven)
    return warn('drill', {
      reason: say(
        `${shanghaiTime(lastDrill.at)} 演练未通过`,
        `the drill of ${shanghaiTime(lastDrill.at)} failed`,
      ),
      fix: say(
        '立即备份并再次演练；仍不通过请技术员检查备份位置',
        'copy again and repeat the drill; if it fails again, a technician checks the place',
      ),
      page: 'morning',
    });
  if (provenAt === null)
    return warn('drill', {
      reason: say('从未演练', 'never done'),
      fix: say('在晨检页点“演练”，约一分钟', 'press “Prove newest copy” on the Morning page, about a minute'),
      page: 'morning',
    });
  const days = Math.floor((Date.parse(now) - Date.parse(provenAt)) / dayMs);
  const figures = say(
    `${shanghaiTime(provenAt)} 通过，${days} 天前`,
    `proven ${shanghaiTime(provenAt)}, ${days} days ago`,
  );
  return days > drillEveryDays
    ? warn('drill', {
        reason: figures,
        fix: say(`每 ${drillEveryDays} 天演练一次`, `do it every ${drillEveryDays} days`),
        page: 'morning',
      })
    : ok('drill', figures, 'morning');
}

function keys({ keys: { recoveryWrap, hallKey }, profile }: GateFacts): GateItem {
  if (profile.mode === 'training')
    return ok('keys', say('培训密钥，不作保护', 'training keys: no protection, and none is needed'));
  const missing = [
    ...(recoveryWrap
      ? []
      : [
          say(
            '没有恢复密钥：系统密钥库丢失时数据无法打开',
            'no recovery wrap: if the key store is lost, the data cannot be opened',
          ),
        ]),
    ...(profile.hall === undefined || hallKey
      ? []
      : [say('没有厅内密钥：不能询问同厅终端', 'no hall key: other stations of the hall cannot be asked')]),
  ];
  if (missing.length === 0)
    return ok('keys', say('系统密钥库与恢复密钥齐备', 'key store and recovery wrap are there'));
  return warn('keys', {
    reason: say(missing.map(({ zh }) => zh).join('；'), missing.map(({ en }) => en).join('; ')),
    fix: say('技术员按安装手册补齐', 'a technician completes them by the installation notes'),
  });
}
