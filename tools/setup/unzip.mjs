// Runs under Node 24: the extractor of the electron package is a native module that Node 20 does not load.
import { extract } from '@electron-internal/extract-zip';

const [archive, folder] = process.argv.slice(2);
if (!archive || !folder) throw new Error('usage: unzip.mjs <archive> <folder>');
await extract(archive, { dir: folder });
