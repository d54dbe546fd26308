// A process of the proof of cards: takes one seed after the other.
import { killRunner } from '../../lanes/support/killRunner.ts';

const runner = killRunner();

process.on('message', (message: { readonly seed: number | null }) => {
  void (async () => {
    if (message.seed === null) {
      await runner.close();
      process.exit(0);
    }
    process.send?.(await runner.runSeed(message.seed));
  })();
});
process.on('disconnect', () => void runner.close().then(() => process.exit(1)));
process.send?.('ready');
