import type { Clock } from '../api/clock.ts';
import type { TransportFactory } from '../api/transport.ts';
import { pathIsPresent, watchPath } from './pathWatch.ts';
import { serialTransport } from './serialTransport.ts';
import { socketTransport } from './socketTransport.ts';

/** The real ways to reach a device: a serial path, or the unix socket of a chip reader. */
export function nodeTransports(clock: Clock): TransportFactory {
  return {
    create: (config) =>
      config.driver === 'apdu-socket'
        ? socketTransport(config.path)
        : serialTransport(config.path, config.baudRate),
    watch: (path, onChange) => watchPath(path, clock, onChange),
    isPresent: pathIsPresent,
  };
}
