import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A cable between two stations on which every byte is heard. */
export interface Tap {
  readonly url: string;
  /** Everything that went either way. */
  bytes(): string;
  /** What came back, one entry per connection. */
  answers(): readonly string[];
  /** From now on this is answered, and nobody is asked. */
  answerWith(text: string): void;
  close(): Promise<void>;
}

export async function tap(url: string): Promise<Tap> {
  const target = new URL(url);
  const heard: string[] = [];
  const answers: string[] = [];
  const sockets = new Set<Socket>();
  let instead: string | null = null;
  const server = createServer((near) => {
    sockets.add(near);
    near.on('error', () => undefined);
    const index = answers.push('') - 1;
    const far = connect(Number(target.port), target.hostname);
    sockets.add(far);
    far.on('error', () => near.destroy());
    near.on('data', (chunk: Buffer) => {
      heard.push(chunk.toString('latin1'));
      if (instead === null) far.write(chunk);
      else near.write(instead);
    });
    far.on('data', (chunk: Buffer) => {
      heard.push(chunk.toString('latin1'));
      answers[index] += chunk.toString('latin1');
      near.write(chunk);
    });
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    bytes: () => heard.join(''),
    answers: () => answers,
    answerWith: (text) => {
      instead = text;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
