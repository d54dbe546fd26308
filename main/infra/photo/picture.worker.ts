import { serveThread } from '../threads/serveThread.ts';
import { pictureMethods } from './pictureMethods.ts';

serveThread(pictureMethods);
