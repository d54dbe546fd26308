export const signIn = {
  title: '登录窗口终端',
  act: '登录',
  busy: '正在登录…',
  acts: { verifyOriginals: '核验原件', issueCards: '制卡' },
  actsLabel: '本终端职责',
  hint: '连续输错将锁定账户；离线时可在限期内登录。',
  starting: '终端正在启动…',
};
