import { describe, expect, it } from 'vitest';
import type { QueueOverview } from '../../../main/contract/queue.ts';
import type { StaffView } from '../../../main/contract/access.ts';
import { IdentityFacts } from '../../../renderer/features/queue/IdentityPart.tsx';
import { QueuePage } from '../../../renderer/features/queue/QueuePage.tsx';
import { carryCode, offline, overviews, permitStandings, rows } from '../fixtures/queueFixtures.ts';
import { renderText, type Scene } from '../helpers/render.tsx';

interface Shown {
  readonly overview?: QueueOverview;
  readonly permits?: (typeof permitStandings)[keyof typeof permitStandings];
  readonly standing?: (typeof offline)[keyof typeof offline];
  readonly roles?: StaffView['roles'];
  readonly language?: Scene['language'];
}
const page = ({ overview, permits, standing, roles, language }: Shown): string =>
  renderText(<QueuePage />, {
    roles: roles ?? ['clerk'],
    language: language ?? 'zh',
    answers: [
      [['queueOverview', {}], overview ?? overviews.well],
      [['permitStanding', {}], permits ?? permitStandings.fresh],
      [['offlineStanding', {}], standing ?? offline.quiet],
      [
        ['queueRows', { openOnly: true }],
        rows.filter(({ state }) => state !== 'acked' && state !== 'superseded'),
      ],
    ],
  });

describe('G1 G11 the queue in words', () => {
  it('12 cases waiting for the card system since 10:42; intake goes on', () => {
    expect(page({ overview: overviews.cardsOff })).toContain(
      '社保卡系统 离线，12 个办件等待中，自 10:42 起；受理照常',
    );
    expect(page({ overview: overviews.cardsOff, language: 'en' })).toContain(
      'Card system Offline, 12 cases waiting since 10:42; intake goes on',
    );
  });

  it('each service by itself: what is well is quiet, what only waits for itself says since when', () => {
    const text = page({ overview: overviews.allOff, language: 'en' });
    expect(text).toContain('Permits Offline since 10:42, nothing waits; checking goes on');
    expect(text).toContain('Reporting Offline, 13 records waiting since 2026-11-23 16:20');
    expect(page({ language: 'en' }).match(/Online, nothing waits/g)).toHaveLength(4);
  });

  it('a page in place of an answer is named once for all, with who signs in to the network, and that no record was touched', () => {
    const text = page({ overview: overviews.signInPage, language: 'en' });
    expect(text.match(/may ask for a sign-in/g)).toHaveLength(1);
    expect(text).toContain('no record was touched');
  });

  it('a wrong certificate and a station that is not enrolled stand with their service, in words', () => {
    expect(page({ overview: overviews.wrongAuthority })).toContain(
      '上级系统的证书不能信任：签发机构不是指定的机构',
    );
    expect(page({ overview: overviews.notAdmitted, language: 'en' })).toContain(
      'does not accept this station’s identity: upstream has no enrolment of it',
    );
  });

  it('offline by hand says who, since when, why, and how it ends; a second switch is not offered', () => {
    const text = page({ overview: overviews.byHand });
    expect(text).toContain('脱机工作：王主管，自 10:42 起。原因：机房检修，网络时断时续');
    expect(text).toContain('恢复联网');
    expect(text).toContain('暂停，5 个办件等待中，自 10:50 起；办理照常');
    expect(text).not.toMatch(/脱机工作 ?W/);
  });

  it('I7 a revoked station says what ended, that nothing is lost, and the way by hand', () => {
    const text = page({ overview: overviews.revoked, language: 'en', roles: ['supervisor'] });
    expect(text).toContain('Upstream has not accepted this station since 10:42');
    expect(text).toContain('nothing is lost');
    expect(text).toContain('carry the records to another station by hand');
    // There is nothing to be taken off.
    expect(text).not.toMatch(/Work offline ?W/);
  });

  it('only the desk may take the station off the network', () => {
    expect(page({ roles: ['auditor'] })).not.toMatch(/脱机工作 ?W/);
    expect(page({ roles: ['clerk'] })).toMatch(/脱机工作 ?W/);
  });
});

