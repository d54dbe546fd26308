// A process of the proof of the queue: takes one seed after the other. Its arguments: the bundled core host, and the template's folder.
import { stationTemplate } from '../../lanes/support/queueProof/stationTemplate.ts';
import { runQueueSeed } from '../../lanes/support/queueProof/queueSeed.ts';

const [program = ''] = process.argv.slice(2);
const template = await stationTemplate(program);
const end = (code: number): void => {
  template.remove();
  process.exit(code);
};

process.on('message', (message: { readonly seed: number | null; readonly tell: boolean }) => {
  void (async () => {
    if (message.seed === null) return end(0);
    const tell = message.tell ? (line: string): void => console.log(`    ${line}`) : undefined;
    process.send?.(
      await runQueueSeed(message.seed, { program, template, ...(tell !== undefined && { tell }) }),
    );
  })();
});
process.on('disconnect', () => end(1));
process.send?.('ready');
