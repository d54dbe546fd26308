/**
 * Ends this process at an exception that nobody caught: its state can no longer be trusted, and the shell starts it again. Only the kind
 * and the place are written; a message may hold somebody's name.
 */
export function guardProcess(host: string): void {
  const end = (thrown: unknown): void => {
    const kind = thrown instanceof Error ? thrown.name : typeof thrown;
    const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
    const places = stack
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 6)
      .map((line) => line.trim());
    process.stderr.write(`${JSON.stringify({ event: 'crash', host, kind, places })}\n`, () =>
      process.exit(70),
    );
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
