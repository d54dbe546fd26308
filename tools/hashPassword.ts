// Prints the hash of a password for `first-staff.json` (docs/configure-a-station.md). The password is the first line of the input, so that
// it is in no command line and no history.
import { createInterface } from 'node:readline';
import { hashPassword } from '../main/infra/crypto/password.ts';

const lines = createInterface({ input: process.stdin });
const [password = ''] = await new Promise<string[]>((resolve) => {
  lines.once('line', (line) => resolve([line]));
  lines.once('close', () => resolve([]));
});
lines.close();
if (password === '') {
  process.stderr.write('The input has no first line. / 输入的第一行为空。\n');
  process.exitCode = 1;
} else {
  process.stdout.write(`${await hashPassword(password)}\n`);
}
