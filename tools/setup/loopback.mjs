// "Network off" may mean a name space where even the loopback interface is down (`unshare -n`). Playwright, the embedded upstream and
// the tests talk to 127.0.0.1, which is not a network: it is switched on where we may.
import { connect, createServer } from 'node:net';
import { run } from '../lib/run.mjs';
import { Problem, say } from '../lib/say.mjs';

// SIOCGIFFLAGS, set IFF_UP, SIOCSIFFLAGS. python3 is on the package list; `ip` is not.
const bringUp = `
import fcntl, socket, struct
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
name = struct.pack('16sh', b'lo', 0)
flags = struct.unpack('16sh', fcntl.ioctl(s, 0x8913, name))[1]
fcntl.ioctl(s, 0x8914, struct.pack('16sh', b'lo', flags | 1))
`;

export async function ensureLoopback() {
  if (await works()) return;
  const answer = await run('python3', ['-c', bringUp], { timeoutMs: 10_000 });
  if (await works()) {
    say('  · network is off; switched on 127.0.0.1 / 网络已断开，已启用本机回环地址');
    return;
  }
  throw new Problem({
    en: 'The loopback address 127.0.0.1 is down, and this user may not switch it on.',
    zh: '本机回环地址 127.0.0.1 未启用，且当前用户无权启用。',
    remedyEn:
      'As root: ip link set lo up. To try without a network as an ordinary user: unshare -rn sh -c "ip link set lo up; npm start"',
    remedyZh:
      '请以 root 执行：ip link set lo up。普通用户断网试用：unshare -rn sh -c "ip link set lo up; npm start"',
    detail: answer.output,
  });
}

/** Listening alone proves nothing: on an interface that is down it succeeds. */
function works() {
  return new Promise((done) => {
    const server = createServer((socket) => socket.end());
    const end = (/** @type {boolean} */ answer) => server.close(() => done(answer));
    server.once('error', () => done(false));
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (!address || typeof address === 'string') return end(false);
      const socket = connect(address.port, '127.0.0.1');
      socket.once('connect', () => {
        socket.destroy();
        end(true);
      });
      socket.once('error', () => end(false));
      return undefined;
    });
  });
}