describe('G5 a drain and a pull show how far, how fast and how long still', () => {
  it('both at once', () => {
    const text = page({ overview: overviews.sending, permits: permitStandings.pulling });
    expect(text).toContain('正在上报 3,120 / 10,000');
    expect(text).toContain('每秒 421 条');
    expect(text).toContain('正在下载 412,000 / 1,000,000');
    expect(text).toContain('12,400 条的姓名正在编入索引');
    // Thousands of rows are not asked for again with each batch.
    expect(text).toContain('结束后更新列表');
    expect(page({ overview: overviews.cardsOff })).not.toContain('结束后更新列表');
  });
});

describe('G8 the age of the permits', () => {
  it('is shown, and past the limit they are not good for cards', () => {
    expect(page({})).toContain('本机 1,000,000 条 截至 2026-11-24 10:10（32 分钟前）');
    expect(page({ permits: permitStandings.near })).toContain('再过 4 天即不能用于制卡');
    expect(page({ permits: permitStandings.old })).toContain('已超过 30 天，不能用于制卡');
  });
});

describe('G4 limits and the clock', () => {
  it('are quiet while there is room', () => {
    const text = page({});
    expect(text).toContain('12 / 200');
    expect(text).not.toContain('出路');
  });

  it('name what is nearly full or full, and the way out', () => {
    const text = page({ standing: offline.tight });
    expect(text).toContain('200 / 200 已满');
    expect(text).toContain('17 / 20 将满');
    expect(text).toContain('700.4 / 720 小时 将满');
    expect(text).toContain('手工搬运到另一终端');
  });

  it('a clock that jumped: what the station counts, what the computer says, and two people who accept', () => {
    const text = page({ standing: offline.held, language: 'en', roles: ['supervisor'] });
    expect(text).toContain('Counted here 2026-11-24 11:00');
    expect(text).toContain('Computer’s clock 2027-11-24 11:00');
    expect(text).toContain('Accept the computer’s clock');
    expect(text).toContain('Nothing is destroyed meanwhile');
    expect(page({ standing: offline.held })).toContain('需要角色');
  });
});

describe('G1 rows say their next action in words', () => {
  it('each reason to wait, and each refusal', () => {
    const text = page({ roles: ['supervisor'] });
    for (const words of [
      '自动上报，无需处理',
      '已试 3 次',
      '等同一办件的前一条',
      '等图片上传',
      '许可编号与办件不符',
    ])
      expect(text).toContain(words);
    // A button of two characters is written with a space between them here.
    expect(text).toContain('更 正 撤 回');
  });

  it('correcting and withdrawing are a supervisor’s', () => {
    const text = page({ roles: ['clerk'] });
    expect(text).not.toContain('更 正');
    expect(text).not.toContain('撤 回');
  });
});

describe('I7 the identity of the station', () => {
  const facts = (identity: object): string =>
    renderText(<IdentityFacts />, {
      roles: ['technician'],
      language: 'en',
      answers: [
        [
          ['stationIdentity', {}],
          {
            stationId: 'SZ50',
            fingerprint: 'ab12 cd34',
            publicKey: 'PEM',
            revokedAt: null,
            pinned: true,
            ...identity,
          },
        ],
      ],
    });
  it('is shown to whoever enrols it, and says when upstream is confirmed by nobody', () => {
    expect(facts({})).toContain('ab12 cd34');
    expect(facts({})).toContain('Save the public key');
    expect(facts({ fingerprint: null, publicKey: null, pinned: false })).toMatch(
      /no key of its own.*no authority is set/,
    );
    expect(page({ roles: ['technician'] })).toContain('本站身份');
    expect(page({ roles: ['clerk'] })).not.toContain('本站身份');
  });
});

describe('G6 the code of an export', () => {
  it('is on no page by itself', () => {
    expect(page({ roles: ['supervisor'] })).not.toContain(carryCode.slice(0, 4));
  });
});
