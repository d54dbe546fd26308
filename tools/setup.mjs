#!/usr/bin/env node
import { readArgs } from './lib/cli.mjs';
import { main, say } from './lib/say.mjs';
import { setup, setupHelp } from './setup/index.mjs';

await main(async () => {
  const { values } = readArgs({
    usage: 'npm run setup [-- --retry]',
    en: 'Installs what is missing: Debian packages, npm packages, Node 24, an Electron runtime, the SQLite addon.',
    zh: '安装缺少的内容：系统软件包、npm 依赖、Node 24、Electron 运行时、加密数据库组件。',
    options: {
      retry: {
        type: 'boolean',
        en: 'try the Electron download again although it failed lately',
        zh: '重新尝试下载 Electron',
      },
    },
    more: setupHelp(),
  });
  const runtime = await setup({ retry: values.retry });
  say(JSON.stringify(runtime, null, 2));
});
