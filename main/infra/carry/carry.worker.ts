import { serveThread } from '../threads/serveThread.ts';
import { carryFileMethods } from './carryFileMethods.ts';

serveThread(carryFileMethods);
